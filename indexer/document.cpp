#include "indexer/document.h"

#include <algorithm>
#include <set>

#include "base/hash.h"
#include "base/text.h"
#include "indexer/analysis.h"
#include "indexer/concepts.h"
#include "indexer/schema.h"
#include "indexer/stored.h"
#include "registry/division.h"
#include "registry/forensic_scope.h"
#include "registry/freshness.h"
#include "registry/services.h"

namespace lawhub {
namespace {

// A word of a name says more of an institution than one of its address; a title more than the text below it.
constexpr unsigned kNameWeight = 3, kTitleWeight = 5;
constexpr std::size_t kLongestName = 200;  // bytes of a term; Xapian refuses more than 245
constexpr std::size_t kTextLimit = 65536;  // bytes of a page that are indexed and shown

void add_text(Xapian::Document& doc, std::string_view folded, unsigned weight) {
  for (const std::string& t : text_terms(folded)) doc.add_term(t, weight);
}

void add_name(Xapian::Document& doc, std::string_view folded) {
  for (const std::string& t : name_terms(folded)) doc.add_term(term(prefix::kGram, t));
  for (const std::string& t : name_characters(folded)) doc.add_term(term(prefix::kGram, t));
  std::string key = name_key(folded);
  if (!key.empty()) doc.add_boolean_term(name_term(key));
}

void add_number(Xapian::Document& doc, std::string_view number) {
  std::string folded = fold(number);
  add_text(doc, folded, 1);
  for (const std::string& t : number_tails(folded)) doc.add_boolean_term(term(prefix::kTail, t));
}

void add_concepts(Xapian::Document& doc, std::string_view folded) {
  for (const std::string& code : concepts_in(folded)) doc.add_term(term(prefix::kConcept, code));
}

/// The beginning of `text` that fits into `limit` bytes, cut between characters.
std::string_view beginning(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return text;
  while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0) == 0x80) --limit;
  return text.substr(0, limit);
}

std::vector<std::string> all_names(const Record& r) {
  std::vector<std::string> names{r.name};
  names.insert(names.end(), r.alternate_names.begin(), r.alternate_names.end());
  for (const FormerName& former : r.former_names) names.push_back(former.name);
  return names;
}

std::string services_text(const Record& r) {
  std::string text;
  auto say = [&](const std::string& words) {
    if (!words.empty() && text.find(words) == std::string::npos) text.append(text.empty() ? "" : "、").append(words);
  };
  for (const ServiceOffer& offer : r.services) {
    if (!is_offered(offer)) continue;
    const Term* known = find_term(offer.code);
    say(known != nullptr ? known->label : std::string());
    say(offer.name);
    for (const std::string& scope : offer.scope) {
      if (scope.starts_with('-')) continue;  // nobody should find it by what it does not do
      const Term* matter = find_term(scope);
      const ForensicItem* item = find_forensic_item(scope);
      say(matter != nullptr ? matter->label : item != nullptr ? item->label : scope);
    }
    say(offer.description);
  }
  return text;
}

/// The forensic items that a service excludes, with their parts.
void add_exclusions(Xapian::Document& doc, const Record& r) {
  for (const ServiceOffer& offer : r.services) {
    for (const std::string& scope : offer.scope) {
      if (!scope.starts_with('-')) continue;
      for (const ForensicItem& item : forensic_items()) {
        const bool inside = item.code.starts_with(std::string_view(scope).substr(1));
        if (inside && !covers(offer.scope, item.code)) doc.add_boolean_term(term(prefix::kWithout, item.code));
      }
    }
  }
}

/// In which relation it stands to which places, and by which ways it serves.
void add_ways(Xapian::Document& doc, const Record& r) {
  for (const Relation& relation : r.relations) {
    const Division* place = Divisions::get().present(relation.division);
    if (place != nullptr) doc.add_boolean_term(relation_term(relation.kind, place->code));
  }
  for (const Channel& channel : r.channels) doc.add_boolean_term(term(prefix::kChannel, channel.kind));
}

std::vector<unsigned char> offers_of(const Record& r) {
  std::set<unsigned char> offers;
  for (const ServiceOffer& offer : r.services) {
    if (!is_offered(offer)) continue;
    offers.insert(vocabulary_index(offer.code));
    for (const std::string& scope : offer.scope) offers.insert(vocabulary_index(scope));
  }
  offers.erase(vocabulary_index({}));
  return {offers.begin(), offers.end()};
}

/// The present code of a division, itself when the tables do not know it.
std::string present_code(const std::string& code) {
  const Division* present = Divisions::get().present(code);
  return present != nullptr ? present->code : code;
}

struct Places {
  std::string belongs, lies;
};
Places places_of(const Record& r) {
  std::string belongs = present_code(r.division), lies = present_code(r.address.division);
  if (belongs.empty()) belongs = lies;
  if (!area_range(belongs).contains(area_number(lies))) lies = belongs;
  return {belongs, lies};
}

Position position_of(const Record& r, const std::string& place) {
  if (!r.position.method.empty()) return r.position;
  auto seat = Divisions::get().seat_of(place);
  if (!seat) return {};
  return {seat->first.longitude, seat->first.latitude, seat->second, "gazetteer", "WGS84"};
}

std::uint8_t completeness_of(const Record& r) {
  return !r.phones.empty() + !r.address.text.empty() + !r.hours.notation.empty() + !r.website.empty() +
         !r.position.method.empty() + !r.services.empty();
}

std::vector<StoredInstitution::Mention> mentions_of(const Institution& institution, const SourceNames& sources) {
  std::map<std::string, StoredInstitution::Mention> by_source;
  auto note = [&](const Assertion& said) {
    if (said.source.empty()) return;  // a person's decision, not a source
    StoredInstitution::Mention& mention = by_source[said.source];
    if (!mention.id.empty() && mention.asserted_at >= said.asserted_at) return;
    auto name = sources.find(said.source);
    mention = {said.source, name == sources.end() ? said.source : name->second, said.url, said.asserted_at};
  };
  for (const auto& [field, why] : institution.provenance) {
    note(why.winner);
    for (const Assertion& loser : why.losers) note(loser);
  }
  std::vector<StoredInstitution::Mention> mentions;
  mentions.reserve(by_source.size());
  for (auto& [id, mention] : by_source) mentions.push_back(std::move(mention));
  std::stable_sort(mentions.begin(), mentions.end(),
                   [](const auto& a, const auto& b) { return a.asserted_at > b.asserted_at; });
  return mentions;
}

StoredInstitution shown(const Institution& institution, const Places& places, const SourceNames& sources) {
  const Record& r = institution.record;
  StoredInstitution s;
  s.id = institution.id;
  s.type = r.type;
  s.name = r.name;
  for (const FormerName& former : r.former_names) s.former_names.push_back(former.name);
  s.division_code = places.belongs;
  s.division_name = Divisions::get().full_name(places.belongs);
  s.address = r.address.text;
  s.phones = r.phones;
  s.position = position_of(r, places.lies);
  s.status = r.status;
  s.hours = r.hours.notation;
  s.website = r.website;
  s.text = r.description;
  std::string services = services_text(r);
  if (!services.empty()) s.text.append(s.text.empty() ? "" : " ").append("服务:").append(services);
  s.channels = r.channels;
  s.relations = r.relations;
  s.mentions = mentions_of(institution, sources);
  s.confirmed_at = institution.confirmed_at;
  const auto by = sources.find(institution.confirmed_by);
  s.confirmed_by = by == sources.end() ? institution.confirmed_by : by->second;
  s.unlisted = is_unlisted(institution);
  if (s.unlisted) s.unlisted_since = r.status_since;
  return s;
}

InstitutionFacts facts_of(const Institution& institution, const Places& places, const Position& position) {
  const Record& r = institution.record;
  InstitutionFacts facts;
  facts.type = r.type;
  facts.status = r.status;
  facts.belongs = area_number(places.belongs);
  facts.place = area_number(places.lies);
  if (!position.method.empty()) facts.point = Point{position.longitude, position.latitude};
  facts.completeness = completeness_of(r);
  facts.order = hash64(institution.id);
  facts.offers = offers_of(r);
  facts.confirmed_at = institution.confirmed_at;
  facts.unlisted = is_unlisted(institution);
  return facts;
}

/// What else a person may remember of it.
std::string other_text(const Record& r, const StoredInstitution& s) {
  std::string text = s.text;
  for (const std::string& words : {s.division_name, r.address.text, r.supervising_bureau.name, r.licensing_authority,
                                   r.website, r.email, std::string(label_of(r.type))}) {
    text.append("\n").append(words);
  }
  for (const Contact& contact : r.contacts) text.append("\n").append(contact.name);
  for (const Relation& relation : r.relations) text.append("\n").append(relation.target_name);
  for (const Location& place : r.other_locations) text.append("\n").append(place.address.text);
  for (Field field : {Field::subtype, Field::channels, Field::honours}) text.append("\n").append(field_text(r, field));
  return text;
}

}  // namespace

std::string id_term(std::string_view institution) { return term(prefix::kId, institution); }

std::string page_term(std::string_view source, std::string_view url) {
  return term(prefix::kId, short_hash(std::string(source).append("\n").append(url), 32));
}

std::string name_term(std::string_view key) {
  return key.size() <= kLongestName ? term(prefix::kName, key) : term(prefix::kName, "#" + short_hash(key, 40));
}

std::string relation_term(std::string_view kind, std::string_view division) {
  return term(prefix::kRelation, std::string(kind).append(":").append(division));
}

Xapian::Document document_of(const Institution& institution, const SourceNames& sources) {
  const Record& r = institution.record;
  Places places = places_of(r);
  StoredInstitution s = shown(institution, places, sources);
  Xapian::Document doc;
  doc.add_boolean_term(id_term(institution.id));
  std::vector<std::string> keys{institution.id, r.name};
  for (const std::string& name : all_names(r)) {
    std::string folded = fold(name);
    add_name(doc, folded);
    add_text(doc, folded, kNameWeight);
    keys.push_back(name_key(folded));
  }
  std::string other = fold(other_text(r, s));
  add_text(doc, other, 1);
  add_concepts(doc, other);
  add_exclusions(doc, r);
  add_ways(doc, r);
  for (const Phone& phone : r.phones) add_number(doc, phone.number);
  for (const Identifier& id : r.identifiers) add_number(doc, id.value);
  doc.add_value(slot::kFacts, pack(facts_of(institution, places, s.position)));
  doc.add_value(slot::kHours, s.hours);
  doc.add_value(slot::kNames, join(keys, "\n"));
  doc.set_data(to_data(s));
  return doc;
}

Xapian::Document document_of(const Page& page, const SourceNames& sources) {
  auto site = sources.find(page.source);
  StoredPage s{page.title, page.url, site == sources.end() ? page.source : site->second, page.date,
               std::string(beginning(page.text, kTextLimit))};
  Xapian::Document doc;
  doc.add_boolean_term(page_term(page.source, page.url));
  std::string title = fold(page.title), text = fold(s.text);
  add_name(doc, title);
  add_text(doc, title, kTitleWeight);
  add_text(doc, text, 1);
  add_text(doc, fold(page.column + "\n" + s.site), 1);
  add_concepts(doc, title);
  add_concepts(doc, text);
  PageFacts facts;
  if (std::optional<Date> day = parse_iso_date(page.date)) facts.day = day->year * 10000 + day->month * 100 + day->day;
  facts.area = area_number(present_code(page.division));
  facts.order = hash64(page.url);
  doc.add_value(slot::kFacts, pack(facts));
  doc.add_value(slot::kNames, name_key(title));
  doc.set_data(to_data(s));
  return doc;
}

}  // namespace lawhub
