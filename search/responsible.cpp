#include "search/responsible.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "indexer/analysis.h"
#include "registry/address.h"
#include "registry/division.h"
#include "search/items.h"

namespace lawhub {
namespace {

using Row = InstitutionTable::Row;
using enum InstitutionType;

constexpr std::size_t kMost = 5;          // institutions of one charge
constexpr double kFarthest = 20'000;      // metres: a known place farther away says nothing of a point
constexpr std::size_t kShortestName = 6;  // bytes: a town's short name of one character stands in too many names

std::string distance_words(double metres) {
  return metres < 1000 ? fmt::format("{:.0f} 米", metres) : fmt::format("{:.1f} 公里", metres / 1000);
}

/// The place of the nearest institution whose town is known and whose point is its own, not its division's seat.
struct Nearby {
  std::string division, name;
  double metres = 0;
};
std::optional<Nearby> known_place_near(const InstitutionTable& table, Point from) {
  constexpr AreaNumber kCounty = 1'000'000;
  const Divisions& divisions = Divisions::get();
  const auto accept = [&](std::uint32_t id) {
    const Row& row = table.rows[id];
    if (!row.present || row.place % kCounty == 0) return false;
    const auto seat = divisions.seat_of(area_code(row.place));
    return !seat || seat->first != *table.points.find(id);
  };
  const auto near = table.points.nearest(from, 1, kFarthest, accept);
  if (near.empty()) return {};
  const auto lines = split(table.names[near[0].id], '\n');
  return Nearby{area_code(table.rows[near[0].id].place), std::string(lines.size() > 1 ? lines[1] : ""), near[0].metres};
}

struct Found {
  const Division* division = nullptr;
  std::string basis;
};
Found place_of(const InstitutionTable& table, const PlaceAsked& asked) {
  const Divisions& divisions = Divisions::get();
  if (asked.near) {
    const auto near = known_place_near(table, *asked.near);
    if (!near) return {};
    // a village is too much to tell from a neighbour
    return {divisions.present(near->division.substr(0, 9)),
            fmt::format("按附近的“{}”(约 {})推断所在的乡镇、街道,交界处请以户籍或门牌为准。", near->name,
                        distance_words(near->metres))};
  }
  if (!asked.address.empty()) {
    const AddressReading read = read_address(asked.address, "");
    return {divisions.present(read.address.division), "按地址中的地名判断。"};
  }
  return {divisions.present(asked.division), ""};
}

struct Chosen {
  std::vector<Xapian::docid> ids;
  std::string basis;
};

class Chooser {
 public:
  Chooser(const InstitutionTable& table, const std::vector<const Division*>& lineage)
      : table_(table), lineage_(lineage) {
    for (const Division* division : lineage) {
      if (division->level == DivisionLevel::town) town_ = division;
      if (division->level == DivisionLevel::county || division->level == DivisionLevel::zone) county_ = division;
    }
  }

  Chosen judicial_office_of_place() const {
    if (town_ == nullptr) return {{}, "司法所按乡镇、街道设立,请选到乡镇或街道。"};
    std::vector<Xapian::docid> ids = belonging(judicial_office, *town_);
    if (ids.empty()) ids = named_after(*town_);
    if (!ids.empty()) return {std::move(ids), fmt::format("{}属于它的辖区。", town_->name)};
    Chosen bureau = of_the_smallest(justice_bureau);
    if (!bureau.ids.empty()) bureau.basis = fmt::format("没有查到{}单独的司法所,由司法局负责。", town_->name);
    return bureau;
  }

  Chosen legal_aid_of_place() const {
    Chosen own = of_the_smallest(legal_aid_centre);
    if (!own.ids.empty()) return own;
    Chosen bureau = of_the_smallest(justice_bureau);
    if (!bureau.ids.empty()) bureau.basis = "没有查到当地的法律援助机构,由司法局负责。";
    return bureau;
  }

  Chosen notary_of_place() const {
    Chosen own = of_the_smallest(notary_office);
    const Division* city = city_of_place();
    const bool province_only = own.ids.empty() || table_.rows[own.ids[0]].belongs == area_number("370000");
    if (!province_only || city == nullptr) return own;
    Chosen around{inside(notary_office, *city),
                  fmt::format("没有查到当地的公证处;这些同在{},先打电话问能否受理,不动产要找所在地的。", city->name)};
    if (!around.ids.empty()) return around;
    if (!own.ids.empty()) return own;
    Chosen bureau = of_the_smallest(justice_bureau);
    if (!bureau.ids.empty()) bureau.basis = "没有查到当地的公证处,请向司法局询问。";
    return bureau;
  }

 private:
  bool lives(Xapian::docid id) const { return table_.rows[id].living && !table_.rows[id].unlisted; }

  std::vector<Xapian::docid> belonging(InstitutionType type, const Division& to) const {
    std::vector<Xapian::docid> ids;
    const AreaNumber number = area_number(to.code);
    for (Xapian::docid id : table_.of_type(type)) {
      if (lives(id) && table_.rows[id].belongs == number) ids.push_back(id);
    }
    return ids;
  }

  std::vector<Xapian::docid> inside(InstitutionType type, const Division& place) const {
    std::vector<Xapian::docid> ids;
    const AreaRange range = area_range(place.code);
    for (Xapian::docid id : table_.of_type(type)) {
      if (lives(id) && range.contains(table_.rows[id].belongs)) ids.push_back(id);
    }
    return ids;
  }

  /// Lists often give a judicial office its county alone: 薛城区临城司法所. The longest form of the town's name
  /// decides.
  std::vector<Xapian::docid> named_after(const Division& town) const {
    for (const std::string& name : {town.name, town.short_name}) {
      const std::string key = name_key(fold(name));
      if (key.size() < kShortestName || county_ == nullptr) continue;
      std::vector<Xapian::docid> ids = inside(judicial_office, *county_);
      std::erase_if(ids, [&](Xapian::docid id) { return !bears(id, key); });
      if (!ids.empty()) return ids;
    }
    return {};
  }

  bool bears(Xapian::docid id, const std::string& key) const {
    const std::vector<std::string_view> lines = split(table_.names[id], '\n');
    return std::any_of(lines.begin() + std::min<std::ptrdiff_t>(2, std::ssize(lines)), lines.end(),
                       [&](std::string_view name) { return name.find(key) != std::string_view::npos; });
  }

  /// Those of the county or zone; else of its city; else of the province.
  Chosen of_the_smallest(InstitutionType type) const {
    for (auto at = lineage_.rbegin(); at != lineage_.rend(); ++at) {
      std::vector<Xapian::docid> ids = belonging(type, **at);
      if (ids.empty()) continue;
      const bool own = county_ == nullptr || *at == county_ || (*at)->code.size() > 6;
      return {std::move(ids), own ? fmt::format("{}的{}。", (*at)->name, label_of(type))
                                  : fmt::format("没有查到{}自己的,由{}的负责。", county_->name, (*at)->name)};
    }
    return {};
  }

  const Division* city_of_place() const {
    for (const Division* division : lineage_) {
      if (division->level == DivisionLevel::city) return division;
    }
    return nullptr;
  }

  const InstitutionTable& table_;
  const std::vector<const Division*>& lineage_;
  const Division* town_ = nullptr;
  const Division* county_ = nullptr;
};

std::vector<ItemKey> in_order(const InstitutionTable& table, std::vector<Xapian::docid> ids,
                              const std::optional<Point>& near) {
  const auto metres = [&](Xapian::docid id) { return near ? table.points.distance(id, *near).value_or(1e9) : 0.0; };
  std::sort(ids.begin(), ids.end(), [&](Xapian::docid a, Xapian::docid b) {
    return std::pair(metres(a), table.rows[a].place_in_order) < std::pair(metres(b), table.rows[b].place_in_order);
  });
  if (ids.size() > kMost) ids.resize(kMost);
  std::vector<ItemKey> keys;
  keys.reserve(ids.size());
  for (Xapian::docid id : ids) keys.push_back({Item::Kind::institution, id});
  return keys;
}

}  // namespace

std::optional<Responsible> responsible(const Snapshot& snapshot, const PlaceAsked& asked, Instant now) {
  const InstitutionTable& table = snapshot.institutions->table();
  const Found place = place_of(table, asked);
  if (place.division == nullptr) return {};
  const Divisions& divisions = Divisions::get();
  const std::vector<const Division*> lineage = divisions.lineage(place.division->code);
  const Chooser chooser(table, lineage);
  Question from;
  from.parameters.near = asked.near;
  Responsible answer{
      place.division->code, divisions.full_name(place.division->code), place.basis, {}, snapshot.generation};
  for (auto [type, chosen] : {std::pair(judicial_office, chooser.judicial_office_of_place()),
                              std::pair(legal_aid_centre, chooser.legal_aid_of_place()),
                              std::pair(notary_office, chooser.notary_of_place())}) {
    answer.charges.push_back({type, items(snapshot, from, in_order(table, chosen.ids, asked.near), now), chosen.basis});
  }
  return answer;
}

}  // namespace lawhub
