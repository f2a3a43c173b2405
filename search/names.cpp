#include "search/names.h"

#include <algorithm>
#include <cstring>

#include "indexer/analysis.h"

namespace lawhub {
namespace {

/// Calls each(name) for every name.
template <class Each>
void for_each_name(std::string_view lines, Each&& each) {
  std::size_t line = 0;
  for (std::size_t begin = 0; begin <= lines.size(); ++line) {
    std::size_t end = std::min(lines.find('\n', begin), lines.size());
    if (line >= 2) each(lines.substr(begin, end - begin));
    begin = end + 1;
  }
}

}  // namespace

std::vector<std::string> keys_of(const std::vector<std::string>& words) {
  std::vector<std::string> keys;
  for (const std::string& word : words) {
    if (std::string key = name_key(word); !key.empty()) keys.push_back(key);
  }
  return keys;
}

double name_share(std::string_view lines, const std::vector<std::string>& keys) {
  double best = 0;
  for_each_name(lines, [&](std::string_view name) {
    std::size_t matched = 0;
    for (const std::string& key : keys) {
      // memmem: find() looks for the first byte alone, which half of all Chinese characters share
      if (memmem(name.data(), name.size(), key.data(), key.size()) == nullptr) return;
      matched += key.size();
    }
    if (matched > 0) best = std::max(best, std::min(1.0, double(matched) / double(name.size())));
  });
  return best;
}

NameWords::NameWords(const std::vector<std::string>& all, const std::vector<std::string>& unexplained)
    : all_(keys_of(all)), unexplained_(keys_of(unexplained)) {
  for (const auto* keys : {&all_, &unexplained_}) {
    std::size_t bytes = 0;
    for (const std::string& key : *keys) bytes += key.size();
    bytes_ = std::max(bytes_, bytes);
  }
}

float NameWords::most(std::size_t shortest_name) const {
  return static_cast<float>(std::min(1.0, double(bytes_) / double(shortest_name)));  // rounded as the share is
}

float NameWords::share(std::string_view lines) const {
  return std::max(static_cast<float>(name_share(lines, unexplained_)), share_of_all(lines));
}

bool is_present_name(std::string_view lines, std::string_view key) {
  std::size_t count = 0;
  bool present = false;
  for_each_name(lines, [&](std::string_view name) { present |= count++ == 0 && name == key; });
  return present;
}

}  // namespace lawhub
