#include "search/suggest.h"

#include <algorithm>
#include <numeric>
#include <queue>
#include <set>

#include "base/text.h"

namespace lawhub {
namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFF;

}  // namespace

std::string typed_form(std::string_view typed) {
  std::string form;
  for (const char32_t c : to_code_points(fold(typed))) {
    const bool word = (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9') || is_han(c);
    if (word) append_utf8(form, c);
    if (c == U'ü') form += 'v';
  }
  return form;
}

SuggestTable::SuggestTable(const std::vector<SuggestEntry>& entries) {
  std::vector<std::pair<std::string_view, std::uint32_t>> keys;
  for (const SuggestEntry& entry : entries) {
    const auto number = static_cast<std::uint32_t>(shown_.size());
    shown_.push_back(entry.shown);
    weight_.push_back(entry.weight);
    for (const std::string& key : entry.keys) {
      if (!key.empty()) keys.emplace_back(key, number);
    }
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  blob_.reserve(std::accumulate(keys.begin(), keys.end(), std::size_t{0},
                                [](std::size_t sum, const auto& key) { return sum + key.first.size(); }));
  for (const auto& [key, number] : keys) {
    offset_.push_back(static_cast<std::uint32_t>(blob_.size()));
    blob_ += key;
    entry_of_key_.push_back(number);
  }
  offset_.push_back(static_cast<std::uint32_t>(blob_.size()));
  tree_.assign(2 * keys.size(), kNone);
  for (std::size_t i = 0; i < keys.size(); ++i) tree_[keys.size() + i] = static_cast<std::uint32_t>(i);
  for (std::size_t i = keys.size(); i-- > 1;) tree_[i] = heavier(tree_[2 * i], tree_[2 * i + 1]);
}

std::string_view SuggestTable::key(std::size_t i) const {
  return std::string_view(blob_).substr(offset_[i], offset_[i + 1] - offset_[i]);
}

std::uint32_t SuggestTable::heavier(std::uint32_t a, std::uint32_t b) const {
  if (a == kNone || b == kNone) return a == kNone ? b : a;
  const std::uint32_t entry_a = entry_of_key_[a], entry_b = entry_of_key_[b];
  if (weight_[entry_a] != weight_[entry_b]) return weight_[entry_a] > weight_[entry_b] ? a : b;
  return std::pair(entry_a, a) < std::pair(entry_b, b) ? a : b;
}

std::uint32_t SuggestTable::heaviest(std::size_t first, std::size_t last) const {
  std::uint32_t found = kNone;
  const std::size_t keys = entry_of_key_.size();
  for (std::size_t l = first + keys, r = last + keys; l < r; l /= 2, r /= 2) {
    if (l % 2 == 1) found = heavier(found, tree_[l++]);
    if (r % 2 == 1) found = heavier(found, tree_[--r]);
  }
  return found;
}

template <class Before>
std::size_t SuggestTable::first_not(Before before) const {
  std::size_t low = 0, high = entry_of_key_.size();
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (before(key(middle))) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

std::vector<Suggestion> SuggestTable::find(std::string_view typed, std::size_t limit) const {
  const std::string prefix = typed_form(typed);
  std::vector<Suggestion> found;
  if (prefix.empty()) return found;
  struct Range {
    std::size_t first, last;
    std::uint32_t best;
  };
  // The heaviest key of all ranges is the next answer; it splits its range in two.
  const auto lighter = [this](const Range& a, const Range& b) { return heavier(a.best, b.best) == b.best; };
  std::priority_queue<Range, std::vector<Range>, decltype(lighter)> ranges(lighter);
  const auto add = [&](std::size_t first, std::size_t last) {
    if (first < last) ranges.push({first, last, heaviest(first, last)});
  };
  add(first_not([&](std::string_view k) { return k < prefix; }),
      first_not([&](std::string_view k) { return k.substr(0, prefix.size()) <= prefix; }));
  std::set<std::uint32_t> seen;
  while (!ranges.empty() && found.size() < limit) {
    const Range range = ranges.top();
    ranges.pop();
    const std::uint32_t entry = entry_of_key_[range.best];
    if (seen.insert(entry).second) found.push_back(shown_[entry]);
    add(range.first, range.best);
    add(range.best + 1, range.last);
  }
  return found;
}

}  // namespace lawhub
