// The tables institutions, issued_ids, merged_ids and changes. For the registry's own sources; call inside a
// transaction to write.
#pragma once
#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "registry/institution.h"

namespace lawhub {

class Database;

/// Statements over the tables, prepared once.
class InstitutionRows {
 public:
  explicit InstitutionRows(Database& db);

  /// What a change did to the register as a reader sees it.
  enum class Step { none, added, changed, removed };
  /// Writes what is believed under `institution.id`; the change log is told when that is new.
  Step put(const Institution& institution, Instant now);
  /// Nothing stands under this id any more but what it is an alias of.
  Step remove(std::string_view id, Instant now);

  enum class IdKind { birth, spare };
  /// Whoever asks for `id` gets `institution` from now on.
  void stand_for(std::string_view id, std::string_view institution, IdKind kind);
  bool is_issued(std::string_view id);

 private:
  void log(std::string_view id);

  Database& db_;
  SQLite::Statement get_, put_, log_, issued_, stand_for_;
};

}  // namespace lawhub
