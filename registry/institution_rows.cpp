#include "registry/institution_rows.h"

#include "base/hash.h"
#include "registry/database.h"
#include "registry/provenance.h"
#include "registry/sqlite.h"

namespace lawhub {

namespace {

constexpr std::size_t kIdLength = 10;

template <class... Values>
SQLite::Statement& again(SQLite::Statement& statement, const Values&... values) {
  statement.reset();
  bind_values(statement, values...);
  return statement;
}

}  // namespace

InstitutionRows::InstitutionRows(Database& db)
    : db_(db),
      get_(db.sql(), "SELECT record, provenance, presence, version FROM institutions WHERE id = ?"),
      put_(db.sql(),
           "INSERT INTO institutions (id, record, provenance, presence, changed_at, version) VALUES (?, ?, ?, ?, ?, 1) "
           "ON CONFLICT (id) DO UPDATE SET record = excluded.record, provenance = excluded.provenance, "
           "presence = excluded.presence, changed_at = excluded.changed_at, version = version + 1"),
      log_(db.sql(),
           "INSERT INTO changes (institution, sequence) VALUES (?, (SELECT coalesce(max(sequence), 0) + 1 FROM "
           "changes)) ON CONFLICT (institution) DO UPDATE SET sequence = excluded.sequence"),
      issued_(db.sql(), "SELECT number, institution FROM issued_ids WHERE id = ?"),
      anchored_(db.sql(), "SELECT id FROM anchors WHERE anchor = ?"),
      anchor_(db.sql(),
              "INSERT INTO anchors (anchor, id) VALUES (?, ?) ON CONFLICT (anchor) DO UPDATE SET id = excluded.id") {}

InstitutionRows::Step InstitutionRows::put(const Institution& institution, Instant now) {
  const std::string record = to_json(institution.record);
  const std::string provenance = provenance_to_json(institution.provenance);
  const int presence = static_cast<int>(institution.presence);
  again(get_, institution.id);
  const bool known = get_.executeStep();
  const bool was_listed = known && get_.getColumn(2).getInt() == static_cast<int>(Presence::listed);
  if (known && get_.getColumn(0).getString() == record && get_.getColumn(1).getString() == provenance &&
      get_.getColumn(2).getInt() == presence) {
    return Step::none;
  }
  again(put_, institution.id, record, provenance, presence, now).exec();
  log(institution.id);
  const bool is_listed = institution.presence == Presence::listed;
  return is_listed ? (was_listed ? Step::changed : Step::added) : (was_listed ? Step::removed : Step::none);
}

InstitutionRows::Step InstitutionRows::redirect(std::string_view id, std::string_view into) {
  run_sql(db_.sql(), "UPDATE issued_ids SET institution = ? WHERE id = ? OR institution = ?", into, id, id);
  again(get_, id);
  if (!get_.executeStep()) {
    return Step::none;  // it was an alias before
  }
  const bool was_listed = get_.getColumn(2).getInt() == static_cast<int>(Presence::listed);
  get_.reset();
  run_sql(db_.sql(), "DELETE FROM institutions WHERE id = ?", id);
  log(id);
  return was_listed ? Step::removed : Step::none;
}

std::string InstitutionRows::issue(std::string_view seed) {
  for (int counter = 1;; ++counter) {
    const std::string text = std::string(seed) + (counter == 1 ? "" : " " + std::to_string(counter));
    std::string id = short_hash(text, kIdLength);
    if (!issued(id)) {
      run_sql(db_.sql(), "INSERT INTO issued_ids (id, institution) VALUES (?, ?)", id, id);
      return id;
    }
  }
}

void InstitutionRows::revive(std::string_view id) {
  run_sql(db_.sql(), "UPDATE issued_ids SET institution = ? WHERE id = ?", id, id);
}

std::optional<InstitutionRows::Issued> InstitutionRows::issued(std::string_view id) {
  if (!again(issued_, id).executeStep()) {
    return std::nullopt;
  }
  return Issued{issued_.getColumn(0).getInt64(), issued_.getColumn(1).getString()};
}

std::optional<std::string> InstitutionRows::anchored(std::string_view anchor) {
  if (!again(anchored_, anchor).executeStep()) {
    return std::nullopt;
  }
  return anchored_.getColumn(0).getString();
}

void InstitutionRows::anchor(std::string_view anchor, std::string_view id) { again(anchor_, anchor, id).exec(); }

void InstitutionRows::log(std::string_view id) { again(log_, id).exec(); }

}  // namespace lawhub
