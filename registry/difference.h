// What a proposal would change in what its source says, for a person to read before it is taken in: which institutions
// its list would gain, lose and rename, and each field, old and new.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "registry/observation.h"

namespace lawhub {

class Database;

/// Texts as a person reads them (field_text()), empty where nothing is said.
struct FieldDifference {
  Field field = Field::name;
  std::string before, after;
};

struct Difference {
  enum class Kind {
    added,
    returned,    ///< it was missing or withdrawn and is said again
    renamed,     ///< the same institution, another name
    replaced,    ///< the same key, another institution
    changed,     ///< other fields
    renumbered,  ///< the same institution under another key, maybe with changed fields
    vanished,    ///< the list no longer has it, without a word
    withdrawn,   ///< taken back on purpose
  };
  struct Entry {
    Kind kind = Kind::added;
    std::string key;
    std::string former_key;   ///< of a renumbered one
    std::string name;         ///< now; of what vanished or was withdrawn: before
    std::string institution;  ///< id of the institution it is of; empty when it is new
    std::string reason;       ///< of a withdrawal, its code
    std::vector<FieldDifference> fields;
  };
  std::vector<Entry> entries;       ///< by kind, then by name and key
  std::size_t before = 0, now = 0;  ///< records the source says before and after

  std::size_t count(Kind kind) const;
};

std::string_view code_of(Difference::Kind kind);   ///< "renamed"
std::string_view label_of(Difference::Kind kind);  ///< 更名

/// Reads only. The order of the proposal does not matter; a record whose date or place alone is new is no difference.
Difference difference(Database& db, const Proposal& proposal);

/// "共 3 处:新增 1、更名 1、不再列出 1", or that nothing differs.
std::string summary_of(const Difference& difference);
/// A line for each entry and, set in, for each of its fields: "电话:(无) → 0632-8690000".
std::vector<std::string> lines_of(const Difference& difference);

}  // namespace lawhub
