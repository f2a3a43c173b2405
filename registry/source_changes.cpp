#include "registry/source_changes.h"

#include "registry/operators.h"
#include "registry/sqlite.h"

namespace lawhub {
namespace {

const char* const kChange =
    "SELECT number, source, definition, asked_by, asked_at, reason, state, decided_by, decided_at, decision "
    "FROM source_changes ";

SourceChange read_change(SQLite::Statement& row) {
  SourceChange out;
  int at = 0;
  out.number = row.getColumn(at++).getInt64();
  out.source = row.getColumn(at++).getString();
  out.definition = row.getColumn(at++).getString();
  out.asked_by = row.getColumn(at++).getString();
  out.asked_at = row.getColumn(at++).getInt64();
  out.reason = row.getColumn(at++).getString();
  out.state = row.getColumn(at++).getString();
  out.decided_by = row.getColumn(at++).getString();
  out.decided_at = row.getColumn(at++).getInt64();
  out.decision = row.getColumn(at).getString();
  return out;
}

}  // namespace

std::int64_t SourceChanges::ask(std::string_view source, std::string_view definition, std::string_view by,
                                std::string_view reason) {
  std::int64_t number = 0;
  db_.transaction([&] {
    run_sql(db_.sql(), "UPDATE source_changes SET state = 'replaced' WHERE source = ? AND state = 'waiting'", source);
    run_sql(db_.sql(),
            "INSERT INTO source_changes (source, definition, asked_by, asked_at, reason, state) "
            "VALUES (?, ?, ?, ?, ?, 'waiting')",
            source, definition, by, clock_.now(), reason);
    number = db_.sql().getLastInsertRowid();
  });
  return number;
}

std::optional<SourceChange> SourceChanges::find(std::int64_t number) const {
  auto row = prepare(db_.sql(), std::string(kChange) + "WHERE number = ?", number);
  return row.executeStep() ? std::optional(read_change(row)) : std::nullopt;
}

std::vector<SourceChange> SourceChanges::latest(std::size_t limit) const {
  auto rows = prepare(db_.sql(), std::string(kChange) + "ORDER BY state <> 'waiting', number DESC LIMIT ?",
                      static_cast<std::int64_t>(limit));
  std::vector<SourceChange> out;
  while (rows.executeStep()) out.push_back(read_change(rows));
  return out;
}

bool SourceChanges::decide(std::int64_t number, std::string_view state, std::string_view by,
                           std::string_view decision) {
  int rows = 0;
  db_.transaction([&] {
    rows = run_sql(db_.sql(),
                   "UPDATE source_changes SET state = ?, decided_by = ?, decided_at = ?, decision = ? "
                   "WHERE number = ? AND state = 'waiting'",
                   state, by, clock_.now(), decision, number);
  });
  return rows > 0;
}

}  // namespace lawhub
