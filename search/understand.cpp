#include "search/understand.h"

#include <algorithm>

#include "base/text.h"
#include "search/free_of_charge.h"
#include "search/named_places.h"
#include "search/phrases.h"
#include "search/repair.h"
#include "search/reword.h"

namespace lawhub {
namespace {

template <class Value>
void add_once(std::vector<Value>& to, const std::vector<Value>& from) {
  for (const Value& v : from) {
    if (std::find(to.begin(), to.end(), v) == to.end()) to.push_back(v);
  }
}

std::vector<CodeLabel> labels_of(const std::vector<const Term*>& terms) {
  std::vector<CodeLabel> labels;
  labels.reserve(terms.size());
  for (const Term* t : terms) labels.push_back({t->code, t->label});
  return labels;
}

std::vector<CodeLabel> labels_of(const std::vector<InstitutionType>& types) {
  std::vector<CodeLabel> labels;
  labels.reserve(types.size());
  for (const InstitutionType t : types) labels.push_back({std::string(code_of(t)), std::string(label_of(t))});
  return labels;
}

std::vector<CodeLabel> labels_of(const std::vector<const Division*>& divisions) {
  std::vector<CodeLabel> labels;
  labels.reserve(divisions.size());
  for (const Division* d : divisions) labels.push_back({d->code, Divisions::get().full_name(d->code)});
  return labels;
}

void take_terms(const std::vector<const Term*>& terms, Reading& reading) {
  for (const Term* term : terms) {
    if (term->facet == Facet::matter) add_once(reading.matters, {term});
    if (term->facet == Facet::service) add_once(reading.services, {term});
  }
}

void take_meaning(const Part& part, Reading& reading) {
  const Meaning& meaning = *part.meaning;
  add_once(reading.types, meaning.types);
  add_once(reading.implied, meaning.implied);
  take_terms(meaning.terms, reading);
  reading.open_now = reading.open_now || meaning.hint == HintWord::open;
  reading.weekend = reading.weekend || meaning.hint == HintWord::weekend;
  reading.near = reading.near || meaning.hint == HintWord::near;
  Reason reason{{to_utf8(part.text)}, labels_of(meaning.types)};
  for (const CodeLabel& label : labels_of(meaning.terms)) reason.means.push_back(label);
  if (!reason.means.empty()) reading.reasons.push_back(std::move(reason));
}

/// The longest words that name a type of institution, or in three characters and more a place, from left to right.
std::vector<Span> names_in(const std::u32string& text) {
  constexpr std::size_t kPlaceName = 3;
  std::vector<Span> names;
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::size_t length = 0;
    for (const Lexicon::Match& m : Lexicon::get().matches(text, at)) {
      const bool is_place = !m.meaning->places.empty() && m.length >= kPlaceName;
      if (!m.meaning->types.empty() || is_place) length = m.length;
    }
    if (length > 1) names.emplace_back(at, at + length);
    at += length == 0 ? 0 : length - 1;
  }
  return names;
}

/// Takes what citizens' phrases mean, and blanks their words, so that they are not looked at again.
void take_phrases(std::u32string& text, Reading& reading) {
  for (const Phrase& phrase : phrases_in(text, names_in(text))) {
    Reason reason{{}, labels_of(phrase.terms)};
    for (const Span& span : phrase.words) {
      reason.words.push_back(to_utf8(text.substr(span.first, span.second - span.first)));
    }
    reading.reasons.push_back(std::move(reason));
    take_terms(phrase.terms, reading);
    add_once(reading.who, phrase.types);
    if (phrase.types.empty()) {
      for (const Term* term : phrase.terms) add_once(reading.who, term->types);
    }
    for (const Span& span : phrase.words)
      text.replace(span.first, span.second - span.first, span.second - span.first, U' ');
  }
}

/// Longer words first: 农民工 are not 农民.
void take_audiences(std::string text, Reading& reading) {
  using Word = std::pair<std::string_view, const Term*>;
  static const std::vector<Word> kWords = [] {
    std::vector<Word> words;
    for (const Term& term : vocabulary()) {
      if (term.facet != Facet::audience) continue;
      for (const std::string& word : term.synonyms) words.emplace_back(word, &term);
    }
    std::stable_sort(words.begin(), words.end(),
                     [](const Word& a, const Word& b) { return a.first.size() > b.first.size(); });
    return words;
  }();
  for (const auto& [word, term] : kWords) {
    const std::size_t at = text.find(word);
    if (at == std::string::npos) continue;
    add_once(reading.audiences, {term});
    text.replace(at, word.size(), " ");
  }
}

void take_places(std::vector<Part>& parts, Reading& reading) {
  reading.divisions = places_in(parts, !reading.reasons.empty());
  for (const Part& part : parts) {
    if (!part.places.empty()) reading.reasons.push_back({{to_utf8(part.text)}, labels_of(part.places)});
  }
}

/// Takes what each part says; what none explains, villages aside, is left for the text search.
void take_parts(std::vector<Part>& parts, Reading& reading) {
  std::vector<const Division*> villages;
  std::vector<std::string> left;
  bool joins = false;  // was the part before left over, too, with nothing between?
  for (Part& part : parts) {
    const bool says = part.meaning != nullptr && says_something(*part.meaning);
    if (says) take_meaning(part, reading);
    const bool is_left = !says && part.places.empty() && !part.text.empty();
    if (is_left) {
      if (auto village = village_in(part.text, reading.divisions)) {
        add_once(villages, village->first);
        part.text = village->second;
      }
      if (!joins) left.emplace_back();
      left.back() += to_utf8(part.text);
    }
    joins = is_left;
  }
  std::erase(left, "");
  if (!villages.empty()) reading.divisions = villages;
  reading.text = join(left, " ");
}

/// Who only asks for hours is told of the hotline, which is always there.
void take_hours(const std::vector<Part>& parts, Reading& reading) {
  const auto asks = [](const Part& part) {
    return part.meaning != nullptr &&
           (part.meaning->hint == HintWord::open || part.meaning->hint == HintWord::weekend ||
            part.meaning->hint == HintWord::hours);
  };
  const bool says_more = !reading.types.empty() || !reading.matters.empty() || !reading.services.empty() ||
                         !reading.divisions.empty() || !reading.text.empty();
  if (!says_more && std::any_of(parts.begin(), parts.end(), asks)) take_terms({find_term("ADV02")}, reading);
}

/// What a text says, and where the characters stand that nothing explains.
Reading read(std::u32string text, std::vector<Span>& gaps) {
  Reading reading;
  take_audiences(to_utf8(text), reading);
  take_phrases(text, reading);
  std::vector<Part> parts = parts_of(text);
  take_places(parts, reading);
  gaps.clear();
  for (const Part& part : parts) {
    if (is_unexplained(part)) gaps.emplace_back(part.at, part.at + part.text.size());
  }
  take_parts(parts, reading);
  take_hours(parts, reading);
  for (const auto* terms : {&reading.matters, &reading.services}) {
    for (const Term* term : *terms) add_once(reading.who, term->types);
  }
  return reading;
}

}  // namespace

Reading understand(std::string_view question) {
  const std::u32string folded = to_code_points(fold(question));
  Reworded asked = reword(folded);
  std::vector<Span> gaps;
  Reading reading = read(asked.text, gaps);
  if (const std::vector<Repair> repairs = homophones(asked.text, gaps); !repairs.empty()) {
    for (const Repair& repair : repairs) asked.made.push_back(told(repair, folded));
    reading = read(repaired(asked.text, repairs), gaps);
  }
  reading.quoted = asked.quoted;
  reading.rewordings = asked.made;
  reading.whole = without_space(to_utf8(folded));
  return reading;
}

Understood explain(const Reading& reading) {
  Understood understood;
  understood.divisions = labels_of(reading.divisions);
  understood.types = labels_of(reading.types);
  understood.matters = labels_of(reading.matters);
  std::vector<const Term*> services = reading.services;
  add_once(services, reading.implied);
  understood.services = labels_of(services);
  understood.audiences = labels_of(reading.audiences);
  for (const InstitutionType type : reading.types.empty() ? reading.who : reading.types) {
    understood.who.push_back({std::string(code_of(type)), std::string(label_of(type)), std::string(free_by(type))});
  }
  understood.open_now = reading.open_now;
  understood.weekend = reading.weekend;
  understood.near = reading.near;
  understood.text = reading.text;
  understood.reasons = reading.reasons;
  understood.rewordings = reading.rewordings;
  understood.quoted = reading.quoted;
  return understood;
}

}  // namespace lawhub
