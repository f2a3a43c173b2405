// Whose help costs nothing (data/free_types.tsv).
#pragma once
#include <string_view>

#include "registry/institution_type.h"

namespace lawhub {

/// The law, in Chinese, by which an institution of the type takes no money of the citizen; empty when it may take some.
/// Safe from any thread.
std::string_view free_by(InstitutionType type);

}  // namespace lawhub
