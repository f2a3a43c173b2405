// Divisions through time: which code stands for a place now, and whose bodies carry on those of a unit that is no more.
// For the registry's own sources.
#pragma once
#include <string>

namespace lawhub {

/// The present code of a division; the code itself when it is unknown or was split.
std::string present_code(const std::string& code);
/// The same, but a unit that an existing neighbour took over keeps its code: its bodies ended (data/absorbed.tsv).
std::string body_code(const std::string& code);
/// Folded; empty when unknown.
std::string short_name_of(const std::string& code);

}  // namespace lawhub
