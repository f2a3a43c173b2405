// All that the register believes, as text that can be compared.
#pragma once
#include <ostream>

namespace lawhub {

class Database;

/// One JSON line for each institution, by id: its aliases, presence, record, provenance and the listings behind it;
/// then one for each open question, and one for each decision of a person. Registers that were told the same, in
/// whatever order of the sources, give the same bytes: when something was told, and how often it changed, is left out.
void dump(Database& db, std::ostream& out);

}  // namespace lawhub
