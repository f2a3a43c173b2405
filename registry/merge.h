// Which source is right about which field (data/precedence.tsv).
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "registry/institution.h"
#include "registry/observation.h"
#include "registry/source.h"

namespace lawhub {

/// Merges what is said of one institution, field by field: highest rank of the source's standing for (field, type),
/// then the newer assertion, then source id and key. A lower source fills a gap and never overwrites; one that speaks
/// of an institution outside its division comes last in what makes its identity (authority.h). Pure; the order of
/// `members` does not matter. `sources` must hold every member's source. Fills record and provenance of the answer;
/// nothing else. Lists of different things (identifiers by scheme, phones, staff and channels by kind, relations,
/// inspections by year, penalties, honours, other locations) are filled up with the kinds that nobody higher speaks of;
/// former and other names are united; a division is refined to the village. A status that a public penalty explains
/// wins while the penalty lasts. A registered address that is not the winning one joins the other locations.
Institution merge(const std::vector<const Observation*>& members, const std::map<std::string, Source>& sources);

/// A Provenance::rule for a person: "此项以更权威的来源为准".
std::string_view rule_label(std::string_view rule);

}  // namespace lawhub
