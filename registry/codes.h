// The code lists of the feed (data/codes.tsv): what a code means, for people, and which codes there are.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "registry/institution_type.h"

namespace lawhub {

/// Of codes.tsv, services.tsv and forensic_scope.tsv together: semantic versioning, a new code is a minor step. Codes
/// are never reused and never taken away.
inline constexpr std::string_view kVocabularyVersion = "1.1.0";

struct Code {
  std::string list;                    ///< subtype, relation, channel, accessibility, fees …
  std::string code;                    ///< station_of
  std::string label;                   ///< 所属机构
  std::vector<InstitutionType> types;  ///< of which institutions it may be said; empty: of all
};

/// Every code, list by list. Loaded once; immutable, safe from any thread.
std::span<const Code> all_codes();
/// Those of one list, in the order in which they are shown; empty when there is no such list.
std::span<const Code> codes_of(std::string_view list);
const Code* find_code(std::string_view list, std::string_view code);
/// The subtype of that code that institutions of this type may have. Other types may have one of the same code.
const Code* find_subtype(InstitutionType type, std::string_view code);
/// The code whose label that is: 普通合伙 of the list organization_form; null when none.
const Code* find_label(std::string_view list, std::string_view label);
/// What people read; the code itself when the list does not hold it.
std::string code_label(std::string_view list, std::string_view code);

}  // namespace lawhub
