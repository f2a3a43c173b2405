#include "indexer/pinyin.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "base/text.h"
#include "registry/division.h"

using lawhub::Pinyin;
using lawhub::pinyin_of;

namespace {

bool is_typed(std::string_view text, const std::string& full) {
  const auto ways = pinyin_of(text, 8);
  return std::any_of(ways.begin(), ways.end(), [&](const Pinyin& p) { return p.full == full; });
}

}  // namespace

TEST_CASE("names are typed in full pinyin and in initials") {
  const auto ways = pinyin_of("公证处", 4);
  REQUIRE(ways.size() == 1);
  CHECK(ways[0] == Pinyin{"gongzhengchu", "gzc"});
  CHECK(pinyin_of("12348法律热线", 1)[0].initials == "12348flrx");
  CHECK(pinyin_of("()·", 4).empty());
}

TEST_CASE("legal words are read as words") {
  CHECK(pinyin_of("人民调解委员会", 1)[0].full == "renmintiaojieweiyuanhui");
  CHECK(pinyin_of("会计师协会", 1)[0].full == "kuaijishixiehui");
  CHECK(pinyin_of("行政复议", 1)[0].full == "xingzhengfuyi");
  CHECK(pinyin_of("银行业调解", 1)[0].full == "yinhangyetiaojie");
}

TEST_CASE("ü is typed v or u") {
  CHECK(is_typed("律师", "lvshi"));
  CHECK(is_typed("律师", "lushi"));
  CHECK(is_typed("侵略", "qinlve"));
  CHECK(is_typed("侵略", "qinlue"));
}

TEST_CASE("places are read as their people read them") {
  CHECK(pinyin_of("单县公证处", 1)[0].full == "shanxiangongzhengchu");
  CHECK(pinyin_of("长清区", 1)[0].full == "changqingqu");
  CHECK(pinyin_of("莘县", 1)[0].full == "shenxian");
  CHECK(is_typed("东阿", "donge"));
  CHECK(is_typed("乐陵", "leling"));
  CHECK(is_typed("乐陵", "laoling"));
}

TEST_CASE("the table of divisions and the readings agree for every county") {
  for (const lawhub::Division* d : lawhub::Divisions::get().above_village()) {
    if (d->level != lawhub::DivisionLevel::county || !d->current) continue;
    INFO(d->name);
    CHECK(is_typed(lawhub::fold(d->short_name), lawhub::without_space(d->pinyin)));
  }
}

TEST_CASE("a character outside the known words brings all its readings, the likeliest first, within the limit") {
  CHECK(is_typed("单某", "danmou"));
  CHECK(is_typed("单某", "shanmou"));
  const auto ways = pinyin_of("乐长重单", 4);
  CHECK(ways.size() == 4);
  CHECK(ways[0].full == "lezhangzhongdan");
}
