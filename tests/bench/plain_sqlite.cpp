#include <SQLiteCpp/SQLiteCpp.h>
#include <SQLiteCpp/VariadicBind.h>

#include <algorithm>

#include "base/text.h"
#include "registry/division.h"
#include "tests/bench/plain.h"

namespace lawhub {
namespace {

constexpr std::size_t kShown = 10;
constexpr std::size_t kShortestTrigram = 3;
constexpr double kMetresOfDegree = 111195;

constexpr const char* kSchema = R"(
  PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000;
  CREATE TABLE inst(id INTEGER PRIMARY KEY, name TEXT, type TEXT, county TEXT, city TEXT, lon REAL, lat REAL, data TEXT);
  CREATE VIRTUAL TABLE words USING fts5(name, other, tokenize = 'trigram');
  CREATE VIRTUAL TABLE places USING rtree(id, west, east, south, north);
)";

void insert(SQLite::Database& db, const std::vector<SampleInstitution>& truth) {
  SQLite::Statement row(db, "INSERT INTO inst VALUES(?,?,?,?,?,?,?,?)");
  SQLite::Statement text(db, "INSERT INTO words(rowid, name, other) VALUES(?,?,?)");
  SQLite::Statement place(db, "INSERT INTO places VALUES(?,?,?,?,?)");
  std::int64_t id = 0;
  for (const SampleInstitution& it : truth) {
    ++id;
    const std::string county = Divisions::get().county_of(it.division);
    const std::string address = Divisions::get().full_name(it.division) + it.street + it.premise;
    const std::string other = address + " " + it.specialty + " " + it.phone;
    SQLite::bind(row, id, it.name, std::string(code_of(it.type)), county, county.substr(0, 4) + "00",
                 it.point.longitude, it.point.latitude, it.name + "\n" + other);
    SQLite::bind(text, id, it.name, other);
    SQLite::bind(place, id, it.point.longitude, it.point.longitude, it.point.latitude, it.point.latitude);
    for (SQLite::Statement* statement : {&row, &text, &place}) {
      statement->exec();
      statement->reset();
    }
  }
}

/// The conditions of an ask over "inst", for what stands behind WHERE.
std::string conditions(const Ask& ask) {
  std::string all = "1", match;
  for (const std::string& word : ask.words) {
    if (count_code_points(word) < kShortestTrigram) {
      all += " AND inst.name LIKE '%" + word + "%'";
    } else {
      match += "\"" + word + "\" ";
    }
  }
  if (!match.empty()) all += " AND words MATCH '" + match + "'";
  if (ask.type) all += " AND inst.type = '" + std::string(code_of(*ask.type)) + "'";
  if (!ask.city.empty()) all += " AND inst.city = '" + ask.city + "'";
  return all;
}

bool matches_words(const Ask& ask) {
  return std::any_of(ask.words.begin(), ask.words.end(),
                     [](const std::string& word) { return count_code_points(word) >= kShortestTrigram; });
}

std::string box(Point p, double metres) {
  const double height = metres / kMetresOfDegree, width = height / 0.78;  // the province lies at 34 to 38 degrees
  return " AND places.west >= " + std::to_string(p.longitude - width) +
         " AND places.east <= " + std::to_string(p.longitude + width) +
         " AND places.south >= " + std::to_string(p.latitude - height) +
         " AND places.north <= " + std::to_string(p.latitude + height);
}

struct Row {
  double metres;
  std::string data;
};

std::vector<Row> rows_within(SQLite::Database& db, const Ask& ask, double metres) {
  const std::string words = matches_words(ask) ? " JOIN words ON words.rowid = inst.id" : "";
  SQLite::Statement select(db, "SELECT inst.lon, inst.lat, inst.data FROM places JOIN inst ON inst.id = places.id" +
                                   words + " WHERE " + conditions(ask) + box(*ask.near, metres));
  std::vector<Row> rows;
  while (select.executeStep()) {
    const double away = distance_m(*ask.near, {select.getColumn(0).getDouble(), select.getColumn(1).getDouble()});
    if (away <= metres) rows.push_back({away, select.getColumn(2).getString()});
  }
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.metres < b.metres; });
  return rows;
}

std::size_t nearby(SQLite::Database& db, const Ask& ask) {
  std::vector<Row> rows;
  for (double metres = ask.radius_m > 0 ? ask.radius_m : 2000; metres < 2e6; metres *= 2) {
    rows = rows_within(db, ask, metres);
    if (ask.radius_m > 0 || rows.size() >= kShown) break;
  }
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < std::min(kShown, rows.size()); ++i) bytes += rows[i].data.size();
  return bytes;
}

std::size_t first_ten(SQLite::Database& db, const Ask& ask) {
  const bool words = matches_words(ask);
  const std::string from = words ? " FROM words JOIN inst ON inst.id = words.rowid" : " FROM inst";
  SQLite::Statement select(db, "SELECT inst.data" + from + " WHERE " + conditions(ask) +
                                   (words ? " ORDER BY rank" : " ORDER BY inst.id") + " LIMIT 10 OFFSET " +
                                   std::to_string(10 * (ask.page - 1)));
  std::size_t bytes = 0;
  while (select.executeStep()) bytes += select.getColumn(0).getString().size();
  if (!ask.type && ask.city.empty()) return bytes;
  for (const char* facet : {"inst.type", "inst.county"}) {
    SQLite::Statement count(
        db, std::string("SELECT ") + facet + ", count(*)" + from + " WHERE " + conditions(ask) + " GROUP BY 1");
    while (count.executeStep()) ++bytes;
  }
  return bytes;
}

std::size_t beginning_with(SQLite::Database& db, const std::string& prefix) {
  SQLite::Statement select(db, "SELECT name FROM inst WHERE name >= ? AND name < ? ORDER BY name LIMIT 10");
  SQLite::bind(select, prefix, prefix + "\xF4\x8F\xBF\xBF");
  std::size_t bytes = 0;
  while (select.executeStep()) bytes += select.getColumn(0).getString().size();
  return bytes;
}

}  // namespace

PlainSqlite::PlainSqlite(const std::filesystem::path& folder, const std::vector<SampleInstitution>& truth)
    : db_(std::make_unique<SQLite::Database>((folder / "plain.db").string(),
                                             SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)) {
  db_->exec(kSchema);
  SQLite::Transaction transaction(*db_);
  insert(*db_, truth);
  db_->exec(
      "CREATE INDEX by_name ON inst(name); CREATE INDEX by_type ON inst(type); "
      "CREATE INDEX by_city ON inst(city, type); ANALYZE");
  transaction.commit();
}

PlainSqlite::~PlainSqlite() = default;

std::size_t PlainSqlite::answer(const Ask& ask) const {
  if (!ask.prefix.empty()) return beginning_with(*db_, ask.prefix);
  return ask.near ? nearby(*db_, ask) : first_ten(*db_, ask);
}

}  // namespace lawhub
