#include "registry/rollback.h"

#include <set>
#include <stdexcept>

#include "registry/database.h"
#include "registry/harvest_marks.h"
#include "registry/institution_rows.h"
#include "registry/observation_rows.h"
#include "registry/reassess.h"
#include "registry/snapshot_rows.h"
#include "registry/sqlite.h"

namespace lawhub {

namespace {

class Rollback {
 public:
  Rollback(Database& db, std::string source, Undo undo, Instant now)
      : db_(db), source_(std::move(source)), undo_(std::move(undo)), now_(now), rows_(db), institutions_(db) {}

  Touched run() {
    remove_rows();
    put_rows_back();
    for (const auto& [id, institution] : undo_.ids) {
      run_sql(db_.sql(), "UPDATE issued_ids SET institution = ? WHERE id = ?", institution, id);
    }
    Touched touched = reassess(db_, touched_, now_);
    touched.removed += bury_orphans();
    restore_stamps();
    return touched;
  }

 private:
  bool is_ours(const std::string& source) const { return source == source_; }

  void touch(std::int64_t id) {
    const std::vector<std::int64_t> met = rows_.neighbours_of(id);
    touched_.insert(touched_.end(), met.begin(), met.end());
    touched_.push_back(id);
  }

  /// First, since what is put back may need their place.
  void remove_rows() {
    std::set<std::int64_t> removed;
    for (const auto& [at, row] : undo_.observations) {
      const auto id = is_ours(at.first) && !row ? rows_.born_in(at.first, at.second) : std::nullopt;
      if (!id) {
        continue;
      }
      const std::string institution = rows_.head(*id).institution;
      const std::vector<std::int64_t> members = rows_.ids_of_institution(institution);
      touched_.insert(touched_.end(), members.begin(), members.end());
      touch(*id);
      rows_.remove(*id);
      removed.insert(*id);
      left_.insert(institution);
    }
    std::erase_if(touched_, [&](std::int64_t id) { return removed.contains(id); });
  }

  void put_rows_back() {
    std::vector<const ObservationRow*> back;
    for (const auto& [at, row] : undo_.observations) {
      const auto known = row ? rows_.born_in(at.first, at.second) : std::nullopt;
      if (!row || (known && !is_ours(at.first))) {
        continue;  // the other source has said it again
      }
      if (known) {
        touch(*known);
        rows_.retire_key(*known);  // all first: they may change places
      }
      back.push_back(&*row);
    }
    for (const ObservationRow* row : back) {
      touched_.push_back(rows_.put_back(*row));
    }
  }

  /// Nobody says them any more, but whoever harvested them must hear of it.
  std::size_t bury_orphans() {
    std::size_t buried = 0;
    for (const std::string& id : left_) {
      const auto institution = Register(db_).find(id);
      if (!institution || institution->id != id || !rows_.ids_of_institution(id).empty()) {
        continue;
      }
      Institution gone = *institution;
      gone.presence = Presence::withdrawn;
      gone.record.status = Status::unknown;
      gone.provenance[Field::status].rule = "rolled-back";
      buried += institutions_.put(gone, now_) == InstitutionRows::Step::removed;
    }
    return buried;
  }

  void restore_stamps() {
    for (const auto& [id, stamps] : undo_.institutions) {
      run_sql(db_.sql(), "UPDATE institutions SET as_of = ?, revision = ? WHERE id = ? AND content = ?", stamps.as_of,
              stamps.revision, id, stamps.content);
    }
  }

  Database& db_;
  std::string source_;
  Undo undo_;
  Instant now_;
  ObservationRows rows_;
  InstitutionRows institutions_;
  std::vector<std::int64_t> touched_;
  std::set<std::string> left_;  ///< institutions that lost a row
};

std::size_t count_said(Database& db, std::string_view source) {
  auto row = prepare(db.sql(), "SELECT count(*) FROM observations WHERE source = ? AND absences = 0 AND withdrawn = ''",
                     source);
  row.executeStep();
  return static_cast<std::size_t>(row.getColumn(0).getInt64());
}

}  // namespace

Acceptance roll_back(Database& db, std::int64_t snapshot, const Word& word, const Clock& clock) {
  Acceptance out;
  db.transaction([&] {
    SnapshotRows snapshots(db);
    const auto to = snapshots.find(snapshot);
    if (!to) {
      throw std::runtime_error("there is no snapshot " + std::to_string(snapshot));
    }
    Undo undo = snapshots.undo_to(*to);
    begin_touching(db);
    const Touched touched = Rollback(db, to->source, std::move(undo), clock.now()).run();
    HarvestMarks(db).forget(to->source);
    out.state = Acceptance::State::accepted;
    out.added = touched.added;
    out.changed = touched.changed;
    out.removed = touched.removed;
    out.snapshot = snapshots.add_restored(*to, count_said(db, to->source), word, clock.now());
  });
  return out;
}

}  // namespace lawhub
