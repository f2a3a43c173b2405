// Is a generation fit to answer?
#pragma once
#include <optional>
#include <string>

#include "indexer/generation.h"
#include "registry/database.h"
#include "registry/report.h"

namespace lawhub {

/// Compares a generation with the registry, and with the one that answers now (none: nothing to compare with). An error
/// among the findings means: do not switch to it.
Report check(const Generations& generations, const std::string& name, Database& registry,
             const std::optional<std::string>& answering);

bool has_error(const Report& report);

}  // namespace lawhub
