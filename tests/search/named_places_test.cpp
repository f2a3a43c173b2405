// Every division of the tables is understood by each of its names.
#include "search/named_places.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "base/text.h"
#include "search/understand.h"

using lawhub::Division;
using lawhub::DivisionLevel;
using lawhub::Divisions;

namespace {

bool means(const std::string& question, const Division* place) {
  const std::vector<const Division*> found = lawhub::understand(question).divisions;
  return std::find(found.begin(), found.end(), place) != found.end();
}

std::vector<std::string> names_of(const Division& d) {
  std::vector<std::string> names = d.former_names;
  names.push_back(d.name);
  names.push_back(d.short_name);
  std::erase_if(names, [](const std::string& name) { return lawhub::count_code_points(name) < 2; });
  return names;
}

}  // namespace

TEST_CASE("every name, short name and former name of a division means what it is now", "[places]") {
  std::size_t asked = 0;
  for (const Division* d : Divisions::get().above_village()) {
    const Division* now = Divisions::get().present(d->code);
    if (now == nullptr || d->code == "371200") continue;  // a split unit's parts say its name; 莱芜 is asked below
    for (const std::string& name : names_of(*d)) {
      // A former name that a present unit bears means that unit: 市中区 is not 任城区 unless 济宁 is named. A town's
      // short name that a county bears or bore means the county: 东平 is not 东平街道 unless 东平县 is named; 商家 is a
      // merchant first.
      const std::vector<const Division*> bearers = Divisions::get().named(lawhub::fold(name));
      const bool is_town = d->level == DivisionLevel::town && name != d->name;
      const auto bears = [&](const Division* b) {
        return b != now && (is_town ? b->level < DivisionLevel::town : b->current && !d->current);
      };
      const bool given_away = name == "商家" || std::any_of(bearers.begin(), bearers.end(), bears);
      if (given_away) continue;
      INFO(name << " is " << now->code);
      CHECK(means(name, now));
      ++asked;
    }
  }
  CHECK(asked > 4000);  // 208 down to counties, 1,853 towns
}

TEST_CASE("a name that two places bear means both, and one that was given away means its bearer", "[places]") {
  const auto codes = [](const char* question) {
    std::vector<std::string> found;
    for (const Division* d : lawhub::understand(question).divisions) found.push_back(d->code);
    std::sort(found.begin(), found.end());
    return found;
  };
  CHECK(codes("市中区") == std::vector<std::string>{"370103", "370402"});
  CHECK(codes("济宁市中区") == std::vector<std::string>{"370811"});
  CHECK(codes("莱芜市") == std::vector<std::string>{"370116", "370117"});
  CHECK(codes("莱芜") == std::vector<std::string>{"370116"});
  CHECK(codes("莱城区") == std::vector<std::string>{"370116"});
  CHECK(codes("滕县") == std::vector<std::string>{"370481"});
}
