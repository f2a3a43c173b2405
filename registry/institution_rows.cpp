#include "registry/institution_rows.h"

#include <fmt/format.h>

#include <bit>

#include "base/hash.h"
#include "registry/database.h"
#include "registry/provenance.h"
#include "registry/sqlite.h"

namespace lawhub {

namespace {

template <class... Values>
SQLite::Statement& again(SQLite::Statement& statement, const Values&... values) {
  statement.reset();
  bind_values(statement, values...);
  return statement;
}

}  // namespace

InstitutionRows::InstitutionRows(Database& db)
    : db_(db),
      get_(db.sql(), "SELECT content, presence FROM institutions WHERE id = ?"),
      put_(db.sql(),
           "INSERT INTO institutions (id, type, division, record, provenance, presence, confirmed_at, confirmed_by, "
           "content, "
           "changed_at, as_of, version, revision) "
           "SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10, last + 1, last + 1 "
           "FROM (SELECT coalesce((SELECT version FROM issued_ids WHERE id = ?1), 0) AS last) WHERE true "
           "ON CONFLICT (id) DO UPDATE SET type = excluded.type, division = excluded.division, record = "
           "excluded.record, "
           "provenance = excluded.provenance, presence = excluded.presence, confirmed_at = excluded.confirmed_at, "
           "confirmed_by = excluded.confirmed_by, content = excluded.content, changed_at = excluded.changed_at, "
           "as_of = excluded.as_of, version = version + 1, revision = version + 1"),
      log_(db.sql(),
           "INSERT INTO changes (institution, sequence) VALUES (?, (SELECT coalesce(max(sequence), 0) + 1 FROM "
           "changes)) ON CONFLICT (institution) DO UPDATE SET sequence = excluded.sequence"),
      issued_(db.sql(), "SELECT institution FROM issued_ids WHERE id = ?"),
      stand_for_(db.sql(),
                 "INSERT INTO issued_ids (id, institution, spare) VALUES (?, ?, ?) "
                 "ON CONFLICT (id) DO UPDATE SET institution = excluded.institution") {}

InstitutionRows::Step InstitutionRows::put(const Institution& institution, Instant now) {
  const std::string record = to_json(institution.record);
  const std::string provenance = provenance_to_json(institution.provenance);
  const int presence = static_cast<int>(institution.presence);
  const auto content = std::bit_cast<std::int64_t>(hash64(fmt::format(
      "{}\n{}\n{} {} {}", record, provenance, presence, institution.confirmed_at, institution.confirmed_by)));
  again(get_, institution.id);
  const bool known = get_.executeStep();
  if (known && get_.getColumn(0).getInt64() == content) {
    return Step::none;
  }
  const bool was_listed = known && get_.getColumn(1).getInt() == static_cast<int>(Presence::listed);
  get_.reset();
  again(put_, institution.id, code_of(institution.record.type), institution.record.division, record, provenance,
        presence, institution.confirmed_at, institution.confirmed_by, content, now)
      .exec();
  log(institution.id);
  const bool is_listed = institution.presence == Presence::listed;
  return is_listed ? (was_listed ? Step::changed : Step::added) : (was_listed ? Step::removed : Step::none);
}

InstitutionRows::Step InstitutionRows::remove(std::string_view id, Instant now) {
  run_sql(db_.sql(),
          "INSERT OR REPLACE INTO merged_ids (id, type, division, changed_at) "
          "SELECT id, type, division, ? FROM institutions WHERE id = ?",
          now, id);
  again(get_, id);
  if (!get_.executeStep()) {
    return Step::none;
  }
  const bool was_listed = get_.getColumn(1).getInt() == static_cast<int>(Presence::listed);
  get_.reset();
  run_sql(db_.sql(),
          "UPDATE issued_ids SET version = (SELECT version FROM institutions WHERE institutions.id = ?) "
          "WHERE id = ?",
          id, id);
  run_sql(db_.sql(), "DELETE FROM institutions WHERE id = ?", id);
  log(id);
  return was_listed ? Step::removed : Step::none;
}

void InstitutionRows::stand_for(std::string_view id, std::string_view institution, IdKind kind) {
  again(issued_, id);
  if (!issued_.executeStep() || issued_.getColumn(0).getString() != institution) {
    issued_.reset();
    again(stand_for_, id, institution, static_cast<int>(kind)).exec();
  }
}

bool InstitutionRows::is_issued(std::string_view id) { return again(issued_, id).executeStep(); }

void InstitutionRows::log(std::string_view id) { again(log_, id).exec(); }

}  // namespace lawhub
