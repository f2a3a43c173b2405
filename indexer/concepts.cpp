#include "indexer/concepts.h"

#include <algorithm>
#include <unordered_map>

#include "base/text.h"
#include "registry/services.h"

namespace lawhub {
namespace {

struct Phrase {
  std::u32string text;
  std::vector<std::string> codes;
};

/// Phrases by their first two characters, longer ones first: one look-up for each character of a text.
class Lexicon {
 public:
  Lexicon() {
    for (const Term& term : vocabulary()) {
      if (term.facet != Facet::matter && term.facet != Facet::service) continue;
      add(term.label, term.code);
      for (const std::string& synonym : term.synonyms) add(synonym, term.code);
    }
    for (auto& [pair, phrases] : phrases_) {
      std::sort(phrases.begin(), phrases.end(),
                [](const Phrase& a, const Phrase& b) { return a.text.size() > b.text.size(); });
    }
  }

  const Phrase* longest_at(std::u32string_view text, std::size_t at) const {
    if (at + 1 >= text.size()) return nullptr;
    auto found = phrases_.find(pair(text[at], text[at + 1]));
    if (found == phrases_.end()) return nullptr;
    for (const Phrase& phrase : found->second) {
      if (text.substr(at, phrase.text.size()) == phrase.text) return &phrase;
    }
    return nullptr;
  }

 private:
  static std::uint64_t pair(char32_t a, char32_t b) { return static_cast<std::uint64_t>(a) << 32 | b; }

  void add(std::string_view words, const std::string& code) {
    std::u32string text = to_code_points(fold(words));
    if (text.size() < 2) return;
    std::vector<Phrase>& phrases = phrases_[pair(text[0], text[1])];
    auto same = std::find_if(phrases.begin(), phrases.end(), [&](const Phrase& p) { return p.text == text; });
    if (same == phrases.end()) same = phrases.insert(phrases.end(), {text, {}});
    if (std::find(same->codes.begin(), same->codes.end(), code) == same->codes.end()) same->codes.push_back(code);
  }

  std::unordered_map<std::uint64_t, std::vector<Phrase>> phrases_;
};

}  // namespace

std::vector<std::string> concepts_in(std::string_view folded) {
  static const Lexicon kLexicon;
  std::vector<std::string> codes;
  std::u32string text = to_code_points(folded);
  for (std::size_t at = 0; at < text.size();) {
    const Phrase* phrase = kLexicon.longest_at(text, at);
    if (phrase != nullptr) codes.insert(codes.end(), phrase->codes.begin(), phrase->codes.end());
    at += phrase != nullptr ? phrase->text.size() : 1;
  }
  return codes;
}

unsigned char vocabulary_index(std::string_view code) {
  static const std::unordered_map<std::string_view, unsigned char> kPlaces = [] {
    std::unordered_map<std::string_view, unsigned char> made;
    const std::vector<Term>& terms = vocabulary();
    for (std::size_t i = 0; i < terms.size() && i < 255; ++i) made.emplace(terms[i].code, i);
    return made;
  }();
  auto found = kPlaces.find(code);
  return found == kPlaces.end() ? 255 : found->second;
}

}  // namespace lawhub
