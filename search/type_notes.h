// What citizens are told of each type of institution (data/type_notes.tsv, data/bring.tsv).
#pragma once
#include <string>
#include <vector>

#include "registry/institution_type.h"

namespace lawhub {

struct TypeNote {
  std::string who;   ///< 找律师: what one looks for
  std::string what;  ///< in plain words, half a sentence
  std::string cost;  ///< 不收费; empty where nothing general is true
  std::vector<std::string> bring;
};

/// Loaded once; immutable, safe from any thread.
const TypeNote& type_note(InstitutionType type);

}  // namespace lawhub
