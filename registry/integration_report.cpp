#include "registry/integration_report.h"

#include <map>

#include "registry/database.h"
#include "registry/sqlite.h"

namespace lawhub {

namespace {

using Rows = std::map<std::string, IntegrationRow>;

std::size_t number(const SQLite::Statement& row, int column) {
  return static_cast<std::size_t>(row.getColumn(column).getInt64());
}

/// `take` gets the row of the source in the first column; what belongs to no known source is left out.
template <class Take>
void each_source(Database& db, const char* sql, Rows& rows, Take take) {
  SQLite::Statement statement(db.sql(), sql);
  while (statement.executeStep()) {
    if (const auto found = rows.find(statement.getColumn(0).getString()); found != rows.end()) {
      take(found->second, statement);
    }
  }
}

}  // namespace

std::vector<IntegrationRow> integration_report(Database& db) {
  Rows rows;
  for (const Source& source : Sources(db).all()) {
    rows[source.id].source = source;
  }
  each_source(db,
              "SELECT source, total(absences = 0 AND withdrawn = ''), total(absences > 0 AND withdrawn = ''), "
              "total(withdrawn <> ''), count(DISTINCT CASE WHEN absences = 0 AND withdrawn = '' THEN institution END) "
              "FROM observations GROUP BY source",
              rows, [](IntegrationRow& to, const SQLite::Statement& row) {
                to.listings = number(row, 1);
                to.missing = number(row, 2);
                to.withdrawn = number(row, 3);
                to.institutions = number(row, 4);
              });
  each_source(db,
              "SELECT source, count(*) FROM (SELECT min(source) AS source FROM observations WHERE absences = 0 AND "
              "withdrawn = '' GROUP BY institution HAVING min(source) = max(source)) GROUP BY source",
              rows, [](IntegrationRow& to, const SQLite::Statement& row) { to.alone = number(row, 1); });
  const auto conflict = [](IntegrationRow& to, const SQLite::Statement& row) { to.conflicts += number(row, 1); };
  each_source(db, "SELECT json_extract(shown, '$[0]'), count(*) FROM tickets WHERE state = 'open' GROUP BY 1", rows,
              conflict);
  each_source(db, "SELECT json_extract(other, '$[0]'), count(*) FROM tickets WHERE state = 'open' GROUP BY 1", rows,
              conflict);
  each_source(db,
              "SELECT source, count(DISTINCT pair) FROM ("
              "SELECT source, a || b AS pair FROM questions JOIN observations ON institution = a UNION ALL "
              "SELECT source, a || b AS pair FROM questions JOIN observations ON institution = b) GROUP BY source",
              rows, [](IntegrationRow& to, const SQLite::Statement& row) { to.asked = number(row, 1); });
  each_source(db,
              "SELECT source, total(state = 'held'), max(CASE state WHEN 'accepted' THEN taken_at ELSE 0 END) "
              "FROM snapshots GROUP BY source",
              rows, [](IntegrationRow& to, const SQLite::Statement& row) {
                to.held = number(row, 1);
                to.accepted_at = row.getColumn(2).getInt64();
              });
  std::vector<IntegrationRow> out;
  for (auto& [id, row] : rows) {
    out.push_back(std::move(row));
  }
  return out;
}

}  // namespace lawhub
