// Who says things: a portal, a site, a feed or an uploaded list, with what it may be believed in and how it is visited.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/source_key.h"

namespace lawhub {

class Database;

/// What the source is in the federation; decides precedence together with field and type (precedence.tsv).
enum class Standing { registering, supervising, association, institution, publicity };
/// How it is read.
enum class SourceKind { site, xml_feed, oai, atom, upload };

/// Does it publish for machines: are its records keyed, dated and withdrawn by itself?
constexpr bool is_feed(SourceKind kind) {
  return kind == SourceKind::xml_feed || kind == SourceKind::oai || kind == SourceKind::atom;
}

struct Source {
  std::string id;    ///< slug, stable: "sfj-3704"
  std::string name;  ///< 枣庄市司法局门户网站
  SourceKind kind = SourceKind::site;
  Standing standing = Standing::supervising;
  std::string division;            ///< whose matters it speaks for; host context of addresses: "370400"
  std::string url;                 ///< where a crawl starts
  std::string recipe;              ///< name of crawler/recipes/NAME.xml; empty: the generic detectors
  std::string crs;                 ///< datum of its coordinates: WGS84, GCJ02, BD09; empty: inferred or unknown
  std::vector<std::string> allow;  ///< otherwise forbidden addresses it may be reached at, e.g. "127.0.0.1"
  int delay_ms = 2000;             ///< least time between two requests to its host
  int interval_minutes = 1440;     ///< how often it is harvested without an order; 0 never
  int page_limit = 20000;          ///< most pages a job may fetch
  std::string night;               ///< "22:00-06:00": when it is visited without an order (DayWindow); empty: any time
  int daily_requests = 0;          ///< most requests without an order in a day of China; 0: no limit
  std::vector<int> ports;          ///< that may be connected to beside 80, 443 and the one of its url
  std::string contact;      ///< mail address or http(s) URL that is told when it fails again and again; may be empty
  int shrink_percent = 20;  ///< a snapshot that loses or renames more than this is held …
  int shrink_records = 5;   ///< … when it is also more than this many records
  bool enabled = true;
  std::vector<SourceKey> keys{};  ///< by id; a source that has any, be it revoked, must sign its feed
  bool operator==(const Source&) const = default;
};

/// A part of the day by China's clock, as minutes since midnight; `to` is outside. It may go over midnight.
struct DayWindow {
  int from = 0, to = 0;
  bool holds(int minute) const { return from < to ? from <= minute && minute < to : minute >= from || minute < to; }
  bool operator==(const DayWindow&) const = default;
};
/// "22:00-06:00"; nothing when it is written otherwise, or both ends are the same.
std::optional<DayWindow> parse_day_window(std::string_view text);

/// "8080 8443"; nothing when one is no port.
std::optional<std::vector<int>> parse_ports(std::string_view text);
std::string ports_text(const std::vector<int>& ports);

std::string_view code_of(Standing s);    ///< "registering"
std::string_view label_of(Standing s);   ///< 发证机关
std::string_view code_of(SourceKind k);  ///< "site", "xml-feed", "oai", "atom", "upload"

/// The sources in the registry. Same threads as the database it is given.
class Sources {
 public:
  explicit Sources(Database& db) : db_(db) {}
  std::vector<Source> all() const;  ///< by id
  std::optional<Source> find(std::string_view id) const;
  /// Adds it or replaces the one of that id, and its keys; but a key that was revoked stays so.
  void put(const Source& source);
  /// Takes a key's worth away, from this moment on. False when there is no such key, or it was revoked before.
  bool revoke(std::string_view source, std::string_view key, Instant now);

 private:
  Database& db_;
};

std::map<std::string, Source> sources_by_id(Database& db);

}  // namespace lawhub
