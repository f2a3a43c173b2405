// The tables observations and observation_keys. For the registry's own sources; call inside a transaction to write.
#pragma once
#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "registry/observation.h"

namespace lawhub {

class Database;

/// An observation as it is kept.
struct ObservationRow {
  std::int64_t id = 0;
  Observation said;
  std::int64_t hash = 0;  ///< content_hash() of `said`
  int absences = 0;       ///< complete lists in a row that missed it
  Instant absent_since = 0;
  std::string withdrawn, withdrawn_since;  ///< reason and ISO date
  Withdrawal withdrawal;                   ///< the whole of it
  std::string institution;
  std::string birth;              ///< the id it was born with, see ids.h
  std::int64_t birth_number = 1;  ///< 2, 3 … when its source already had a record of that place and name
};

/// What is kept beside what is said: a list of a province is compared by its heads.
struct ObservationHead {
  std::int64_t id = 0;
  std::string source, key, evidence;
  std::int64_t version = 0;
  std::int64_t hash = 0;
  int absences = 0;
  std::string withdrawn;
  std::string institution, birth;
};

/// Is it said now: neither missing from its list nor withdrawn?
template <class Row>
bool is_present(const Row& row) {
  return row.absences == 0 && row.withdrawn.empty();
}

/// Of all that makes an observation another one: not of its evidence, which shifts when a line is put in above, nor
/// of its version.
std::int64_t content_hash(const Observation& o);

/// Statements over the two tables, prepared once.
class ObservationRows {
 public:
  explicit ObservationRows(Database& db);

  /// All rows of a source, by key.
  std::unordered_map<std::string, ObservationHead> heads_of_source(std::string_view source);
  std::optional<ObservationHead> head_of(std::string_view source, std::string_view key);
  ObservationHead head(std::int64_t id);
  std::size_t count_present(std::string_view source);              ///< neither missing nor withdrawn
  std::vector<ObservationRow> of_source(std::string_view source);  ///< by key
  ObservationRow get(std::int64_t id);
  std::vector<ObservationRow> of_institution(std::string_view institution);
  std::vector<std::int64_t> ids_of_institution(std::string_view institution);
  std::vector<std::int64_t> all_ids();

  /// A record that its source did not have before; it is born here.
  std::int64_t add(const Observation& o);
  /// Says something new under the same key; absence and withdrawal are over.
  void replace(std::int64_t id, const Observation& o);
  /// Takes the row's key away, so that another record may bear it.
  void retire_key(std::int64_t id);
  void set_key(std::int64_t id, std::string_view key);
  /// Takes over its evidence and version, the rest being the same.
  void set_evidence(std::int64_t id, const Observation& o);
  void mark_absent(std::int64_t id, Instant since);
  void mark_withdrawn(std::int64_t id, const Withdrawal& withdrawal);
  void set_institution(std::int64_t id, std::string_view institution);
  /// Adds the row, or makes the one of its source and birth the same, but for its institution, which is
  /// to be resolved anew.
  std::int64_t put_back(const ObservationRow& row);
  void remove(std::int64_t id);

  std::vector<std::string> keys_of(std::int64_t id);
  /// At most `limit` of them.
  std::vector<std::int64_t> bearers_of(std::string_view key, std::size_t limit);
  std::vector<std::int64_t> bearers_of_source(std::string_view key, std::string_view source, std::size_t limit);
  std::vector<std::int64_t> born_as(std::string_view birth);
  std::optional<std::int64_t> born_in(std::string_view source, std::string_view birth);
  /// All that meet it under any of its keys, itself too, but for the keys that say nothing because too many bear them.
  std::vector<std::int64_t> neighbours_of(std::int64_t id);
  /// Takes the keys from the record again.
  void set_keys(std::int64_t id, const Record& record);

 private:
  std::vector<std::int64_t> ids(SQLite::Statement& statement);

  Database& db_;
  SQLite::Statement get_, head_, head_of_, by_institution_, add_, replace_, set_institution_, keys_, bearers_,
      bearers_of_source_, clear_keys_, add_key_, born_as_, born_in_;
};

}  // namespace lawhub
