// What citizens type, understood: the hub's own list, and phrasings that the tables were not made from.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdio>
#include <string>

#include "base/file.h"
#include "base/text.h"
#include "base/tsv.h"
#include "generated/test_paths.h"
#include "search/cards.h"
#include "search/understand.h"

using lawhub::CodeLabel;
using lawhub::Understood;

namespace {

bool holds(std::string_view list, std::string_view code) {
  const auto codes = lawhub::split(list, ';');
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

bool meets(const Understood& understood, std::string_view codes) {
  const auto is_expected = [&](const CodeLabel& one) { return holds(codes, one.code); };
  return std::any_of(understood.matters.begin(), understood.matters.end(), is_expected) ||
         std::any_of(understood.services.begin(), understood.services.end(), is_expected);
}

struct Score {
  std::size_t asked = 0, understood = 0, first = 0, urgent = 0, carded = 0;

  void take(std::string_view question, std::string_view codes, std::string_view first_types, bool is_urgent) {
    const lawhub::Reading reading = lawhub::understand(question);
    const Understood u = explain(reading);
    const bool met = meets(u, codes), right = !u.who.empty() && holds(first_types, u.who.front().code);
    ++asked;
    understood += met;
    first += right;
    urgent += is_urgent;
    carded += is_urgent && !cards_for(reading).empty();
    if (!met || !right)
      UNSCOPED_INFO(question << (met ? "" : ": not what is meant") << (right ? "" : ": not whom first"));
    if (is_urgent && cards_for(reading).empty()) UNSCOPED_INFO(question << ": no safety card");
  }
  void print(const char* what) const {
    std::printf("%s: %zu asked, understood %.1f %%, first type right %.1f %%, safety cards %zu of %zu\n", what, asked,
                100.0 * static_cast<double>(understood) / static_cast<double>(asked),
                100.0 * static_cast<double>(first) / static_cast<double>(asked), carded, urgent);
  }
};

std::string data_file(const char* name) { return lawhub::read_file(std::string(TEST_DATA) + "/" + name); }

}  // namespace

TEST_CASE("what citizens type is understood, whom to ask comes first, and what is urgent shows a card", "[phrases]") {
  const std::string text = data_file("layman_queries.tsv");
  const lawhub::Table table(text, "layman_queries.tsv");
  Score score;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const auto cell = [&](const char* column) { return table.cell(row, table.column(column)); };
    const auto first = lawhub::split(cell("types"), ';').front();
    const bool urgent = cell("flags").find("URGENT") != std::string_view::npos;
    score.take(cell("query"), cell("codes"), first, urgent);
    for (const std::string_view variant : lawhub::split(cell("variants"), ';')) {
      if (!variant.empty()) score.take(variant, cell("codes"), first, urgent);
    }
  }
  score.print("layman_queries");
  CHECK(score.asked > 280);
  CHECK(score.understood * 100 >= score.asked * 95);
  CHECK(score.first * 100 >= score.asked * 95);
  CHECK(score.carded == score.urgent);
}

TEST_CASE("phrasings that the tables were not made from are understood, too", "[phrases]") {
  const std::string text = data_file("held_out_phrases.tsv");
  const lawhub::Table table(text, "held_out_phrases.tsv");
  Score score;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const auto cell = [&](const char* column) { return table.cell(row, table.column(column)); };
    score.take(cell("query"), cell("codes"), cell("first"), cell("flags") == "URGENT");
  }
  score.print("held_out_phrases");
  CHECK(score.asked >= 60);
  CHECK(score.understood * 100 >= score.asked * 95);
  CHECK(score.first * 100 >= score.asked * 95);
  CHECK(score.carded == score.urgent);
}
