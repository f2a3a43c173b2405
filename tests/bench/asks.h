// The questions of the bench of search, in words that every engine understands: six classes, drawn from a province.
#pragma once
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "feeds/sample_institutions.h"
#include "search/parameters.h"

namespace lawhub {

struct Ask {
  std::vector<std::string> words;  ///< all of them in one name; may be none
  std::optional<InstitutionType> type;
  std::string city;  ///< code of six digits; empty: anywhere
  std::optional<Point> near;
  int radius_m = 0;    ///< 0: the nearest ten
  int page = 1;        ///< of ten results
  std::string prefix;  ///< typed so far, of a suggestion; then nothing else is asked
};

struct AskClass {
  const char* name;
  std::vector<Ask> asks;
};

/// `count` of each class, the same for the same truth. text: whole names, pieces of two to four characters, place and
/// type; filter + facets: half of them with a piece, all with type or city; text + radius 10 km; nearest ten of a type;
/// suggestion: the first two to four characters of a name; page 100 of a piece.
std::vector<AskClass> ask_classes(const std::vector<SampleInstitution>& truth, std::size_t count);

Parameters parameters_of(const Ask& ask);

/// A random contiguous piece of a text, of `least` to `most` characters.
std::string random_piece(const std::string& text, std::size_t least, std::size_t most, std::mt19937& random);

}  // namespace lawhub
