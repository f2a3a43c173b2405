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

/// The words of a question, to be looked for in names: all of them, or those that no table explained.
class NameWords {
 public:
  NameWords(const std::vector<std::string>& all, const std::vector<std::string>& unexplained);
  /// No name whose shortest key has that many bytes can have a greater share.
  float most(std::size_t shortest_name) const;
  /// The better of the two shares.
  float share(std::string_view lines) const;
  /// Of all words alone.
  float share_of_all(std::string_view lines) const { return static_cast<float>(name_share(lines, all_)); }

 private:
  std::vector<std::string> all_, unexplained_;
  std::size_t bytes_ = 0;  ///< of the longer ones
};

/// Is the first of the names, the one it bears now, this one?
bool is_present_name(std::string_view lines, std::string_view key);

}  // namespace lawhub
