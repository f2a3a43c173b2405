// The names of an institution as the server holds them (InstitutionTable::names), and words looked for in them.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace lawhub {

/// name_key() of each word; those without letters and digits left out.
std::vector<std::string> keys_of(const std::vector<std::string>& words);

/// The share of a name that the keys make up when all of them stand in it as typed, 0..1: the best of the names of
/// `lines` (id, shown name, then the names' keys). 0 when no name holds them all.
double name_share(std::string_view lines, const std::vector<std::string>& keys);

/// Is the first of the names, the one it bears now, this one?
bool is_present_name(std::string_view lines, std::string_view key);

}  // namespace lawhub
