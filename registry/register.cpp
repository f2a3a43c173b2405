#include "registry/register.h"

#include <algorithm>

#include "registry/believe.h"
#include "registry/database.h"
#include "registry/observation_rows.h"
#include "registry/provenance.h"
#include "registry/snapshot_rows.h"
#include "registry/sqlite.h"

namespace lawhub {

namespace {

const std::string kColumns =
    "id, record, provenance, presence, changed_at, version, as_of, revision, confirmed_at, confirmed_by";

class Reader {
 public:
  explicit Reader(Database& db)
      : aliases_(db.sql(),
                 "SELECT id FROM issued_ids WHERE institution = ? AND id <> institution AND spare = 0 ORDER BY id") {}

  Institution read(const SQLite::Statement& row) {
    Institution out;
    out.id = row.getColumn(0).getString();
    out.record = record_from_json(row.getColumn(1).getString());
    out.provenance = provenance_from_json(row.getColumn(2).getString(), out.record);
    out.presence = static_cast<Presence>(row.getColumn(3).getInt());
    out.changed_at = row.getColumn(4).getInt64();
    out.version = row.getColumn(5).getInt64();
    out.as_of = row.getColumn(6).getInt64();
    out.revision = row.getColumn(7).getInt64();
    out.confirmed_at = row.getColumn(8).getInt64();
    out.confirmed_by = row.getColumn(9).getString();
    aliases_.reset();
    aliases_.bind(1, out.id);
    while (aliases_.executeStep()) {
      out.aliases.push_back(aliases_.getColumn(0).getString());
    }
    return out;
  }

 private:
  SQLite::Statement aliases_;
};

std::int64_t number(Database& db, const char* sql) { return db.sql().execAndGet(sql).getInt64(); }

}  // namespace

std::optional<Institution> Register::find(std::string_view id) const {
  auto row = prepare(
      db_.sql(),
      "SELECT " + kColumns + " FROM institutions WHERE id = (SELECT institution FROM issued_ids WHERE id = ?)", id);
  return row.executeStep() ? std::optional(Reader(db_).read(row)) : std::nullopt;
}

void Register::for_each(const std::function<void(const Institution&)>& each) const {
  Reader reader(db_);
  SQLite::Statement rows(db_.sql(), "SELECT " + kColumns + " FROM institutions ORDER BY id");
  while (rows.executeStep()) {
    each(reader.read(rows));
  }
}

std::size_t Register::count() const {
  return static_cast<std::size_t>(number(db_, "SELECT count(*) FROM institutions WHERE presence = 0"));
}

std::vector<Institution> Register::listed(std::size_t offset, std::size_t limit) const {
  Reader reader(db_);
  auto rows =
      prepare(db_.sql(), "SELECT " + kColumns + " FROM institutions WHERE presence = 0 ORDER BY id LIMIT ? OFFSET ?",
              static_cast<std::int64_t>(limit), static_cast<std::int64_t>(offset));
  std::vector<Institution> out;
  while (rows.executeStep()) {
    out.push_back(reader.read(rows));
  }
  return out;
}

std::int64_t Register::last_sequence() const { return number(db_, "SELECT coalesce(max(sequence), 0) FROM changes"); }

std::vector<Change> Register::changes_after(std::int64_t sequence, std::size_t limit) const {
  auto rows =
      prepare(db_.sql(), "SELECT sequence, institution FROM changes WHERE sequence > ? ORDER BY sequence LIMIT ?",
              sequence, static_cast<std::int64_t>(limit));
  std::vector<Change> out;
  while (rows.executeStep()) {
    out.push_back({rows.getColumn(0).getInt64(), rows.getColumn(1).getString()});
  }
  return out;
}

std::vector<Observation> Register::observations_of(std::string_view source) const {
  std::vector<Observation> out;
  for (ObservationRow& row : ObservationRows(db_).of_source(source)) {
    if (row.absences == 0 && row.withdrawn.empty()) {
      out.push_back(std::move(row.said));
    }
  }
  return out;
}

std::vector<Observation> Register::members_of(std::string_view institution) const {
  const std::vector<ObservationRow> rows = ObservationRows(db_).of_institution(institution);
  std::vector<const ObservationRow*> members;
  members.reserve(rows.size());
  for (const ObservationRow& row : rows) {
    members.push_back(&row);
  }
  if (!std::all_of(rows.begin(), rows.end(), is_present<ObservationRow>)) {
    members = heard(members, sources_by_id(db_));
  }
  std::vector<Observation> out;
  out.reserve(members.size());
  for (const ObservationRow* row : members) {
    out.push_back(row->said);
  }
  return out;
}

std::vector<SnapshotInfo> Register::snapshots_of(std::string_view source) const {
  return SnapshotRows(db_).of_source(source);
}

Instant Register::newest_response(std::string_view source) const {
  auto row =
      prepare(db_.sql(),
              "SELECT max(response_date) FROM snapshots WHERE source = ? AND state IN ('accepted', 'undone')", source);
  return row.executeStep() ? row.getColumn(0).getInt64() : 0;
}

std::optional<SnapshotInfo> Register::snapshot(std::int64_t id) const { return SnapshotRows(db_).find(id); }

std::vector<SnapshotInfo> Register::held_snapshots() const { return SnapshotRows(db_).held(); }

}  // namespace lawhub
