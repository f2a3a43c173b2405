#include "search/parts.h"

#include <utility>

namespace lawhub {
namespace {

bool is_separator(char32_t c) {
  static const std::u32string kMarks = U" \t\r\n　,.;:?!、。，；：？！()[]{}<>《》〈〉【】“”‘’\"'/|·…~";
  return kMarks.find(c) != std::u32string::npos;
}

std::vector<Part> words_and_gaps(const std::u32string& text) {
  struct Best {
    std::size_t unexplained = 0, words = 0, length = 1;
    const Meaning* meaning = nullptr;
  };
  std::vector<Best> best(text.size() + 1);
  for (std::size_t i = text.size(); i-- > 0;) {
    best[i] = {best[i + 1].unexplained + (is_separator(text[i]) ? 0 : 1), best[i + 1].words};
    for (const Lexicon::Match& m : Lexicon::get().matches(text, i)) {
      const Best& rest = best[i + m.length];
      const Best candidate{rest.unexplained, rest.words + 1, m.length, m.meaning};
      if (std::pair(candidate.unexplained, candidate.words) <= std::pair(best[i].unexplained, best[i].words)) {
        best[i] = candidate;
      }
    }
  }
  std::vector<Part> parts;
  bool joins = false;  // does an unexplained character lengthen the last part?
  for (std::size_t i = 0; i < text.size(); i += best[i].length) {
    if (best[i].meaning != nullptr) {
      parts.push_back({text.substr(i, best[i].length), best[i].meaning, i});
      joins = false;
    } else if (is_separator(text[i])) {
      parts.emplace_back();
      joins = false;
    } else {
      if (!joins) parts.push_back({{}, nullptr, i});
      parts.back().text += text[i];
      joins = true;
    }
  }
  return parts;
}

/// Is an unexplained part made of words that say nothing: 市, 的, 我找?
bool is_only_filler(const Part& part) {
  for (std::size_t i = 0; i < part.text.size();) {
    std::size_t length = 0;
    for (const Lexicon::Match& m : Lexicon::get().matches(part.text, i)) {
      if (m.meaning->hint == HintWord::filler) length = m.length;
    }
    if (length == 0) return false;
    i += length;
  }
  return true;
}

/// Fillers of one character inside an unexplained part belong to it (想 in 理想国).
std::vector<Part> with_short_fillers_joined(const std::vector<Part>& parts) {
  const auto is_short_filler = [](const Part& p) {
    return p.meaning != nullptr && p.text.size() == 1 && p.meaning->hint == HintWord::filler;
  };
  std::vector<Part> joined;
  for (const Part& part : parts) {
    const bool loose = is_unexplained(part) || is_short_filler(part);
    if (loose && !joined.empty() && is_unexplained(joined.back())) {
      joined.back().text += part.text;
    } else {
      joined.push_back(part);
      if (loose) joined.back().meaning = nullptr;
    }
  }
  return joined;
}

/// Leaves out unexplained parts that say nothing: fillers, and a single character that hangs on a word that is
/// understood (书 of 公证书).
std::vector<Part> without_filler(const std::vector<Part>& parts) {
  const auto says = [&](std::size_t i) {
    return i < parts.size() && parts[i].meaning != nullptr && says_something(*parts[i].meaning);
  };
  std::vector<Part> kept;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool hangs = parts[i].text.size() == 1 && (says(i + 1) || (i > 0 && says(i - 1)));
    if (!is_unexplained(parts[i]) || !(hangs || is_only_filler(parts[i]))) kept.push_back(parts[i]);
  }
  return kept;
}

}  // namespace

bool is_unexplained(const Part& part) { return part.meaning == nullptr && !part.text.empty(); }

bool says_something(const Meaning& m) { return !m.types.empty() || !m.terms.empty() || m.hint != HintWord::none; }

std::vector<Part> parts_of(const std::u32string& folded) {
  return without_filler(with_short_fillers_joined(words_and_gaps(folded)));
}

}  // namespace lawhub
