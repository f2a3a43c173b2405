// The main text, title and date of saved pages against what a person reads on them. The held-out ones were written by
// somebody else and never looked at while the rules were made; only figures are printed.
#include <algorithm>
#include <catch2/catch.hpp>
#include <iostream>
#include <map>

#include "base/charset.h"
#include "base/text.h"
#include "base/tsv.h"
#include "crawler/article.h"
#include "crawler/extract.h"
#include "generated/test_paths.h"
#include "tests/crawler/fixture.h"

using namespace lawhub;

namespace {

/// Pairs of neighbouring Han, words of other letters and of digits; white space and marks divide nothing and count
/// nothing.
std::map<std::string, int> tokens_of(std::string_view text) {
  std::map<std::string, int> tokens;
  const std::string folded = fold(text);
  std::string word, last_han;
  const auto end_word = [&] {
    if (!word.empty()) ++tokens[word];
    word.clear();
  };
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(folded, at);
    const std::string letter = folded.substr(begin, at - begin);
    if (is_han(c)) {
      end_word();
      if (!last_han.empty()) ++tokens[last_han + letter];
      last_han = letter;
    } else if ((c < 128 && std::isalnum(static_cast<int>(c)) != 0) || c >= 0xC0) {
      const bool mark = (c >= 0x2000 && c <= 0x206F) || (c >= 0x3000 && c <= 0x303F);
      if (mark) {
        end_word();
      } else {
        word += letter;
        last_han.clear();
      }
    } else {
      end_word();
    }
  }
  end_word();
  return tokens;
}

double f1(std::string_view found, std::string_view wanted) {
  const auto a = tokens_of(found), b = tokens_of(wanted);
  int both = 0, all_a = 0, all_b = 0;
  for (const auto& [token, count] : a) {
    all_a += count;
    const auto other = b.find(token);
    both += other == b.end() ? 0 : std::min(count, other->second);
  }
  for (const auto& [token, count] : b) all_b += count;
  return all_a + all_b == 0 ? 1 : 2.0 * both / (all_a + all_b);
}

struct Figures {
  double mean_f1 = 0;
  double titles = 0, dates = 0;
};

Figures measure(const std::string& folder) {
  const std::string root = std::string(TEST_DATA) + "/" + folder;
  const bool apart = folder != "articles";  // pages and table lie in one folder, or apart
  const std::string listed = read_file(root + "/articles.tsv");
  const Table table(listed, folder);
  Figures figures;
  const auto cell = [&](std::size_t row, std::string_view name) { return table.cell(row, table.column(name)); };
  for (std::size_t i = 0; i < table.size(); ++i) {
    const std::string file = root + (apart ? "/articles/" : "/") + std::string(cell(i, "file"));
    const std::string text = decode(read_file(file), charset_of(std::string(cell(i, "content_type")))).utf8;
    const Html html(text);
    const auto above = lines_above_footer(html, lines(html));
    const auto found =
        read_article(html, above, *parse_url(cell(i, "url")), cell(i, "site_name"), cell(i, "last_modified"));
    const double score = f1(found.text, read_file(file + ".txt"));
    const bool title = squeeze(fold(found.title)) == squeeze(fold(cell(i, "title")));
    const bool date = found.date == cell(i, "date");
    std::cout << cell(i, "file") << ": F1 " << score << (title ? "" : ", title wrong") << (date ? "" : ", date wrong")
              << "\n";
    figures.mean_f1 += score;
    figures.titles += title ? 1 : 0;
    figures.dates += date ? 1 : 0;
  }
  const auto count = static_cast<double>(table.size());
  figures.mean_f1 /= count;
  figures.titles /= count;
  figures.dates /= count;
  std::cout << folder << ": " << table.size() << " pages, mean F1 " << figures.mean_f1 << ", titles " << figures.titles
            << ", dates " << figures.dates << "\n";
  return figures;
}

void check(const std::string& folder) {
  const auto figures = measure(folder);
  CHECK(figures.mean_f1 >= 0.92);
  CHECK(figures.titles >= 0.95);
  CHECK(figures.dates >= 0.95);
}

}  // namespace

TEST_CASE("text, title and date of the pages that the rules were made on") { check("articles"); }

TEST_CASE("text, title and date of pages that nobody looked at while the rules were made") { check("held_out"); }
