#include "search/question.h"

#include <algorithm>

#include "base/text.h"
#include "indexer/analysis.h"
#include "indexer/concepts.h"

namespace lawhub {
namespace {

bool separates(char32_t c) {
  return c <= U' ' || std::u32string_view(U",;!?、。,;!?\"'“”‘’「」《》").find(c) != std::u32string_view::npos;
}

void demand_term(const std::string& code, Question& q) {
  const Term* term = find_term(code);
  if (term == nullptr) return;
  q.filter_terms.push_back(vocabulary_index(code));
  q.filter_codes.push_back(code);
  for (InstitutionType type : term->types) q.filter_helps.add(type);
}

void take_reading(Question& q) {
  for (const Division* division : q.reading.divisions) q.areas.push_back(area_range(division->code));
  for (const auto* terms : {&q.reading.matters, &q.reading.services}) {
    for (const Term* term : *terms) q.terms.push_back(vocabulary_index(term->code));
  }
  if (q.reading.types.empty()) q.helpers = q.reading.who;
  for (InstitutionType type : q.reading.types.empty() ? q.helpers : q.reading.types) q.types.add(type);
  q.open_now = q.reading.open_now;
  q.weekend = q.reading.weekend;
}

}  // namespace

std::vector<std::string> words_of(std::string_view folded) {
  std::vector<std::string> words;
  std::string word;
  for (std::size_t at = 0; at < folded.size();) {
    char32_t c = next_code_point(folded, at);
    if (!separates(c)) {
      append_utf8(word, c);
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

bool Question::by_distance() const {
  if (!parameters.near || parameters.sort == Parameters::Sort::date) return false;
  return parameters.sort == Parameters::Sort::distance || (text_parts.empty() && helpers.empty());
}

Question ask(const Parameters& p) {
  Question q;
  q.parameters = p;
  q.reading = understand(p.q);
  q.parts = words_of(fold(p.q));
  q.text_parts = words_of(q.reading.text);
  q.quoted = q.reading.quoted;
  for (const std::string& phrase : q.quoted) {
    for (std::string& word : words_of(phrase)) q.text_parts.push_back(std::move(word));
  }
  q.key = name_key(q.reading.whole);
  for (InstitutionType type : p.types) q.filter_types.add(type);
  q.filter_area = area_range(p.division);
  if (!p.matter.empty()) demand_term(p.matter, q);
  if (!p.service.empty()) demand_term(p.service, q);
  take_reading(q);
  return q;
}

}  // namespace lawhub
