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

/// Of the type inside the division; those that are the division's own come first.
std::vector<Item> bodies_in(const Engine& engine, const std::string& division, InstitutionType type) {
  Parameters p;
  p.kind = Parameters::Kind::institution;
  p.types = {type};
  p.division = division;
  std::vector<Item> items = engine.search(p).items;
  std::stable_partition(items.begin(), items.end(), [&](const Item& item) { return item.division_code == division; });
  if (items.size() > kMostShown) items.resize(kMostShown);
  return items;
}

LocalBody nearest(const Engine& engine, const Rule& rule, std::vector<const Division*> lineage) {
  LocalBody body{rule.call, "", {}};
  if (lineage.size() > 1) lineage.erase(lineage.begin());  // what is only somewhere in the province is not near
  for (auto place = lineage.rbegin(); place != lineage.rend(); ++place) {
    for (const InstitutionType type : rule.types) {
      body.place = (*place)->code;
      body.items = bodies_in(engine, body.place, type);
      if (!body.items.empty()) return body;
    }
  }
  return body;
}

}  // namespace

std::vector<LocalBody> local_bodies(const Engine& engine, const Division& division) {
  const auto lineage = Divisions::get().lineage(division.code);
  std::vector<LocalBody> bodies;
  for (const Rule& rule : rules()) {
    if (rule.level == level_of(division)) bodies.push_back(nearest(engine, rule, lineage));
  }
  return bodies;
}

}  // namespace lawhub
