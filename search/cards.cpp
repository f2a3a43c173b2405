#include "search/cards.h"

#include <algorithm>

#include "base/text.h"
#include "base/tsv.h"
#include "search/embedded.h"

namespace lawhub {
namespace {

struct Rule {
  std::vector<std::string> terms;  ///< empty: follows any other card
  std::vector<std::string> words;  ///< one of them must be said, unless empty
  Card card;
};

std::vector<std::string> list_of(const std::string& cell) {
  std::vector<std::string> list;
  for (std::string_view one : split(cell, ';')) {
    if (!one.empty()) list.emplace_back(one);
  }
  return list;
}

const std::vector<Rule>& rules() {
  static const std::vector<Rule> kRules = [] {
    std::vector<Rule> list;
    Table table(search_file("data/cards.tsv"), "search/data/cards.tsv");
    auto text = [&](std::size_t row, std::string_view column) {
      return std::string(table.cell(row, table.column(column)));
    };
    for (std::size_t row = 0; row < table.size(); ++row) {
      Rule rule;
      rule.terms = list_of(text(row, "terms"));
      rule.words = list_of(text(row, "words"));
      rule.card = {text(row, "code"),  text(row, "title"),  text(row, "text"),
                   text(row, "phone"), text(row, "source"), text(row, "date")};
      list.push_back(std::move(rule));
    }
    return list;
  }();
  return kRules;
}

bool asked(const Rule& rule, const Reading& reading) {
  const std::vector<std::string>& codes = rule.terms;
  auto is_asked = [&](const Term* term) { return std::find(codes.begin(), codes.end(), term->code) != codes.end(); };
  auto is_said = [&](const std::string& word) { return reading.whole.find(word) != std::string::npos; };
  if (!rule.words.empty() && std::none_of(rule.words.begin(), rule.words.end(), is_said)) return false;
  return std::any_of(reading.matters.begin(), reading.matters.end(), is_asked) ||
         std::any_of(reading.services.begin(), reading.services.end(), is_asked);
}

}  // namespace

std::vector<Card> cards_for(const Reading& reading) {
  std::vector<Card> cards;
  for (const Rule& rule : rules()) {
    if (rule.terms.empty() ? !cards.empty() : asked(rule, reading)) cards.push_back(rule.card);
  }
  return cards;
}

Card hotline_card() {
  for (const Rule& rule : rules()) {
    if (rule.terms.empty()) return rule.card;
  }
  return {};
}

}  // namespace lawhub
