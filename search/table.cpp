#include "search/table.h"

#include <algorithm>
#include <limits>

#include "base/text.h"
#include "indexer/schema.h"

namespace lawhub {
namespace {

constexpr Instant kDay = 86400;

bool is_living(Status status) {
  return status != Status::closed && status != Status::cancelled && status != Status::revoked &&
         status != Status::merged;
}

/// Walks a value slot beside others: values come by rising document id, documents without one are left out.
class Stream {
 public:
  Stream(const Xapian::Database& db, Xapian::valueno slot)
      : at_(db.valuestream_begin(slot)), end_(db.valuestream_end(slot)) {}
  std::string at(Xapian::docid id) {
    while (at_ != end_ && at_.get_docid() < id) ++at_;
    return at_ != end_ && at_.get_docid() == id ? *at_ : std::string();
  }

 private:
  Xapian::ValueIterator at_, end_;
};

std::string value_of(const Xapian::Document& doc, Xapian::valueno slot) { return doc.get_value(slot); }

/// Bytes of the shortest name of `lines` (id, shown name, then the names' keys).
std::uint16_t shortest_name(std::string_view lines) {
  std::size_t shortest = std::numeric_limits<std::uint16_t>::max();
  std::vector<std::string_view> all = split(lines, '\n');
  for (std::size_t i = 2; i < all.size(); ++i) shortest = std::min(shortest, all[i].size());
  return static_cast<std::uint16_t>(shortest);
}

template <class Row>
Row& row_at(std::vector<Row>& rows, Xapian::docid id) {
  if (id >= rows.size()) rows.resize(id + 1);
  return rows[id];
}

}  // namespace

std::uint16_t InstitutionTable::hours_place(const std::string& notation) {
  auto known = hours_places.find(notation);
  if (known != hours_places.end()) return known->second;
  if (hours.size() > std::numeric_limits<std::uint16_t>::max()) return 0;
  auto place = static_cast<std::uint16_t>(hours.size());
  hours_places.emplace(notation, place);
  hours.push_back(notation);
  return place;
}

void InstitutionTable::set(Xapian::docid id, const std::string& facts, const std::string& notation,
                           std::string_view lines) {
  InstitutionFacts f = unpack_institution(facts);
  Row& row = row_at(rows, id);
  row.present = true;
  row.living = is_living(f.status);
  row.unlisted = f.unlisted;
  row.confirmed = static_cast<std::int32_t>(f.confirmed_at / kDay);
  row.type = f.type;
  row.completeness = f.completeness;
  row.hours = hours_place(notation);
  row.shortest_name = shortest_name(lines);
  row.belongs = f.belongs;
  row.place = f.place;
  row_at(order, id) = f.order;
  std::bitset<256>& offered = row_at(offers, id);
  offered.reset();
  for (unsigned char offer : f.offers) offered.set(offer);
  names.set(id, lines);
  points.set(id, f.point);
}

void InstitutionTable::load(const Xapian::Database& db) {
  Stream notations(db, slot::kHours), lines(db, slot::kNames);
  for (auto at = db.valuestream_begin(slot::kFacts); at != db.valuestream_end(slot::kFacts); ++at) {
    Xapian::docid id = at.get_docid();
    set(id, *at, notations.at(id), lines.at(id));
  }
  common.load(db);
  sort();
}

void InstitutionTable::load(const Xapian::Database& db, const std::vector<Xapian::docid>& changed) {
  for (Xapian::docid id : changed) {
    reload(db, id);
    common.reload(db, id);
  }
  sort();
}

void InstitutionTable::reload(const Xapian::Database& db, Xapian::docid id) {
  try {
    Xapian::Document doc = db.get_document(id);
    set(id, value_of(doc, slot::kFacts), value_of(doc, slot::kHours), value_of(doc, slot::kNames));
  } catch (const Xapian::DocNotFoundError&) {
    row_at(rows, id) = {};
    names.set(id, {});
    points.set(id, {});
  }
}

void InstitutionTable::sort() {
  for (std::vector<Xapian::docid>& ids : by_type_) ids.clear();
  for (std::vector<AreaNumber>& places : places_of_type_) places.clear();
  by_place_.clear();
  for (Xapian::docid id = 1; id < rows.size(); ++id) {
    if (!rows[id].present) continue;
    by_type_[static_cast<std::size_t>(rows[id].type)].push_back(id);
    by_place_.push_back(id);
  }
  std::sort(by_place_.begin(), by_place_.end(),
            [this](Xapian::docid a, Xapian::docid b) { return rows[a].place < rows[b].place; });
  for (Xapian::docid id : by_place_) places_of_type_[static_cast<std::size_t>(rows[id].type)].push_back(rows[id].place);
  std::vector<Xapian::docid> ordered = by_place_;
  std::sort(ordered.begin(), ordered.end(), [this](Xapian::docid a, Xapian::docid b) {
    return std::pair(rows[a].belongs, order[a]) < std::pair(rows[b].belongs, order[b]);
  });
  for (std::size_t i = 0; i < ordered.size(); ++i) rows[ordered[i]].place_in_order = static_cast<std::uint32_t>(i);
  points.settle();
}

std::size_t InstitutionTable::count(InstitutionType type, const AreaRange& range) const {
  const std::vector<AreaNumber>& places = places_of_type_[static_cast<std::size_t>(type)];
  return static_cast<std::size_t>(std::upper_bound(places.begin(), places.end(), range.last) -
                                  std::lower_bound(places.begin(), places.end(), range.first));
}

std::span<const Xapian::docid> InstitutionTable::of_type(InstitutionType type) const {
  return by_type_[static_cast<std::size_t>(type)];
}

std::span<const Xapian::docid> InstitutionTable::in_place(const AreaRange& range) const {
  auto first = std::lower_bound(by_place_.begin(), by_place_.end(), range.first,
                                [this](Xapian::docid id, AreaNumber n) { return rows[id].place < n; });
  auto last = std::upper_bound(first, by_place_.end(), range.last,
                               [this](AreaNumber n, Xapian::docid id) { return n < rows[id].place; });
  return {first, last};
}

std::optional<std::vector<Xapian::docid>> InstitutionTable::narrowed(const TypeSet& types,
                                                                     const std::vector<AreaRange>& places) const {
  constexpr std::size_t kWorthwhile = 8;  // sorting one id costs what looking at some rows does
  const std::size_t most = rows.size() / kWorthwhile;
  std::vector<Xapian::docid> ids;
  std::size_t of_types = 0, in_places = 0;
  for (InstitutionType type : all_institution_types()) of_types += types.holds(type) ? of_type(type).size() : 0;
  for (const AreaRange& range : places) in_places += in_place(range).size();
  if (!places.empty() && in_places <= of_types) {
    if (in_places > most) return {};
    for (const AreaRange& range : places) ids.insert(ids.end(), in_place(range).begin(), in_place(range).end());
  } else {
    if (of_types > most) return {};
    for (InstitutionType type : all_institution_types()) {
      if (types.holds(type)) ids.insert(ids.end(), of_type(type).begin(), of_type(type).end());
    }
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

void PageTable::set(Xapian::docid id, const std::string& facts) {
  PageFacts f = unpack_page(facts);
  row_at(rows, id) = {true, f.day, f.area, f.order};
}

void PageTable::load(const Xapian::Database& db) {
  for (auto at = db.valuestream_begin(slot::kFacts); at != db.valuestream_end(slot::kFacts); ++at) {
    set(at.get_docid(), *at);
  }
}

void PageTable::load(const Xapian::Database& db, const std::vector<Xapian::docid>& changed) {
  for (Xapian::docid id : changed) {
    try {
      set(id, value_of(db.get_document(id), slot::kFacts));
    } catch (const Xapian::DocNotFoundError&) {
      row_at(rows, id) = {};
    }
  }
}

}  // namespace lawhub
