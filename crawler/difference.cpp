#include "crawler/difference.h"

#include <map>

namespace lawhub {
namespace {

std::map<std::string, const Record*> by_key(const std::vector<Observation>& said) {
  std::map<std::string, const Record*> result;
  for (const auto& observation : said) result.emplace(observation.key, &observation.record);
  return result;
}

std::string or_nothing(const std::string& text) { return text.empty() ? "(无)" : text; }

}  // namespace

std::vector<std::string> difference(const std::vector<Observation>& before, const std::vector<Observation>& now) {
  std::vector<std::string> lines;
  const auto old = by_key(before), fresh = by_key(now);
  for (const auto& [key, record] : fresh) {
    const auto found = old.find(key);
    if (found == old.end()) {
      lines.push_back("+ " + record->name);
      continue;
    }
    for (const Field field : all_fields()) {
      if (field_json(*found->second, field) == field_json(*record, field)) continue;
      lines.push_back("~ " + record->name + " " + std::string(field_label(field)) + ":" +
                      or_nothing(field_text(*found->second, field)) + " → " + or_nothing(field_text(*record, field)));
    }
  }
  for (const auto& [key, record] : old) {
    if (fresh.count(key) == 0) lines.push_back("- " + record->name);
  }
  return lines;
}

}  // namespace lawhub
