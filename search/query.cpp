#include "search/query.h"

#include <algorithm>

#include "base/text.h"
#include "indexer/analysis.h"
#include "indexer/schema.h"
#include "registry/services.h"
#include "search/ranking.h"

namespace lawhub {
namespace {

// Measured: 32 terms cost 41 ms over a million pages, 2,000 terms 6 s. What is left out only widens the match.
constexpr std::size_t kMaxTerms = 40;
// Pairs that are asked of each word when what they find is looked at anyway.
constexpr std::size_t kRarest = 3;

using Terms = std::vector<std::string>;

Terms each_once(Terms terms) {
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  return terms;
}

Xapian::Query all_of(Terms terms) {
  terms = each_once(std::move(terms));
  return {Xapian::Query::OP_AND, terms.begin(), terms.end()};
}

Xapian::Query either(const Xapian::Query& a, const Xapian::Query& b) {
  if (a.empty()) return b;
  return b.empty() ? a : Xapian::Query(Xapian::Query::OP_OR, a, b);
}

Xapian::Query both(const Xapian::Query& a, const Xapian::Query& b) {
  if (a.empty()) return b;
  return b.empty() ? a : Xapian::Query(Xapian::Query::OP_AND, a, b);
}

bool is_ascii(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](unsigned char c) { return c < 0x80; });
}

bool is_han_only(std::string_view word) {
  for (std::size_t at = 0; at < word.size();) {
    if (!is_han(next_code_point(word, at))) return false;
  }
  return true;
}

Terms grams(std::string_view word) {
  Terms terms;
  for (const std::string& t : name_terms(word)) terms.push_back(term(prefix::kGram, t));
  if (terms.empty()) {
    for (const std::string& t : name_characters(word)) terms.push_back(term(prefix::kGram, t));
  }
  return terms;
}

Xapian::Query name_word(std::string_view word) { return all_of(grams(word)); }

/// One word anywhere. What is not Chinese throughout may also be a piece of a name, or the end of a number.
Xapian::Query any_word(std::string_view word) {
  Terms terms = text_terms(word);
  Xapian::Query query = all_of(terms);
  if (terms.empty() || !is_han_only(word)) query = either(query, name_word(word));
  std::string number = name_key(word);
  if (is_ascii(word) && number.size() >= 4) query = either(query, Xapian::Query(term(prefix::kTail, number)));
  return query;
}

/// As many words as kMaxTerms allows; a longer last one is shortened.
std::vector<std::string> capped(const std::vector<std::string>& words) {
  std::vector<std::string> kept;
  std::size_t left = kMaxTerms;
  for (const std::string& word : words) {
    std::u32string characters = to_code_points(word);
    if (left == 0) break;
    if (characters.size() > left) characters.resize(left);
    left -= characters.size();
    kept.push_back(to_utf8(characters));
  }
  return kept;
}

Xapian::Query each_of(const std::vector<std::string>& words, Xapian::Query (*query_of)(std::string_view)) {
  Xapian::Query query;
  for (const std::string& word : capped(words)) query = both(query, query_of(word));
  return query;
}

Terms rarest(const Xapian::Database& db, const Terms& terms) {
  std::vector<std::pair<Xapian::doccount, std::string>> by_frequency;
  for (const std::string& t : terms) by_frequency.emplace_back(db.get_termfreq(t), t);
  std::sort(by_frequency.begin(), by_frequency.end());
  if (by_frequency.size() > kRarest) by_frequency.resize(kRarest);
  Terms kept;
  for (auto& [frequency, t] : by_frequency) kept.push_back(std::move(t));
  return kept;
}

Xapian::Query spoken_of(const Question& q) {
  std::vector<std::string> codes;
  for (const Term* matter : q.reading.matters) codes.push_back(term(prefix::kConcept, matter->code));
  for (const Term* service : q.reading.services) codes.push_back(term(prefix::kConcept, service->code));
  return {Xapian::Query::OP_OR, codes.begin(), codes.end()};
}

/// Pages on the matter; the words left over must be there only where nobody helps in a matter.
Xapian::Query on_the_matter(const Question& q) {
  const Xapian::Query matter = spoken_of(q), words = text_query(q.text_parts);
  if (q.needs_text() || matter.empty() || words.empty()) return both(matter, words);
  return {Xapian::Query::OP_AND_MAYBE, matter, words};
}

Xapian::Query title_words(const std::vector<std::string>& words) {
  Terms terms;
  for (const std::string& word : capped(words)) {
    for (std::string& t : grams(word)) terms.push_back(std::move(t));
  }
  return {Xapian::Query::OP_OR, terms.begin(), terms.end()};
}

Xapian::Query filter_terms(const Question& q) {
  std::vector<std::string> codes;
  for (const std::string& code : q.filter_codes) codes.push_back(term(prefix::kConcept, code));
  return {Xapian::Query::OP_AND, codes.begin(), codes.end()};
}

}  // namespace

Xapian::Query text_query(const std::vector<std::string>& words) { return each_of(words, any_word); }

std::optional<std::vector<std::string>> text_query_terms(const std::vector<std::string>& words) {
  Terms terms;
  for (const std::string& word : capped(words)) {
    if (!is_han_only(word)) return {};
    Terms of_word = text_terms(word);
    if (of_word.empty()) of_word = grams(word);
    terms.insert(terms.end(), of_word.begin(), of_word.end());
  }
  return each_once(std::move(terms));
}

std::vector<std::string> name_query_terms(const Xapian::Database& db, const std::vector<std::string>& words) {
  Terms terms;
  for (const std::string& word : capped(words)) {
    const Terms of_word = rarest(db, grams(word));
    terms.insert(terms.end(), of_word.begin(), of_word.end());
  }
  return each_once(std::move(terms));
}

Xapian::Query similar_query(const std::vector<std::string>& words) {
  Terms terms;
  for (const std::string& word : capped(words)) {
    for (std::string& t : text_terms(word)) terms.push_back(std::move(t));
  }
  return {Xapian::Query::OP_OR, terms.begin(), terms.end()};
}

Xapian::Query page_query(const Question& q) {
  Xapian::Query query = q.similar ? similar_query(q.parts) : text_query(q.parts);
  query = either(query, on_the_matter(q));
  Xapian::Query demanded = filter_terms(q);
  if (!demanded.empty()) {
    query = query.empty() ? demanded : Xapian::Query(Xapian::Query::OP_FILTER, query, demanded);
  }
  Xapian::Query title = title_words(q.parts);
  if (query.empty() || title.empty()) return query;
  return {Xapian::Query::OP_AND_MAYBE, query,
          Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, title, Ranking::get().page_title_factor)};
}

}  // namespace lawhub
