// Empty lists for bureaus to fill in, one for each type of institution (data/template.tsv).
#pragma once
#include <string_view>
#include <vector>

#include "feeds/sheet.h"
#include "registry/institution_type.h"

namespace lawhub {

/// The sheet that says how to fill in the other; nobody reads it as a list.
inline constexpr std::string_view kHelpSheet = "填写说明";

/// Two sheets: the list with its header row, and what to write in each column with an example.
std::vector<Sheet> template_of(InstitutionType type);
/// The list with one made-up institution in it, for tests and documentation.
Sheet filled_template(InstitutionType type);

}  // namespace lawhub
