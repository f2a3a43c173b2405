// How often the commonest terms stand in each document, in memory by document id. A question of common words matches
// most of a province; Xapian takes some 100 ns for each match, a walk along these columns one or two.
#pragma once
#include <xapian.h>

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace lawhub {

class CommonTerms {
 public:
  /// Columns are read in blocks of this many documents.
  static constexpr std::size_t kBlock = 256;

  void load(const Xapian::Database& db);
  /// Reads one document anew; it may have gone. A term that has become common since load() is not among these yet.
  void reload(const Xapian::Database& db, Xapian::docid id);

  /// By document id, a whole number of blocks: how often the term stands there (255: or more). Null when it is not
  /// common: then few documents hold it.
  const std::uint8_t* column(const std::string& term) const;
  std::size_t blocks() const { return length_.size() / kBlock; }
  /// Xapian's length of a document; 0 when there is none.
  std::uint32_t length(Xapian::docid id) const { return id < length_.size() ? length_[id] : 0; }

 private:
  using Column = std::vector<std::uint8_t>;
  void load_terms(const Xapian::Database& db, const std::string& first, char prefix);
  void make_room(Xapian::docid id);

  std::map<std::string, Column, std::less<>> columns_;
  std::vector<std::uint32_t> length_;
};

}  // namespace lawhub
