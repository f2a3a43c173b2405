// Compares what the crawler finds on saved pages with what a person wrote down from them.
#pragma once
#include <map>
#include <string>

namespace lawhub {

/// How many values were found that the page says (right), that it does not (wrong), and how many it says in all.
struct FieldScore {
  int right = 0, wrong = 0, said = 0;
  double precision() const { return right + wrong == 0 ? 1 : static_cast<double>(right) / (right + wrong); }
  double recall() const { return said == 0 ? 1 : static_cast<double>(right) / said; }
  FieldScore& operator+=(const FieldScore& other);
};

struct ListingScore {
  int listings = 0;                                                 ///< of the truth
  std::map<std::string, std::map<std::string, FieldScore>> shapes;  ///< shape → field → score
  FieldScore all() const;
  FieldScore field(const std::string& name) const;
  /// One line per shape, counts only.
  std::string lines() const;
  /// What was wrong, for pages that may be looked at.
  std::string mistakes;
};

/// Reads pages.tsv (file, url, source_division, source_standing, source_name, content_type, shape), listings.tsv (file,
/// name, division, address, phones, fax, uscc, licence, responsible, hours, website, email) and listings/FILE in
/// `folder`. Every page goes through extract() and assemble() as in a crawl, the pages of one site together.
ListingScore score_listings(const std::string& folder);

}  // namespace lawhub
