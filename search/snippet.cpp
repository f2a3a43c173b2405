#include "search/snippet.h"

#include <algorithm>
#include <unordered_map>

#include "base/text.h"

namespace lawhub {
namespace {

/// The plain form of a character for comparison; cheaper than fold() and one to one.
char32_t plain(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
  return c >= U'A' && c <= U'Z' ? c + 32 : c;
}

bool is_latin_word(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9'); }

/// What of a text matches the words: pairs of neighbours, each with a number.
class Matcher {
 public:
  explicit Matcher(const std::vector<std::string>& words) {
    for (const std::string& word : words) {
      std::u32string row = to_code_points(word);
      for (char32_t& c : row) c = plain(c);
      if (row.size() == 1) add(row[0], 0);
      for (std::size_t i = 0; i + 1 < row.size(); ++i) add(row[i], row[i + 1]);
    }
  }
  std::size_t count() const { return pairs_.size(); }

  struct Match {
    std::size_t at = 0, length = 0, pair = 0;
  };
  /// Every match in the text of plain characters, by place.
  std::vector<Match> matches(const std::u32string& text) const {
    std::vector<Match> found;
    for (std::size_t i = 0; i < text.size(); ++i) {
      auto pair = pairs_.find(key(text[i], i + 1 < text.size() ? text[i + 1] : 0));
      if (pair == pairs_.end()) {
        if (auto single = pairs_.find(key(text[i], 0)); single != pairs_.end()) found.push_back({i, 1, single->second});
      } else if (!inside_longer_word(text, i)) {
        found.push_back({i, 2, pair->second});
      }
    }
    return found;
  }

 private:
  static std::uint64_t key(char32_t a, char32_t b) { return static_cast<std::uint64_t>(a) << 32 | b; }
  void add(char32_t a, char32_t b) { pairs_.emplace(key(a, b), pairs_.size()); }

  /// "ab" inside "tablet": a run of Latin letters and digits counts only when all its pairs are asked.
  bool inside_longer_word(const std::u32string& text, std::size_t at) const {
    if (!is_latin_word(text[at]) || !is_latin_word(text[at + 1])) return false;
    std::size_t first = at, last = at + 1;
    while (first > 0 && is_latin_word(text[first - 1])) --first;
    while (last + 1 < text.size() && is_latin_word(text[last + 1])) ++last;
    for (std::size_t i = first; i < last; ++i) {
      if (pairs_.count(key(text[i], text[i + 1])) == 0) return true;
    }
    return false;
  }

  std::unordered_map<std::uint64_t, std::size_t> pairs_;
};

/// Where the window of `limit` characters begins that holds most different pairs, and then most matches.
std::size_t best_window(const std::vector<Matcher::Match>& matches, std::size_t pairs, std::size_t limit) {
  std::vector<std::size_t> held(pairs, 0);
  std::size_t first = 0, different = 0, best_start = 0, best_different = 0, best_count = 0;
  for (std::size_t last = 0; last < matches.size(); ++last) {
    if (held[matches[last].pair]++ == 0) ++different;
    while (matches[last].at + matches[last].length - matches[first].at > limit) {
      if (--held[matches[first].pair] == 0) --different;
      ++first;
    }
    std::size_t count = last - first + 1;
    if (different > best_different || (different == best_different && count > best_count)) {
      best_different = different;
      best_count = count;
      best_start = matches[first].at;
    }
  }
  return best_start;
}

/// A little before the match, better at the beginning of a sentence.
std::size_t window_start(const std::u32string& text, std::size_t match, std::size_t limit) {
  constexpr std::u32string_view kEnds = U"。!?;\n";
  std::size_t reach = std::min(match, limit / 4);
  for (std::size_t back = 0; back <= reach; ++back) {
    if (match == back || kEnds.find(text[match - back - 1]) != std::u32string_view::npos) return match - back;
  }
  return match - std::min(match, limit / 8);
}

std::u32string one_line(std::string_view text) { return to_code_points(squeeze(text)); }

}  // namespace

std::string escape_html(std::string_view text) {
  std::string html;
  for (char c : text) {
    switch (c) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      case '\'':
        html += "&#39;";
        break;
      default:
        html += c;
    }
  }
  return html;
}

std::string snippet(std::string_view text, const std::vector<std::string>& words, std::size_t limit,
                    Unmatched otherwise) {
  std::u32string shown = one_line(text), compared = shown;
  for (char32_t& c : compared) c = plain(c);
  Matcher matcher(words);
  std::vector<Matcher::Match> matches = matcher.matches(compared);
  if (matches.empty() && otherwise == Unmatched::nothing) return {};
  std::size_t start = matches.empty() ? 0 : best_window(matches, matcher.count(), limit);
  start = window_start(shown, start, limit);
  std::size_t end = std::min(shown.size(), start + limit);
  std::vector<bool> marked(end - start, false);
  for (const Matcher::Match& m : matches) {
    for (std::size_t i = std::max(m.at, start); i < std::min(m.at + m.length, end); ++i) marked[i - start] = true;
  }
  std::string html = start > 0 ? "…" : "";
  for (std::size_t i = start; i < end;) {
    std::size_t stop = i;
    while (stop < end && marked[stop - start] == marked[i - start]) ++stop;
    std::string piece = escape_html(to_utf8(std::u32string_view(shown).substr(i, stop - i)));
    html += marked[i - start] ? "<em>" + piece + "</em>" : piece;
    i = stop;
  }
  return end < shown.size() ? html + "…" : html;
}

}  // namespace lawhub
