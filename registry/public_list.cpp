#include "registry/public_list.h"

#include <algorithm>

#include "base/text.h"
#include "registry/database.h"
#include "registry/observation_rows.h"
#include "registry/published.h"
#include "registry/register.h"
#include "registry/sqlite.h"

namespace lawhub {

namespace {

constexpr const char* kInSet = " AND (?2 = '' OR type = ?2) AND (?3 = '' OR substr(division, 1, length(?3)) = ?3)";

/// A reason the feed knows, from what the registry believes of an institution that nobody lists.
std::string reason_of(Status status) {
  if (status == Status::cancelled || status == Status::closed) return "cancelled";
  if (status == Status::revoked) return "revoked";
  return status == Status::merged ? "merged" : "not-listed";
}

Withdrawal merged(Database& db, const PublicEntry& entry, const std::string& day) {
  Withdrawal out;
  out.key = entry.id;
  out.reason = "duplicate";
  out.effective_date = day;
  out.withdrawn_at = entry.changed_at;
  auto row = prepare(db.sql(), "SELECT institution FROM issued_ids WHERE id = ? AND institution <> id", entry.id);
  if (row.executeStep()) out.successors.push_back(row.getColumn(0).getString());
  return out;
}

/// What its sources' tombstones say, with public ids of the successors.
Withdrawal withdrawn(Database& db, const Institution& institution, const std::string& day) {
  Withdrawal out;
  out.key = institution.id;
  out.reason = reason_of(institution.record.status);
  out.effective_date = institution.record.status_since.empty() ? day : institution.record.status_since;
  out.withdrawn_at = institution.changed_at;
  out.name = institution.record.name;
  out.version = institution.version;
  ObservationRows rows(db);
  for (const ObservationRow& row : rows.of_institution(institution.id)) {
    if (row.withdrawn.empty()) continue;
    if (out.document == Document{}) out.document = row.withdrawal.document;
    for (const std::string& key : row.withdrawal.successors) {
      const auto head = rows.head_of(row.said.source, key);
      if (!head || head->institution == institution.id) continue;
      if (std::find(out.successors.begin(), out.successors.end(), head->institution) == out.successors.end()) {
        out.successors.push_back(head->institution);
      }
    }
  }
  return out;
}

/// Reads entries of either table.
class EntryReader {
 public:
  EntryReader(Database& db, Instant now)
      : db_(db), registered_(db), relations_(db), today_(iso_date(china_time(now).date)) {}

  /// `row`: id, changed_at, type, division, and whether the id was merged.
  PublicEntry read(const SQLite::Statement& row) {
    PublicEntry out;
    out.id = row.getColumn(0).getString();
    out.changed_at = row.getColumn(1).getInt64();
    out.type = row.getColumn(2).getString();
    out.division = row.getColumn(3).getString();
    const std::string day = iso_date(china_time(out.changed_at).date);
    const auto institution = row.getColumn(4).getInt() == 0 ? registered_.find(out.id) : std::nullopt;
    if (!institution) {
      out.ended = merged(db_, out, day);
      return out;
    }
    out.version = institution->version;
    if (institution->presence == Presence::withdrawn) {
      out.ended = withdrawn(db_, *institution, day);
      return out;
    }
    out.record = record_for_feed(*institution, relations_, today_);
    out.bytes = to_json(*out.record).size();
    return out;
  }

 private:
  Database& db_;
  Register registered_;
  Relations relations_;
  std::string today_;
};

/// Entries of both tables where `condition` holds, each table by its index.
template <class... Values>
std::vector<PublicEntry> read_entries(Database& db, Instant now, const std::string& condition, const std::string& order,
                                      const Values&... values) {
  // The entries are read while this statement stands, and so from the same state of the file.
  auto rows =
      prepare(db.sql(),
              "SELECT id, changed_at, type, division, 0 FROM institutions WHERE " + condition +
                  " UNION ALL SELECT id, changed_at, type, division, 1 FROM merged_ids WHERE " + condition + order,
              values...);
  EntryReader reader(db, now);
  std::vector<PublicEntry> out;
  while (rows.executeStep()) out.push_back(reader.read(rows));
  return out;
}

/// min or max of changed_at over both tables.
Instant extreme(Database& db, const std::string& which) {
  return db.sql()
      .execAndGet("SELECT coalesce(" + which + "(t), 0) FROM (SELECT " + which +
                  "(changed_at) AS t FROM institutions UNION ALL SELECT " + which + "(changed_at) FROM merged_ids)")
      .getInt64();
}

}  // namespace

std::optional<std::string> division_prefix_of(std::string_view code) {
  static constexpr std::size_t kLengths[] = {2, 4, 6, 9, 12};
  const bool digits = !code.empty() && code.find_first_not_of("0123456789") == std::string_view::npos;
  if (!digits || std::find(std::begin(kLengths), std::end(kLengths), code.size()) == std::end(kLengths)) {
    return std::nullopt;
  }
  if (code.size() == 6) {
    while (code.size() > 2 && code.ends_with("00")) code.remove_suffix(2);
  }
  return std::string(code);
}

std::vector<PublicEntry> PublicList::after(const Selection& s, const ListPlace& after, std::size_t limit) const {
  // Behind the place, and not before the period: the id that comes before all others stands for its begin.
  const bool within = after.changed_at >= s.from;
  return read_entries(db_, now_, std::string("changed_at <= ?1 AND (changed_at, id) > (?4, ?5)") + kInSet,
                      " ORDER BY changed_at, id LIMIT ?6", s.until, s.type, s.division,
                      within ? after.changed_at : s.from, within ? after.id : "", static_cast<std::int64_t>(limit));
}

std::vector<PublicEntry> PublicList::newest(const Selection& s, const std::optional<ListPlace>& before,
                                            std::size_t limit) const {
  const ListPlace end = before.value_or(ListPlace{s.until + 1, ""});
  return read_entries(db_, now_, std::string("changed_at >= ?1 AND (changed_at, id) < (?4, ?5)") + kInSet,
                      " ORDER BY changed_at DESC, id DESC LIMIT ?6", s.from, s.type, s.division, end.changed_at, end.id,
                      static_cast<std::int64_t>(limit));
}

std::size_t PublicList::size(const Selection& s) const {
  const std::string selected = std::string(" WHERE changed_at BETWEEN ?1 AND ?4") + kInSet;
  auto row = prepare(
      db_.sql(),
      "SELECT (SELECT count(*) FROM institutions" + selected + ") + (SELECT count(*) FROM merged_ids" + selected + ")",
      s.from, s.type, s.division, s.until);
  row.executeStep();
  return static_cast<std::size_t>(row.getColumn(0).getInt64());
}

std::optional<PublicEntry> PublicList::find(std::string_view id) const {
  std::vector<PublicEntry> found = read_entries(db_, now_, "id = ?1", "", id);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<PublicList::Chapter> PublicList::chapters() const {
  SQLite::Statement rows(db_.sql(),
                         "SELECT substr(division, 1, 6) AS county, count(*), max(changed_at) FROM institutions "
                         "WHERE presence = 0 GROUP BY county ORDER BY county");
  std::vector<Chapter> out;
  while (rows.executeStep()) {
    out.push_back({rows.getColumn(0).getString(), static_cast<std::size_t>(rows.getColumn(1).getInt64()),
                   rows.getColumn(2).getInt64()});
  }
  return out;
}

std::vector<ListPlace> PublicList::chapter(std::string_view county, std::size_t skip, std::size_t limit) const {
  auto rows = prepare(db_.sql(),
                      "SELECT changed_at, id FROM institutions WHERE presence = 0 AND substr(division, 1, 6) = ? "
                      "ORDER BY id LIMIT ? OFFSET ?",
                      county, static_cast<std::int64_t>(limit), static_cast<std::int64_t>(skip));
  std::vector<ListPlace> out;
  while (rows.executeStep()) out.push_back({rows.getColumn(0).getInt64(), rows.getColumn(1).getString()});
  return out;
}

Instant PublicList::earliest() const { return extreme(db_, "min"); }

Instant PublicList::latest() const { return extreme(db_, "max"); }

}  // namespace lawhub
