// The words a sample province is made of: data/sample_words.tsv, sample_hours.tsv, sample_articles.txt.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace lawhub {

/// The words of a list of sample_words.tsv. Throws std::runtime_error when there is no such list.
const std::vector<std::string>& sample_words(std::string_view list);

/// Opening hours as truth and as lists write them.
struct SampleHours {
  std::string id;
  std::string notation;  ///< of registry/hours.h; empty when the words say nothing certain
  std::vector<std::string> spellings;
};
const std::vector<SampleHours>& sample_hours();

struct SampleArticle {
  std::string title;
  std::string date;    ///< ISO
  std::string column;  ///< 普法 (the publicity site), 政策 (portals)
  std::vector<std::string> paragraphs;
};
const std::vector<SampleArticle>& sample_articles();

}  // namespace lawhub
