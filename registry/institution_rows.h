// The tables institutions, issued_ids, anchors and changes. For the registry's own sources; call inside a transaction
// to write.
#pragma once
#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/institution.h"

namespace lawhub {

class Database;

/// Statements over the four tables, prepared once.
class InstitutionRows {
 public:
  explicit InstitutionRows(Database& db);

  /// What a change did to the register as a reader sees it.
  enum class Step { none, added, changed, removed };
  /// Writes what is believed under `institution.id`; the change log is told when that is new.
  Step put(const Institution& institution, Instant now);
  /// `id` stands for `into` from now on.
  Step redirect(std::string_view id, std::string_view into);

  /// Gives out an id that was never used, made from `seed`.
  std::string issue(std::string_view seed);
  /// `id` stands for itself again, after a merge that was wrong.
  void revive(std::string_view id);
  /// The institution `id` stands for, and when `id` was born.
  struct Issued {
    std::int64_t number = 0;
    std::string institution;
  };
  std::optional<Issued> issued(std::string_view id);
  std::optional<std::string> anchored(std::string_view anchor);
  void anchor(std::string_view anchor, std::string_view id);

 private:
  void log(std::string_view id);

  Database& db_;
  SQLite::Statement get_, put_, log_, issued_, anchored_, anchor_;
};

}  // namespace lawhub
