#include "registry/source.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "base/text.h"
#include "registry/database.h"
#include "registry/sqlite.h"

namespace lawhub {
namespace {

constexpr const char* kColumns =
    "id, name, kind, standing, division, url, recipe, crs, allow, delay_ms, interval_minutes, page_limit, "
    "night, daily_requests, ports, contact, shrink_percent, shrink_records, enabled";

template <class Code, std::size_t Count>
Code of_code(const std::array<Code, Count>& all, std::string_view code) {
  for (const Code c : all) {
    if (code_of(c) == code) return c;
  }
  throw std::runtime_error("unknown code in table sources: " + std::string(code));
}

Source read_row(const SQLite::Statement& row) {
  constexpr std::array kStandings = {Standing::registering, Standing::supervising, Standing::association,
                                     Standing::institution, Standing::publicity};
  constexpr std::array kKinds = {SourceKind::site, SourceKind::xml_feed, SourceKind::oai, SourceKind::atom,
                                 SourceKind::upload};
  int at = 0;
  const auto text = [&] { return row.getColumn(at++).getString(); };
  const auto number = [&] { return row.getColumn(at++).getInt(); };
  Source s;
  s.id = text();
  s.name = text();
  s.kind = of_code(kKinds, text());
  s.standing = of_code(kStandings, text());
  s.division = text();
  s.url = text();
  s.recipe = text();
  s.crs = text();
  const std::string allow = text();
  for (const std::string_view address : split(allow, ' ')) {
    if (!address.empty()) s.allow.emplace_back(address);
  }
  s.delay_ms = number();
  s.interval_minutes = number();
  s.page_limit = number();
  s.night = text();
  s.daily_requests = number();
  s.ports = parse_ports(text()).value_or(std::vector<int>{});
  s.contact = text();
  s.shrink_percent = number();
  s.shrink_records = number();
  s.enabled = number() != 0;
  return s;
}

/// By id.
std::vector<SourceKey> keys_of(SQLite::Database& db, std::string_view source) {
  auto rows = prepare(
      db, "SELECT id, public_key, valid_from, valid_to, revoked_at FROM source_keys WHERE source = ? ORDER BY id",
      source);
  std::vector<SourceKey> keys;
  while (rows.executeStep()) {
    keys.push_back({rows.getColumn(0).getString(), rows.getColumn(1).getString(), rows.getColumn(2).getString(),
                    rows.getColumn(3).getString(), rows.getColumn(4).getInt64()});
  }
  return keys;
}

void put_keys(SQLite::Database& db, const Source& source) {
  run_sql(db, "DELETE FROM source_keys WHERE source = ? AND revoked_at = 0", source.id);
  for (const auto& key : source.keys) {
    run_sql(
        db,
        "INSERT INTO source_keys (source, id, public_key, valid_from, valid_to, revoked_at) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT DO NOTHING",
        source.id, key.id, key.public_key, key.valid_from, key.valid_to, key.revoked_at);
  }
}

}  // namespace

std::optional<DayWindow> parse_day_window(std::string_view text) {
  const auto minute_of = [](std::string_view clock) -> std::optional<int> {  // "06:00"
    std::int64_t hour = 0, minute = 0;
    const bool read = clock.size() == 5 && clock[2] == ':' && parse_number(clock.substr(0, 2), hour) &&
                      parse_number(clock.substr(3), minute) && hour >= 0 && hour < 24 && minute >= 0 && minute < 60;
    return read ? std::optional(static_cast<int>(hour * 60 + minute)) : std::nullopt;
  };
  const auto dash = std::min(text.find('-'), text.size());
  const auto from = minute_of(text.substr(0, dash));
  const auto to = minute_of(text.substr(std::min(dash + 1, text.size())));
  if (!from || !to || *from == *to) return std::nullopt;
  return DayWindow{*from, *to};
}

std::optional<std::vector<int>> parse_ports(std::string_view text) {
  std::vector<int> ports;
  for (const std::string_view written : split(text, ' ')) {
    if (written.empty()) continue;
    std::int64_t port = 0;
    if (!parse_number(written, port) || port < 1 || port > 65535) return std::nullopt;
    ports.push_back(static_cast<int>(port));
  }
  return ports;
}

std::string ports_text(const std::vector<int>& ports) {
  std::vector<std::string> texts;
  texts.reserve(ports.size());
  for (const int port : ports) texts.push_back(std::to_string(port));
  return join(texts, " ");
}

std::string_view code_of(Standing s) {
  switch (s) {
    case Standing::registering:
      return "registering";
    case Standing::supervising:
      return "supervising";
    case Standing::association:
      return "association";
    case Standing::institution:
      return "institution";
    case Standing::publicity:
      return "publicity";
  }
  return {};
}

std::string_view label_of(Standing s) {
  switch (s) {
    case Standing::registering:
      return "发证机关";
    case Standing::supervising:
      return "主管机关";
    case Standing::association:
      return "行业协会";
    case Standing::institution:
      return "机构自身";
    case Standing::publicity:
      return "普法网站";
  }
  return {};
}

std::string_view code_of(SourceKind k) {
  switch (k) {
    case SourceKind::site:
      return "site";
    case SourceKind::xml_feed:
      return "xml-feed";
    case SourceKind::oai:
      return "oai";
    case SourceKind::atom:
      return "atom";
    case SourceKind::upload:
      return "upload";
  }
  return {};
}

std::vector<Source> Sources::all() const {
  std::vector<Source> found;
  auto rows = prepare(db_.sql(), "SELECT " + std::string(kColumns) + " FROM sources ORDER BY id");
  while (rows.executeStep()) found.push_back(read_row(rows));
  for (auto& source : found) source.keys = keys_of(db_.sql(), source.id);
  return found;
}

std::optional<Source> Sources::find(std::string_view id) const {
  auto row = prepare(db_.sql(), "SELECT " + std::string(kColumns) + " FROM sources WHERE id = ?", id);
  if (!row.executeStep()) return std::nullopt;
  Source source = read_row(row);
  source.keys = keys_of(db_.sql(), source.id);
  return source;
}

bool Sources::revoke(std::string_view source, std::string_view key, Instant now) {
  int rows = 0;
  db_.transaction([&] {
    rows = run_sql(db_.sql(), "UPDATE source_keys SET revoked_at = ? WHERE source = ? AND id = ? AND revoked_at = 0",
                   now, source, key);
  });
  return rows == 1;
}

void Sources::put(const Source& s) {
  // Not REPLACE: that would delete the row, and with it what refers to it.
  static const std::string kPut = "INSERT INTO sources (" + std::string(kColumns) +
                                  ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO UPDATE SET (" +
                                  kColumns + ") = (" +
                                  replace_all("excluded." + std::string(kColumns), ", ", ", excluded.") + ")";
  db_.transaction([&] {
    run_sql(db_.sql(), kPut, s.id, s.name, code_of(s.kind), code_of(s.standing), s.division, s.url, s.recipe, s.crs,
            join(s.allow, " "), s.delay_ms, s.interval_minutes, s.page_limit, s.night, s.daily_requests,
            ports_text(s.ports), s.contact, s.shrink_percent, s.shrink_records, s.enabled);
    put_keys(db_.sql(), s);
  });
}

std::map<std::string, Source> sources_by_id(Database& db) {
  std::map<std::string, Source> out;
  for (Source& source : Sources(db).all()) {
    std::string id = source.id;
    out.emplace(std::move(id), std::move(source));
  }
  return out;
}

}  // namespace lawhub
