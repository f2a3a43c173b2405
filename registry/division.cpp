#include "registry/division.h"

#include <algorithm>
#include <array>
#include <mutex>
#include <stdexcept>
#include <unordered_map>

#include "base/hash.h"
#include "base/text.h"
#include "base/tsv.h"
#include "registry/embedded.h"

namespace lawhub {
namespace {

constexpr int kTownRadius = 3000;                      // metres around a town's seat in which its addresses lie
constexpr std::size_t kVillageTableLimit = 16U << 20;  // bytes; the table has 2.8 million

DivisionLevel level_of(std::string_view word) {
  if (word == "province") return DivisionLevel::province;
  if (word == "city") return DivisionLevel::city;
  if (word == "county") return DivisionLevel::county;
  if (word == "zone") return DivisionLevel::zone;
  throw std::runtime_error("divisions.tsv: unknown level " + std::string(word));
}

std::optional<Point> point_of(std::string_view longitude, std::string_view latitude) {
  Point p;
  if (!parse_number(longitude, p.longitude) || !parse_number(latitude, p.latitude)) return {};
  return p;
}

std::vector<std::string> list_of(std::string_view cell) {
  if (cell.empty()) return {};
  const std::vector<std::string_view> parts = split(cell, ';');
  return {parts.begin(), parts.end()};
}

/// The digits that every code inside `code` begins with.
std::string_view significant(std::string_view code) {
  if (code.size() != 6) return code;
  if (code.substr(2) == "0000") return code.substr(0, 2);
  if (code.substr(4) == "00") return code.substr(0, 4);
  return code;
}

bool ends_with_any(std::string_view text, const auto& endings, std::string_view& found) {
  for (const std::string_view ending : endings) {
    if (text.size() > ending.size() && text.ends_with(ending)) {
      found = ending;
      return true;
    }
  }
  return false;
}

}  // namespace

std::string_view code_of(DivisionLevel level) {
  switch (level) {
    case DivisionLevel::province:
      return "province";
    case DivisionLevel::city:
      return "city";
    case DivisionLevel::county:
      return "county";
    case DivisionLevel::zone:
      return "zone";
    case DivisionLevel::town:
      return "town";
    case DivisionLevel::village:
      return "village";
  }
  return "";
}

std::string_view village_stem(std::string_view name) {
  static constexpr std::array<std::string_view, 8> kBodies = {"居民委员会", "村民委员会", "居民委会", "村民委会",
                                                              "村委员会",   "居委会",     "村委会",   "居会"};
  static constexpr std::array<std::string_view, 3> kKinds = {"社区居", "社区", "村"};
  constexpr std::size_t kTwoHan = 6;  // bytes
  std::string_view ending;
  std::string_view stem = name;
  if (ends_with_any(stem, kBodies, ending)) {
    stem.remove_suffix(ending.size());
    if (stem.size() < kTwoHan && ending.starts_with("村"))
      return name.substr(0, stem.size() + std::string("村").size());
  }
  if (ends_with_any(stem, kKinds, ending) && stem.size() - ending.size() >= kTwoHan) stem.remove_suffix(ending.size());
  return stem;
}

struct Divisions::Impl {
  enum Rank { full, abbreviated, former, historic };
  struct Name {
    Rank rank;
    const Division* division;
  };

  Impl();
  void load_upper();
  void load_towns();
  void add_name(std::string_view name, Rank rank, const Division& d);
  const std::vector<Division>& villages() const;
  /// The villages whose codes begin with `prefix`.
  std::pair<const Division*, const Division*> villages_of(std::string_view prefix) const;

  std::vector<Division> upper;  // by code
  std::vector<const Division*> pointers;
  std::unordered_map<std::string_view, const Division*> by_code;
  std::unordered_map<std::string_view, std::vector<const Division*>> by_parent;
  std::unordered_map<std::string, std::vector<Name>> by_name;
  mutable std::once_flag villages_once;
  mutable std::vector<Division> village_rows;                                                // by code
  mutable std::unordered_map<std::string, std::vector<const Division*>> villages_by_letter;  // town and first character
};

Divisions::Impl::Impl() {
  load_upper();
  load_towns();
  std::sort(upper.begin(), upper.end(), [](const Division& a, const Division& b) { return a.code < b.code; });
  for (const Division& d : upper) {
    pointers.push_back(&d);
    by_code[d.code] = &d;
  }
  for (Division& d : upper) {
    if (d.parent.empty() && d.level != DivisionLevel::province) {
      d.parent = d.code.substr(0, 4) + "00";
      if (d.level == DivisionLevel::city || !by_code.contains(d.parent)) d.parent = "370000";
    }
    const auto parent = by_code.find(d.parent);
    if (d.area_code.empty() && parent != by_code.end()) d.area_code = parent->second->area_code;
    if (d.current) by_parent[d.parent].push_back(&d);
    add_name(d.name, d.current ? full : historic, d);
    add_name(d.short_name, d.current ? abbreviated : historic, d);
    for (const std::string& other : d.former_names) add_name(other, d.current ? former : historic, d);
  }
  for (auto& [name, list] : by_name) {
    std::stable_sort(list.begin(), list.end(), [](const Name& a, const Name& b) { return a.rank < b.rank; });
  }
}

void Divisions::Impl::load_upper() {
  const Table table(registry_file("data/divisions.tsv"), "divisions.tsv");
  const std::size_t code = table.column("code"), name = table.column("name"), level = table.column("level"),
                    status = table.column("status"), until = table.column("until"),
                    successor = table.column("successor"), short_name = table.column("short_name"),
                    others = table.column("other_names"), pinyin = table.column("pinyin"),
                    area = table.column("area_code"), seat = table.column("seat"),
                    longitude = table.column("longitude"), latitude = table.column("latitude"),
                    radius = table.column("radius_m");
  for (std::size_t row = 0; row < table.size(); ++row) {
    const auto cell = [&](std::size_t column) { return std::string(table.cell(row, column)); };
    Division d;
    d.code = cell(code);
    d.name = cell(name);
    d.short_name = cell(short_name);
    d.pinyin = cell(pinyin);
    d.level = level_of(table.cell(row, level));
    d.current = table.cell(row, status) == "present";
    d.successor = cell(successor);
    if (std::int64_t year = 0; parse_number(table.cell(row, until), year)) d.until = static_cast<int>(year);
    d.former_names = list_of(table.cell(row, others));
    d.area_code = cell(area);
    d.seat_county = cell(seat);
    d.seat = point_of(table.cell(row, longitude), table.cell(row, latitude));
    if (std::int64_t metres = 0; parse_number(table.cell(row, radius), metres)) d.accuracy_m = static_cast<int>(metres);
    upper.push_back(std::move(d));
  }
}

void Divisions::Impl::load_towns() {
  const Table table(registry_file("data/towns.tsv"), "towns.tsv");
  const std::size_t code = table.column("code"), name = table.column("name"), short_name = table.column("short_name"),
                    pinyin = table.column("pinyin"), longitude = table.column("longitude"),
                    latitude = table.column("latitude");
  for (std::size_t row = 0; row < table.size(); ++row) {
    Division d;
    d.code = table.cell(row, code);
    d.name = table.cell(row, name);
    d.short_name = table.cell(row, short_name);
    d.pinyin = table.cell(row, pinyin);
    d.level = DivisionLevel::town;
    d.parent = d.code.substr(0, 6);
    d.seat = point_of(table.cell(row, longitude), table.cell(row, latitude));
    if (d.seat) d.accuracy_m = kTownRadius;
    upper.push_back(std::move(d));
  }
}

void Divisions::Impl::add_name(std::string_view name, Rank rank, const Division& d) {
  std::vector<Name>& list = by_name[fold(name)];
  const bool known = std::any_of(list.begin(), list.end(), [&](const Name& n) { return n.division == &d; });
  if (!known) list.push_back({rank, &d});
}

const std::vector<Division>& Divisions::Impl::villages() const {
  std::call_once(villages_once, [this] {
    const std::string text = decompress(registry_file("data/villages.tsv.gz"), kVillageTableLimit);
    const Table table(text, "villages.tsv");
    village_rows.resize(table.size());
    const Division* town = nullptr;  // the rows come by code
    for (std::size_t row = 0; row < table.size(); ++row) {
      Division& d = village_rows[row];
      d.code = table.cell(row, 0);
      d.name = table.cell(row, 1);
      const std::string_view folded = table.cell(row, 2);
      d.short_name = village_stem(folded.empty() ? std::string_view(d.name) : folded);
      d.level = DivisionLevel::village;
      d.parent = d.code.substr(0, 9);
      if (town == nullptr || town->code != d.parent) {
        const auto found = by_code.find(d.parent);
        if (found == by_code.end()) throw std::runtime_error("villages.tsv: no town of " + d.code);
        town = found->second;
      }
      d.area_code = town->area_code;
      villages_by_letter[d.parent + std::string(first_character(d.short_name))].push_back(&d);
    }
  });
  return village_rows;
}

std::pair<const Division*, const Division*> Divisions::Impl::villages_of(std::string_view prefix) const {
  const std::vector<Division>& all = villages();
  const auto head = [&](const Division& d) { return std::string_view(d.code).substr(0, prefix.size()); };
  const auto begin = std::partition_point(all.begin(), all.end(), [&](const Division& d) { return head(d) < prefix; });
  const auto end = std::partition_point(begin, all.end(), [&](const Division& d) { return head(d) <= prefix; });
  return {all.data() + (begin - all.begin()), all.data() + (end - all.begin())};
}

const std::vector<const Division*>& Divisions::villages_like(std::string_view town, std::string_view text) const {
  static const std::vector<const Division*> kNone;
  impl_->villages();
  const auto found = impl_->villages_by_letter.find(std::string(town).append(first_character(text)));
  return found == impl_->villages_by_letter.end() ? kNone : found->second;
}

Divisions::Divisions() : impl_(std::make_unique<Impl>()) {}
Divisions::~Divisions() = default;

const Divisions& Divisions::get() {
  static const Divisions kDivisions;
  return kDivisions;
}

const Division* Divisions::find(std::string_view code) const {
  if (code.size() == 12) {
    const auto [begin, end] = impl_->villages_of(code);
    return begin == end ? nullptr : begin;
  }
  const auto found = impl_->by_code.find(code);
  return found == impl_->by_code.end() ? nullptr : found->second;
}

const Division* Divisions::present(std::string_view code) const {
  const Division* d = find(code);
  while (d != nullptr && !d->current) d = d->successor.empty() ? nullptr : find(d->successor);
  return d;
}

std::vector<const Division*> Divisions::named(std::string_view name, std::string_view within) const {
  const std::string folded = fold(name);
  std::vector<const Division*> out;
  if (folded.empty()) return out;
  if (const auto found = impl_->by_name.find(folded); found != impl_->by_name.end()) {
    for (const Impl::Name& n : found->second) {
      const Division* now = present(n.division->code);
      if (within.empty() || contains(within, n.division->code) || (now != nullptr && contains(within, now->code))) {
        out.push_back(n.division);
      }
    }
  }
  if (significant(within).size() < 4) return out;
  const std::string_view stem = village_stem(folded);
  const auto [begin, end] = impl_->villages_of(significant(within));
  std::vector<const Division*> others;
  for (const Division* d = begin; d != end; ++d) {
    if (d->name == folded) {
      out.push_back(d);
    } else if (d->short_name == stem) {
      others.push_back(d);
    }
  }
  out.insert(out.end(), others.begin(), others.end());
  return out;
}

std::vector<const Division*> Divisions::lineage(std::string_view code) const {
  std::vector<const Division*> out;
  for (const Division* d = find(code); d != nullptr; d = d->parent.empty() ? nullptr : find(d->parent)) {
    out.push_back(d);
  }
  std::reverse(out.begin(), out.end());
  return out;
}

std::string Divisions::county_of(std::string_view code) const { return std::string(code.substr(0, 6)); }

bool Divisions::contains(std::string_view ancestor, std::string_view code) const {
  return !ancestor.empty() && code.starts_with(significant(ancestor));
}

std::vector<const Division*> Divisions::children(std::string_view code) const {
  const Division* d = find(code);
  if (d == nullptr) return {};
  std::vector<const Division*> out;
  if (d->level == DivisionLevel::town) {
    const auto [begin, end] = impl_->villages_of(code);
    for (const Division* village = begin; village != end; ++village) out.push_back(village);
    return out;
  }
  const auto found = impl_->by_parent.find(d->code);
  return found == impl_->by_parent.end() ? out : found->second;
}

std::string Divisions::full_name(std::string_view code) const {
  std::string out;
  for (const Division* d : lineage(code)) {
    if (d->level == DivisionLevel::province && d->code != code) continue;
    // a zone's name begins with its city's: 济南高新技术产业开发区
    const Division* city = d->level == DivisionLevel::zone ? find(d->parent) : nullptr;
    if (city != nullptr && d->name.starts_with(city->short_name)) out.clear();
    out += d->name;
  }
  return out;
}

const std::vector<const Division*>& Divisions::above_village() const { return impl_->pointers; }

std::optional<std::pair<Point, int>> Divisions::seat_of(std::string_view code) const {
  const Division* d = find(code);
  if (d != nullptr && !d->current) d = present(code);
  for (; d != nullptr; d = d->parent.empty() ? nullptr : find(d->parent)) {
    if (d->seat) return std::make_pair(*d->seat, d->accuracy_m);
  }
  return {};
}

}  // namespace lawhub
