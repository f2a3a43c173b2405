#include "search/reword.h"

#include <algorithm>

#include "base/text.h"
#include "search/lexicon.h"
#include "search/typed_pinyin.h"

namespace lawhub {
namespace {

// In a longer question a word that is one of its own (公正) is taken as it stands.
constexpr std::size_t kShortQuestion = 10;

bool is_letter(char32_t c) { return c >= U'a' && c <= U'z'; }
bool is_latin(char32_t c) { return is_letter(c) || (c >= U'0' && c <= U'9'); }

/// Sets aside what stands between quotes, and blanks it.
std::vector<std::string> take_quoted(std::u32string& text) {
  static const std::vector<std::pair<char32_t, char32_t>> kQuotes = {
      {U'"', U'"'}, {U'“', U'”'}, {U'「', U'」'}, {U'『', U'』'}};
  std::vector<std::string> quoted;
  for (const auto& [open, close] : kQuotes) {
    for (std::size_t begin = text.find(open); begin != std::u32string::npos; begin = text.find(open, begin)) {
      const std::size_t end = text.find(close, begin + 1);
      if (end == std::u32string::npos) break;
      const std::string inside = squeeze(to_utf8(text.substr(begin + 1, end - begin - 1)));
      if (count_code_points(inside) > 1) quoted.push_back(inside);
      text.replace(begin, end + 1 - begin, end + 1 - begin, U' ');
    }
  }
  return quoted;
}

bool is_known(const std::u32string& text, const Span& span) {
  const auto matches = Lexicon::get().matches(text, span.first);
  return !matches.empty() && matches.back().length == span.second - span.first;
}

/// Runs of letters that spell words of the hub.
std::vector<Repair> pinyin_in(const std::u32string& text) {
  std::vector<Repair> found;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_latin(text[at])) continue;
    Span run{at, at};
    while (run.second < text.size() && is_latin(text[run.second])) ++run.second;
    at = run.second;
    const std::u32string letters = text.substr(run.first, run.second - run.first);
    if (!std::all_of(letters.begin(), letters.end(), is_letter) || is_known(text, run)) continue;
    const std::u32string words = words_of_pinyin(to_utf8(letters));
    if (!words.empty()) found.push_back({run, letters, words, false});
  }
  return found;
}

bool names_type(const std::u32string& text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (const Lexicon::Match& m : Lexicon::get().matches(text, at)) {
      if (!m.meaning->types.empty()) return true;
    }
  }
  return false;
}

/// The table's confusions. A word that may be meant is taken for another only in a short question that names no type
/// of institution: 公正律师事务所 is a firm.
std::vector<Repair> confusions_in(const std::u32string& text) {
  std::vector<Repair> found = known_confusions(text);
  if (found.empty()) return found;
  const bool may_be_meant = text.size() > kShortQuestion || names_type(text);
  std::erase_if(found, [&](const Repair& r) { return r.is_word && may_be_meant; });
  return found;
}

}  // namespace

Rewording told(const Repair& repair, const std::u32string& folded) {
  Rewording rewording{to_utf8(repair.written), to_utf8(repair.meant), repair.is_word, {}};
  const std::size_t at = folded.find(repair.written);
  if (at != std::u32string::npos) {
    const std::size_t end = at + repair.written.size();
    rewording.instead = to_utf8(folded.substr(0, at) + U"“" + repair.written + U"”" + folded.substr(end));
  }
  return rewording;
}

Reworded reword(const std::u32string& folded) {
  Reworded question{folded, {}, {}};
  question.quoted = take_quoted(question.text);
  for (const auto& repairs_in : {pinyin_in, confusions_in}) {
    const std::vector<Repair> repairs = repairs_in(question.text);
    for (const Repair& repair : repairs) question.made.push_back(told(repair, folded));
    question.text = repaired(question.text, repairs);
  }
  return question;
}

}  // namespace lawhub
