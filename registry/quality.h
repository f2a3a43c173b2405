// Report R4: how good each source's feed or list is, day by day.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/clock.h"
#include "registry/observation.h"
#include "registry/source.h"

namespace lawhub {

class Database;

/// What was found of a source on a day.
struct Quality {
  std::string source;
  std::string day;  ///< ISO date in China
  std::size_t records = 0;
  std::map<std::string, std::size_t> findings;  ///< rule → how often, as the reader reported
  /// Part of data/quality.tsv → of how many records it holds, and of how many it could.
  struct Share {
    std::size_t have = 0, of = 0;
    bool operator==(const Share&) const = default;
  };
  std::map<std::string, Share> parts;
};

/// 0 to 100, by the weights of data/quality.tsv; 0 without records.
int score_of(const Quality& quality);
/// A part for people: 电话.
std::string_view part_label(std::string_view part);
/// The parts, in the order of the table.
std::vector<std::string> quality_parts();
/// Of the findings, those about a wrong credit code.
std::size_t wrong_codes(const Quality& quality);

/// Pure.
Quality quality_of(const std::vector<Observation>& said, const std::map<std::string, std::size_t>& findings,
                   Instant now);

/// Notes how the source stands today, in place of what was noted today before; `findings` are those of its last
/// reading. Durable on return.
void note_quality(Database& db, const Source& source, const std::map<std::string, std::size_t>& findings, Instant now);

/// The newest of each source, by source.
std::vector<Quality> latest_qualities(Database& db);
/// The last of each month, oldest first, at most `months`.
std::vector<Quality> monthly_qualities(Database& db, std::string_view source, std::size_t months);

}  // namespace lawhub
