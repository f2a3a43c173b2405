#include "search/suggest.h"

#include <algorithm>
#include <numeric>
#include <queue>
#include <set>

#include "base/text.h"

namespace lawhub {
namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFF;
constexpr std::size_t kLeastTyped = 5;  // of fewer letters nearly everything is one letter away
constexpr std::string_view kLetters = "0123456789abcdefghijklmnopqrstuvwxyz";

bool is_letters(std::string_view form) { return form.find_first_not_of(kLetters) == std::string_view::npos; }

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

SuggestTable::Range SuggestTable::narrowed(Range range, std::size_t depth, char letter) const {
  const auto letter_of = [&](std::size_t i) { return depth < key(i).size() ? key(i)[depth] : '\0'; };
  const auto first_from = [&](std::size_t low, char least) {
    std::size_t high = range.last;
    while (low < high) {
      const std::size_t middle = (low + high) / 2;
      if (static_cast<unsigned char>(letter_of(middle)) < static_cast<unsigned char>(least)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  };
  const std::size_t first = first_from(range.first, letter);
  return {first, first_from(first, static_cast<char>(letter + 1))};
}

SuggestTable::Range SuggestTable::narrowed(Range range, std::size_t depth, std::string_view letters) const {
  for (const char letter : letters) {
    if (range.empty()) break;
    range = narrowed(range, depth++, letter);
  }
  return range;
}

template <class Each>
void SuggestTable::for_each_typo(std::string_view typed, Each&& each) const {
  Range right{0, entry_of_key_.size()};  // keys that begin with what was typed before `at`
  for (std::size_t at = 0; at < typed.size() && !right.empty(); ++at) {
    const std::string_view rest = typed.substr(at);
    for (const char letter : kLetters) {
      if (letter == rest[0]) continue;
      const Range other = narrowed(right, at, letter);
      if (other.empty()) continue;
      each(narrowed(other, at + 1, rest.substr(1)), typed.size());  // wrong
      each(narrowed(other, at + 1, rest), typed.size() + 1);        // missing
    }
    each(narrowed(right, at, rest.substr(1)), typed.size() - 1);  // too many
    if (rest.size() > 1 && rest[0] != rest[1]) {
      const std::string swapped{rest[1], rest[0]};
      each(narrowed(narrowed(right, at, swapped), at + 2, rest.substr(2)), typed.size());
    }
    right = narrowed(right, at, rest[0]);
  }
}

/// The heaviest key of all ranges is the next answer; it splits its range in two.
class SuggestTable::Collector {
 public:
  Collector(const SuggestTable& table, std::size_t limit) : table_(table), limit_(limit) {}

  bool full() const { return found_.size() >= limit_; }
  void add(Range range) {
    if (!range.empty()) ranges_.push({range, table_.heaviest(range.first, range.last)});
  }
  /// Takes what was added so far.
  void take() {
    while (!ranges_.empty() && !full()) {
      const Weighed next = ranges_.top();
      ranges_.pop();
      const std::uint32_t entry = table_.entry_of_key_[next.best];
      if (seen_.insert(entry).second) found_.push_back(table_.shown_[entry]);
      add({next.range.first, next.best});
      add({next.best + 1, next.range.last});
    }
    ranges_ = Queue(Lighter{&table_});
  }
  std::vector<Suggestion> found() && { return std::move(found_); }

 private:
  struct Weighed {
    Range range;
    std::uint32_t best;
  };
  struct Lighter {
    const SuggestTable* table;
    bool operator()(const Weighed& a, const Weighed& b) const { return table->heavier(a.best, b.best) == b.best; }
  };
  using Queue = std::priority_queue<Weighed, std::vector<Weighed>, Lighter>;

  const SuggestTable& table_;
  std::size_t limit_;
  Queue ranges_{Lighter{&table_}};
  std::set<std::uint32_t> seen_;
  std::vector<Suggestion> found_;
};

std::vector<Suggestion> SuggestTable::find(std::string_view typed, std::size_t limit) const {
  const std::string prefix = typed_form(typed);
  if (prefix.empty()) return {};
  Collector collector(*this, limit);
  collector.add({first_not([&](std::string_view k) { return k < prefix; }),
                 first_not([&](std::string_view k) { return k.substr(0, prefix.size()) <= prefix; })});
  collector.take();
  if (collector.full() || prefix.size() < kLeastTyped || !is_letters(prefix)) return std::move(collector).found();
  std::vector<Range> mistyped;
  for_each_typo(prefix, [&](Range range, std::size_t length) {
    if (range.empty()) return;
    mistyped.push_back(range);
    std::size_t end = range.first;  // whole keys stand first
    while (end < range.last && key(end).size() == length) ++end;
    collector.add({range.first, end});
  });
  collector.take();
  for (const Range& range : mistyped) collector.add(range);
  collector.take();
  return std::move(collector).found();
}

}  // namespace lawhub
