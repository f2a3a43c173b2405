#include "search/local_bodies.h"

#include <algorithm>
#include <stdexcept>

#include "base/text.h"
#include "base/tsv.h"
#include "search/embedded.h"

namespace lawhub {
namespace {

constexpr std::size_t kMostShown = 2;

struct Rule {
  std::string level;
  std::vector<InstitutionType> types;
  std::string call;
};

const std::vector<Rule>& rules() {
  static const std::vector<Rule> kRules = [] {
    const Table table(search_file("data/local_bodies.tsv"), "search/data/local_bodies.tsv");
    std::vector<Rule> list;
    for (std::size_t row = 0; row < table.size(); ++row) {
      Rule rule;
      rule.level = table.cell(row, table.column("level"));
      rule.call = table.cell(row, table.column("call"));
      for (const std::string_view code : split(table.cell(row, table.column("types")), ';')) {
        const auto type = type_of_code(code);
        if (!type) throw std::runtime_error("search/data/local_bodies.tsv: no type " + std::string(code));
        rule.types.push_back(*type);
      }
      list.push_back(std::move(rule));
    }
    return list;
  }();
  return kRules;
}

std::string_view level_of(const Division& division) {
  return code_of(division.level == DivisionLevel::zone ? DivisionLevel::county : division.level);
}

/// Of the type and of the division itself. The engine puts those first.
std::vector<Item> own_bodies(const Engine& engine, const std::string& division, InstitutionType type) {
  Parameters p;
  p.kind = Parameters::Kind::institution;
  p.types = {type};
  p.division = division;
  std::vector<Item> items = engine.search(p).items;
  std::erase_if(items, [&](const Item& item) { return item.division_code != division; });
  if (items.size() > kMostShown) items.resize(kMostShown);
  return items;
}

LocalBody nearest(const Engine& engine, const Rule& rule, std::vector<const Division*> lineage) {
  if (lineage.size() > 1) lineage.erase(lineage.begin());  // the province's own is nobody's neighbour
  for (auto place = lineage.rbegin(); place != lineage.rend(); ++place) {
    for (const InstitutionType type : rule.types) {
      std::vector<Item> items = own_bodies(engine, (*place)->code, type);
      if (items.empty()) continue;
      const bool own = place == lineage.rbegin();
      return {rule.call, std::move(items), own ? "" : "这里没有登记单独的,以上是" + (*place)->name + "的。"};
    }
  }
  return {rule.call, {}, ""};
}

LocalBody in_charge(const Rule& rule, const Charge& charge) {
  LocalBody body{rule.call, charge.institutions, charge.basis};
  if (body.items.size() > kMostShown) body.items.resize(kMostShown);
  return body;
}

}  // namespace

std::vector<LocalBody> local_bodies(const Engine& engine, const Division& division) {
  const auto lineage = Divisions::get().lineage(division.code);
  const auto responsible = engine.responsible({division.code, {}, ""});
  const auto charges = responsible ? responsible->charges : std::vector<Charge>();
  std::vector<LocalBody> bodies;
  for (const Rule& rule : rules()) {
    if (rule.level != level_of(division)) continue;
    const auto charge =
        std::find_if(charges.begin(), charges.end(), [&](const Charge& c) { return c.type == rule.types.front(); });
    bodies.push_back(charge == charges.end() ? nearest(engine, rule, lineage) : in_charge(rule, *charge));
  }
  return bodies;
}

}  // namespace lawhub
