#include "registry/published.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace lawhub {

namespace {

using Origin = std::tuple<std::string, Instant, Instant>;  // by whom, asserted and confirmed when

Origin origin_of(const Assertion& a) {
  return {a.asserted_by.empty() ? a.source : a.asserted_by, a.asserted_at, a.confirmed_at};
}

FieldMetadata metadata(std::string_view field, const Origin& origin) {
  return {std::string(field), std::get<0>(origin), std::get<1>(origin), std::get<2>(origin)};
}

std::vector<FieldMetadata> metadata_of_all(const std::map<Field, Provenance>& provenance) {
  std::map<Origin, int> counts;
  for (const auto& [field, why] : provenance) {
    ++counts[origin_of(why.winner)];
  }
  const auto usual =
      std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  std::vector<FieldMetadata> out;
  if (usual != counts.end()) {
    out.push_back(metadata("*", usual->first));
  }
  for (const auto& [field, why] : provenance) {
    const Origin origin = origin_of(why.winner);
    if (origin != usual->first) {
      out.push_back(metadata(field_name(field), origin));
    }
  }
  return out;
}

}  // namespace

Institution published(Institution institution, std::string_view day) {
  Record& r = institution.record;
  r.penalties = penalties_on(r, day);
  const auto why = institution.provenance.find(Field::penalties);
  if (why == institution.provenance.end()) {
    return institution;
  }
  if (r.penalties.empty()) {
    institution.provenance.erase(why);
    return institution;
  }
  why->second.losers.clear();
  why->second.winner.value_json = field_json(r, Field::penalties);
  why->second.winner.value_text = field_text(r, Field::penalties);
  return institution;
}

Record record_for_feed(const Institution& institution, const Relations& relations, std::string_view day) {
  Record out = published(institution, day).record;
  for (Relation& relation : out.relations) {
    if (auto id = relations.target_of(institution, relation)) {
      relation.target = std::move(*id);
    }
  }
  out.metadata = metadata_of_all(institution.provenance);
  return out;
}

}  // namespace lawhub
