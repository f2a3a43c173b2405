#include "search/snippet.h"

#include <algorithm>
#include <set>
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

std::u32string plain(std::string_view text) {
  std::u32string row = to_code_points(text);
  for (char32_t& c : row) c = plain(c);
  return row;
}

struct Match {
  std::size_t at = 0, length = 0, what = 0;
};

/// What of a text matches: pairs of neighbours, single characters, whole phrases, each with a number.
class Matcher {
 public:
  explicit Matcher(const SnippetWords& asked) {
    for (const std::string& word : asked.words) {
      std::u32string row = plain(word);
      if (row.size() == 1) add(row);
      for (std::size_t i = 0; i + 1 < row.size(); ++i) add(row.substr(i, 2));
    }
    for (const std::string& phrase : asked.phrases) {
      if (std::u32string row = plain(phrase); row.size() > 1) add(row);
    }
  }
  std::size_t count() const { return count_; }

  /// Every match in the text of plain characters, by place; of those that begin at one place the longest.
  std::vector<Match> matches(const std::u32string& text) const {
    std::vector<Match> found;
    for (std::size_t at = 0; at < text.size(); ++at) {
      auto candidates = by_first_.find(text[at]);
      if (candidates == by_first_.end()) continue;
      Match best;
      for (const auto& [piece, what] : candidates->second) {
        if (piece.size() > best.length && text.compare(at, piece.size(), piece) == 0) best = {at, piece.size(), what};
      }
      if (best.length > 0 && !inside_longer_word(text, best)) found.push_back(best);
    }
    return found;
  }

 private:
  void add(const std::u32string& piece) {
    if (pieces_.insert(piece).second) by_first_[piece[0]].emplace_back(piece, count_++);
  }

  /// "ab" inside "tablet": a run of Latin letters and digits counts only when all its pairs are asked.
  bool inside_longer_word(const std::u32string& text, const Match& m) const {
    if (m.length != 2 || !is_latin_word(text[m.at]) || !is_latin_word(text[m.at + 1])) return false;
    std::size_t first = m.at, last = m.at + 1;
    while (first > 0 && is_latin_word(text[first - 1])) --first;
    while (last + 1 < text.size() && is_latin_word(text[last + 1])) ++last;
    for (std::size_t i = first; i < last; ++i) {
      if (pieces_.count(text.substr(i, 2)) == 0) return true;
    }
    return false;
  }

  std::unordered_map<char32_t, std::vector<std::pair<std::u32string, std::size_t>>> by_first_;
  std::set<std::u32string> pieces_;
  std::size_t count_ = 0;
};

/// Where the window of `limit` characters begins that holds most different pieces, and then most matches.
std::size_t best_window(const std::vector<Match>& matches, std::size_t kinds, std::size_t limit) {
  std::vector<std::size_t> held(kinds, 0);
  std::size_t first = 0, different = 0, best_start = 0, best_different = 0, best_count = 0;
  for (std::size_t last = 0; last < matches.size(); ++last) {
    if (held[matches[last].what]++ == 0) ++different;
    while (matches[last].at + matches[last].length - matches[first].at > limit) {
      if (--held[matches[first].what] == 0) --different;
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

std::string snippet(std::string_view text, const SnippetWords& words, std::size_t limit, Unmatched otherwise) {
  std::u32string shown = one_line(text), compared = shown;
  for (char32_t& c : compared) c = plain(c);
  Matcher matcher(words);
  std::vector<Match> matches = matcher.matches(compared);
  if (matches.empty() && otherwise == Unmatched::nothing) return {};
  std::size_t start = matches.empty() ? 0 : best_window(matches, matcher.count(), limit);
  start = window_start(shown, start, limit);
  std::size_t end = std::min(shown.size(), start + limit);
  std::vector<bool> marked(end - start, false);
  for (const Match& m : matches) {
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
