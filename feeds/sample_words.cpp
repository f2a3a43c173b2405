#include "feeds/sample_words.h"

#include <map>
#include <stdexcept>

#include "base/text.h"
#include "base/tsv.h"
#include "feeds/embedded.h"

namespace lawhub {
namespace {

std::vector<std::string> words_of(std::string_view text, char separator) {
  std::vector<std::string> words;
  for (std::string_view word : split(text, separator)) words.emplace_back(word);
  return words;
}

std::map<std::string, std::vector<std::string>, std::less<>> read_words() {
  const Table table(feeds_file("data/sample_words.tsv"), "sample_words.tsv");
  std::map<std::string, std::vector<std::string>, std::less<>> lists;
  for (std::size_t row = 0; row < table.size(); ++row)
    lists.emplace(table.cell(row, table.column("list")), words_of(table.cell(row, table.column("words")), ' '));
  return lists;
}

std::vector<SampleHours> read_hours_table() {
  const Table table(feeds_file("data/sample_hours.tsv"), "sample_hours.tsv");
  std::vector<SampleHours> hours;
  for (std::size_t row = 0; row < table.size(); ++row)
    hours.push_back({std::string(table.cell(row, table.column("id"))),
                     std::string(table.cell(row, table.column("notation"))),
                     words_of(table.cell(row, table.column("spellings")), '|')});
  return hours;
}

// "# title | date | column", then one line a paragraph.
std::vector<SampleArticle> read_articles() {
  std::vector<SampleArticle> articles;
  for (std::string_view line : split(feeds_file("data/sample_articles.txt"), '\n')) {
    line = trim(line);
    if (line.empty()) continue;
    if (line.front() == '#') {
      const auto parts = split(line.substr(1), '|');
      if (parts.size() != 3) throw std::runtime_error("sample_articles.txt: " + std::string(line));
      articles.push_back({std::string(trim(parts[0])), std::string(trim(parts[1])), std::string(trim(parts[2])), {}});
    } else {
      articles.back().paragraphs.emplace_back(line);
    }
  }
  return articles;
}

}  // namespace

const std::vector<std::string>& sample_words(std::string_view list) {
  static const auto kLists = read_words();
  const auto found = kLists.find(list);
  if (found == kLists.end()) throw std::runtime_error("sample_words.tsv: no list " + std::string(list));
  return found->second;
}

const std::vector<SampleHours>& sample_hours() {
  static const auto kHours = read_hours_table();
  return kHours;
}

const std::vector<SampleArticle>& sample_articles() {
  static const auto kArticles = read_articles();
  return kArticles;
}

}  // namespace lawhub
