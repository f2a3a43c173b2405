// Whom relations mean. A publisher names the other institution by its own record id or by its name; which institution
// that is today, also after merges, is asked of the registry each time and never kept.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/institution.h"

namespace lawhub {

class Database;

struct RelatedInstitution {
  std::string id, name;  ///< both empty when it is not known
};

/// Reads. Same threads as the database it is given.
class Relations {
 public:
  explicit Relations(Database& db) : db_(db) {}
  /// The public id of the institution a relation of `from` points at; nothing when it is not known or could be several.
  /// The record id decides, first among the sources of `from`, through withdrawals to their successors; else the whole
  /// name, which one institution must bear.
  std::optional<std::string> target_of(const Institution& from, const Relation& relation) const;
  /// Whom each relation of `from` means, by its place in the record.
  std::vector<RelatedInstitution> all_of(const Institution& from) const;

 private:
  std::optional<std::string> by_record_id(const Institution& from, const std::string& key) const;
  std::optional<std::string> by_name(const Institution& from, const Relation& relation) const;

  Database& db_;
};

}  // namespace lawhub
