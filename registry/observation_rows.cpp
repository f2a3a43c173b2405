#include "registry/observation_rows.h"

#include <bit>
#include <stdexcept>

#include "base/hash.h"
#include "registry/database.h"
#include "registry/evidence.h"
#include "registry/identity.h"
#include "registry/ids.h"
#include "registry/sqlite.h"

namespace lawhub {

namespace {

const std::string kColumns =
    "id, source, key, url, evidence, asserted_at, record, hash, absences, absent_since, withdrawn, withdrawn_since, "
    "institution, birth, birth_number, version, withdrawal";

ObservationRow read_row(SQLite::Statement& row) {
  ObservationRow out;
  out.id = row.getColumn(0).getInt64();
  out.said.source = row.getColumn(1).getString();
  out.said.key = row.getColumn(2).getString();
  out.said.url = row.getColumn(3).getString();
  out.said.evidence = row.getColumn(4).getString();
  out.said.asserted_at = row.getColumn(5).getInt64();
  out.hash = row.getColumn(7).getInt64();
  out.absences = row.getColumn(8).getInt();
  out.absent_since = row.getColumn(9).getInt64();
  out.withdrawn = row.getColumn(10).getString();
  out.withdrawn_since = row.getColumn(11).getString();
  out.institution = row.getColumn(12).getString();
  out.birth = row.getColumn(13).getString();
  out.birth_number = row.getColumn(14).getInt64();
  out.said.version = row.getColumn(15).getInt64();
  if (!out.withdrawn.empty()) {
    out.withdrawal = withdrawal_from_json(row.getColumn(16).getString());
  }
  out.said.record = record_from_json(row.getColumn(6).getString());
  return out;
}

const std::string kHeadColumns = "id, source, key, evidence, version, hash, absences, withdrawn, institution, birth";

ObservationHead read_head(SQLite::Statement& row) {
  ObservationHead out;
  out.id = row.getColumn(0).getInt64();
  out.source = row.getColumn(1).getString();
  out.key = row.getColumn(2).getString();
  out.evidence = row.getColumn(3).getString();
  out.version = row.getColumn(4).getInt64();
  out.hash = row.getColumn(5).getInt64();
  out.absences = row.getColumn(6).getInt();
  out.withdrawn = row.getColumn(7).getString();
  out.institution = row.getColumn(8).getString();
  out.birth = row.getColumn(9).getString();
  return out;
}

std::vector<ObservationRow> read_rows(SQLite::Statement statement) {
  std::vector<ObservationRow> out;
  while (statement.executeStep()) {
    out.push_back(read_row(statement));
  }
  return out;
}

/// Runs a prepared statement again with these values.
template <class... Values>
SQLite::Statement& again(SQLite::Statement& statement, const Values&... values) {
  statement.reset();
  bind_values(statement, values...);
  return statement;
}

std::int64_t hash_of(const Observation& o, const std::string& record_json) {
  return std::bit_cast<std::int64_t>(hash64(o.url + '\n' + std::to_string(o.asserted_at) + '\n' + record_json));
}

}  // namespace

std::int64_t content_hash(const Observation& o) { return hash_of(o, to_json(o.record)); }

ObservationRows::ObservationRows(Database& db)
    : db_(db),
      get_(db.sql(), "SELECT " + kColumns + " FROM observations WHERE id = ?"),
      head_(db.sql(), "SELECT " + kHeadColumns + " FROM observations WHERE id = ?"),
      head_of_(db.sql(), "SELECT " + kHeadColumns + " FROM observations WHERE source = ? AND key = ?"),
      by_institution_(db.sql(), "SELECT id FROM observations WHERE institution = ?"),
      add_(db.sql(),
           "INSERT INTO observations (source, key, url, evidence, asserted_at, version, record, hash, birth, "
           "birth_number) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      replace_(db.sql(),
               "UPDATE observations SET url = ?, evidence = ?, asserted_at = ?, version = ?, record = ?, hash = ?, "
               "absences = 0, "
               "absent_since = 0, withdrawn = '', withdrawn_since = '', withdrawal = '' WHERE id = ?"),
      set_institution_(db.sql(), "UPDATE observations SET institution = ? WHERE id = ?"),
      keys_(db.sql(), "SELECT key FROM observation_keys WHERE observation = ?"),
      bearers_(db.sql(), "SELECT observation FROM observation_keys WHERE key = ? LIMIT ?"),
      bearers_of_source_(db.sql(),
                         "SELECT observation FROM observation_keys JOIN observations ON id = observation "
                         "WHERE observation_keys.key = ? AND source = ? ORDER BY id LIMIT ?"),
      clear_keys_(db.sql(), "DELETE FROM observation_keys WHERE observation = ?"),
      add_key_(db.sql(), "INSERT INTO observation_keys (key, observation) VALUES (?, ?)"),
      born_as_(db.sql(), "SELECT id FROM observations WHERE birth = ?"),
      born_in_(db.sql(), "SELECT id FROM observations WHERE source = ? AND birth = ?") {}

std::unordered_map<std::string, ObservationHead> ObservationRows::heads_of_source(std::string_view source) {
  auto rows = prepare(db_.sql(), "SELECT " + kHeadColumns + " FROM observations WHERE source = ?", source);
  std::unordered_map<std::string, ObservationHead> out;
  while (rows.executeStep()) {
    ObservationHead head = read_head(rows);
    std::string key = head.key;
    out.emplace(std::move(key), std::move(head));
  }
  return out;
}

std::optional<ObservationHead> ObservationRows::head_of(std::string_view source, std::string_view key) {
  again(head_of_, source, key);
  return head_of_.executeStep() ? std::optional(read_head(head_of_)) : std::nullopt;
}

std::size_t ObservationRows::count_present(std::string_view source) {
  auto row = prepare(db_.sql(),
                     "SELECT count(*) FROM observations WHERE source = ? AND absences = 0 AND withdrawn = ''", source);
  return row.executeStep() ? static_cast<std::size_t>(row.getColumn(0).getInt64()) : 0;
}

std::vector<ObservationRow> ObservationRows::of_source(std::string_view source) {
  return read_rows(
      prepare(db_.sql(), "SELECT " + kColumns + " FROM observations WHERE source = ? ORDER BY key", source));
}

ObservationRow ObservationRows::get(std::int64_t id) {
  again(get_, id);
  if (!get_.executeStep()) {
    throw std::runtime_error("registry.db: there is no observation " + std::to_string(id));
  }
  return read_row(get_);
}

ObservationHead ObservationRows::head(std::int64_t id) {
  again(head_, id);
  if (!head_.executeStep()) {
    throw std::runtime_error("registry.db: there is no observation " + std::to_string(id));
  }
  return read_head(head_);
}

std::vector<ObservationRow> ObservationRows::of_institution(std::string_view institution) {
  return read_rows(prepare(
      db_.sql(), "SELECT " + kColumns + " FROM observations WHERE institution = ? ORDER BY source, key", institution));
}

std::vector<std::int64_t> ObservationRows::ids(SQLite::Statement& statement) {
  std::vector<std::int64_t> out;
  while (statement.executeStep()) {
    out.push_back(statement.getColumn(0).getInt64());
  }
  return out;
}

std::vector<std::int64_t> ObservationRows::ids_of_institution(std::string_view institution) {
  return ids(again(by_institution_, institution));
}

std::vector<std::int64_t> ObservationRows::all_ids() {
  SQLite::Statement statement(db_.sql(), "SELECT id FROM observations ORDER BY id");
  return ids(statement);
}

std::int64_t ObservationRows::add(const Observation& o) {
  const std::string record = to_json(o.record), seed = birth_seed(o.record);
  std::int64_t number = 1;
  while (born_in(o.source, birth_id(seed, number))) {
    ++number;
  }
  again(add_, o.source, o.key, o.url, o.evidence, o.asserted_at, o.version, record, hash_of(o, record),
        birth_id(seed, number), number)
      .exec();
  const std::int64_t id = db_.sql().getLastInsertRowid();
  set_keys(id, o.record);
  return id;
}

void ObservationRows::replace(std::int64_t id, const Observation& o) {
  const std::string record = to_json(o.record);
  again(replace_, o.url, o.evidence, o.asserted_at, o.version, record, hash_of(o, record), id).exec();
  set_keys(id, o.record);
}

void ObservationRows::retire_key(std::int64_t id) {
  run_sql(db_.sql(), "UPDATE observations SET key = '~' || birth WHERE id = ?", id);
}

void ObservationRows::set_key(std::int64_t id, std::string_view key) {
  run_sql(db_.sql(), "UPDATE observations SET key = ? WHERE id = ?", key, id);
}

void ObservationRows::set_evidence(std::int64_t id, const Observation& o) {
  run_sql(db_.sql(), "UPDATE observations SET evidence = ?, version = ? WHERE id = ?", o.evidence, o.version, id);
}

void ObservationRows::mark_absent(std::int64_t id, Instant since) {
  run_sql(db_.sql(),
          "UPDATE observations SET absences = absences + 1, "
          "absent_since = CASE absences WHEN 0 THEN ? ELSE absent_since END WHERE id = ?",
          since, id);
}

void ObservationRows::mark_withdrawn(std::int64_t id, const Withdrawal& withdrawal) {
  run_sql(db_.sql(), "UPDATE observations SET withdrawn = ?, withdrawn_since = ?, withdrawal = ? WHERE id = ?",
          withdrawal.reason, withdrawal.effective_date, to_json(withdrawal), id);
}

void ObservationRows::set_institution(std::int64_t id, std::string_view institution) {
  again(set_institution_, institution, id).exec();
}

std::int64_t ObservationRows::put_back(const ObservationRow& row) {
  const auto known = born_in(row.said.source, row.birth);
  std::int64_t id = known.value_or(0);
  if (known) {
    replace(id, row.said);
  } else {
    const std::string record = to_json(row.said.record);
    again(add_, row.said.source, row.said.key, row.said.url, row.said.evidence, row.said.asserted_at, row.said.version,
          record, hash_of(row.said, record), row.birth, row.birth_number)
        .exec();
    id = db_.sql().getLastInsertRowid();
    set_keys(id, row.said.record);
  }
  run_sql(db_.sql(),
          "UPDATE observations SET key = ?, absences = ?, absent_since = ?, withdrawn = ?, withdrawn_since = ?, "
          "withdrawal = ? WHERE id = ?",
          row.said.key, row.absences, row.absent_since, row.withdrawn, row.withdrawn_since,
          row.withdrawn.empty() ? std::string() : to_json(row.withdrawal), id);
  return id;
}

void ObservationRows::remove(std::int64_t id) { run_sql(db_.sql(), "DELETE FROM observations WHERE id = ?", id); }

std::vector<std::string> ObservationRows::keys_of(std::int64_t id) {
  std::vector<std::string> out;
  again(keys_, id);
  while (keys_.executeStep()) {
    out.push_back(keys_.getColumn(0).getString());
  }
  return out;
}

std::vector<std::int64_t> ObservationRows::bearers_of(std::string_view key, std::size_t limit) {
  return ids(again(bearers_, key, static_cast<std::int64_t>(limit)));
}

std::vector<std::int64_t> ObservationRows::bearers_of_source(std::string_view key, std::string_view source,
                                                             std::size_t limit) {
  return ids(again(bearers_of_source_, key, source, static_cast<std::int64_t>(limit)));
}

std::vector<std::int64_t> ObservationRows::born_as(std::string_view birth) { return ids(again(born_as_, birth)); }

std::optional<std::int64_t> ObservationRows::born_in(std::string_view source, std::string_view birth) {
  return again(born_in_, source, birth).executeStep() ? std::optional(born_in_.getColumn(0).getInt64()) : std::nullopt;
}

std::vector<std::int64_t> ObservationRows::neighbours_of(std::int64_t id) {
  const auto most = static_cast<std::size_t>(identity_score("key-crowd")) + 1;
  std::vector<std::int64_t> out;
  for (const std::string& key : keys_of(id)) {
    const std::vector<std::int64_t> bearers = bearers_of(key, most);
    out.insert(out.end(), bearers.begin(), bearers.end());
  }
  return out;
}

void ObservationRows::set_keys(std::int64_t id, const Record& record) {
  again(clear_keys_, id).exec();
  for (const std::string& key : blocking_keys(record)) {
    again(add_key_, key, id).exec();
  }
}

}  // namespace lawhub
