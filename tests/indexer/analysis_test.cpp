#include "indexer/analysis.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "base/text.h"

using lawhub::fold;
using lawhub::name_characters;
using lawhub::name_key;
using lawhub::name_terms;
using lawhub::number_tails;
using lawhub::text_terms;
using Terms = std::vector<std::string>;

TEST_CASE("Chinese is found by pairs of neighbours, other words whole") {
  CHECK(text_terms(fold("薛城区公证处")) == Terms{"薛城", "城区", "区公", "公证", "证处"});
  CHECK(text_terms(fold("拨打12348热线")) == Terms{"拨打", "12348", "热线"});
  CHECK(text_terms(fold("Web 平台 A座")) == Terms{"web", "平台", "a"});
}

TEST_CASE("the digits of a mixed word are found too") {
  CHECK(text_terms("31370000md1234567x") == Terms{"31370000md1234567x", "31370000", "1234567"});
  CHECK(text_terms("0632-8690000") == Terms{"0632", "8690000"});
}

TEST_CASE("width, case and traditional characters make no difference") {
  CHECK(text_terms(fold("法律援助ABC12348")) == text_terms(fold("法律援助ABC12348")));
  CHECK(name_key(fold("山東泰嶽(滕州)律師事務所")) == name_key(fold("山东泰岳(滕州)律师事务所")));
}

TEST_CASE("every piece of a name of two characters or more is made of the name's terms") {
  const std::string name = fold("山东泰岳A1(滕州)律师事务所12348工作站");
  const Terms all = name_terms(name);
  const std::u32string key = lawhub::to_code_points(name_key(name));
  for (std::size_t at = 0; at < key.size(); ++at) {
    for (std::size_t length = 2; at + length <= key.size(); ++length) {
      for (const std::string& t : name_terms(lawhub::to_utf8(key.substr(at, length)))) {
        REQUIRE(std::count(all.begin(), all.end(), t) > 0);
      }
    }
  }
}

TEST_CASE("a single character of a name is found") {
  const Terms all = name_characters(fold("张庄 张庄"));
  CHECK(all.size() == 2);
}

TEST_CASE("numbers are found by their ends") {
  CHECK(number_tails("0632-8690000") ==
        Terms{"06328690000", "6328690000", "328690000", "28690000", "8690000", "690000", "90000", "0000"});
  CHECK(number_tails("110").empty());
}

TEST_CASE("a hostile text gives bounded terms") {
  const std::string long_word(100000, 'a');
  REQUIRE(text_terms(long_word).size() == 1);
  CHECK(text_terms(long_word)[0].size() == lawhub::kMaxWordBytes);
  CHECK(text_terms(std::string(1000, '\0')).empty());
  CHECK(text_terms("").empty());
  for (const std::string& tail : number_tails(std::string(5000, '7'))) CHECK(tail.size() <= lawhub::kMaxWordBytes);
}
