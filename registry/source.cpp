#include "registry/source.h"

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
    "shrink_percent, shrink_records, enabled";

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
  constexpr std::array kKinds = {SourceKind::site, SourceKind::xml_feed, SourceKind::upload};
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
  s.shrink_percent = number();
  s.shrink_records = number();
  s.enabled = number() != 0;
  return s;
}

}  // namespace

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
    case SourceKind::upload:
      return "upload";
  }
  return {};
}

std::vector<Source> Sources::all() const {
  std::vector<Source> found;
  auto rows = prepare(db_.sql(), "SELECT " + std::string(kColumns) + " FROM sources ORDER BY id");
  while (rows.executeStep()) found.push_back(read_row(rows));
  return found;
}

std::optional<Source> Sources::find(std::string_view id) const {
  auto row = prepare(db_.sql(), "SELECT " + std::string(kColumns) + " FROM sources WHERE id = ?", id);
  if (!row.executeStep()) return std::nullopt;
  return read_row(row);
}

void Sources::put(const Source& s) {
  // Not REPLACE: that would delete the row, and with it what refers to it.
  static const std::string kPut = "INSERT INTO sources (" + std::string(kColumns) +
                                  ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO UPDATE SET (" + kColumns +
                                  ") = (" + replace_all("excluded." + std::string(kColumns), ", ", ", excluded.") + ")";
  db_.transaction([&] {
    run_sql(db_.sql(), kPut, s.id, s.name, code_of(s.kind), code_of(s.standing), s.division, s.url, s.recipe, s.crs,
            join(s.allow, " "), s.delay_ms, s.interval_minutes, s.page_limit, s.shrink_percent, s.shrink_records,
            s.enabled);
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
