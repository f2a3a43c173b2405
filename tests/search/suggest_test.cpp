#include "search/suggest.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "search/suggest_words.h"

using lawhub::SuggestEntry;
using lawhub::SuggestTable;

namespace {

SuggestEntry entry(const std::string& text, float weight, std::vector<std::string> keys) {
  return {{text, "institution", text, ""}, weight, std::move(keys)};
}

std::vector<std::string> texts(const std::vector<lawhub::Suggestion>& found) {
  std::vector<std::string> out;
  for (const auto& s : found) out.push_back(s.text);
  return out;
}

std::vector<std::string> typed(const SuggestTable& table, std::string_view text) { return texts(table.find(text, 5)); }

}  // namespace

TEST_CASE("the heaviest entries with the prefix are found, each once") {
  const SuggestTable table({entry("a", 1, {"gong", "gongzheng", "gzc"}), entry("b", 3, {"gongan", "ga"}),
                            entry("c", 2, {"gongzhengchu"}), entry("d", 2, {"fa"})});
  CHECK(typed(table, "gong") == std::vector<std::string>{"b", "c", "a"});
  CHECK(typed(table, "g") == std::vector<std::string>{"b", "c", "a"});
  CHECK(texts(table.find("gong", 1)) == std::vector<std::string>{"b"});
  CHECK(typed(table, "gongzhengchuxx").empty());
  CHECK(typed(table, "").empty());
  CHECK(typed(table, " ' ").empty());
  CHECK(typed(SuggestTable(), "a").empty());
}

TEST_CASE("the table answers as a search through all keys would") {
  std::mt19937 random(7);
  std::vector<SuggestEntry> entries;
  for (int i = 0; i < 300; ++i) {
    SuggestEntry e = entry(std::to_string(i), static_cast<float>(random() % 50), {});
    for (int k = 0; k < 3; ++k) {
      std::string key;
      for (unsigned n = 1 + random() % 4; n > 0; --n) key += static_cast<char>('a' + random() % 3);
      e.keys.push_back(key);
    }
    entries.push_back(e);
  }
  const SuggestTable table(entries);
  for (const std::string prefix : {"a", "b", "ab", "cc", "abc", "bbbb", "cab"}) {
    std::vector<SuggestEntry> expected;
    for (const SuggestEntry& e : entries) {
      if (std::any_of(e.keys.begin(), e.keys.end(), [&](auto& k) { return k.starts_with(prefix); })) {
        expected.push_back(e);
      }
    }
    std::stable_sort(expected.begin(), expected.end(), [](auto& a, auto& b) { return a.weight > b.weight; });
    std::vector<std::string> names;
    for (std::size_t i = 0; i < expected.size() && i < 10; ++i) names.push_back(expected[i].shown.text);
    INFO(prefix);
    CHECK(texts(table.find(prefix, 10)) == names);
  }
}

TEST_CASE("an institution is found by its name, its place and what follows it, in characters, pinyin and initials") {
  const SuggestTable table({lawhub::institution_suggestion("x1", "山东省枣庄市薛城区公证处", "370403", 1),
                            lawhub::institution_suggestion("x2", "山东泰岳(滕州)律师事务所", "370481", 1)});
  const auto found = [&](std::string_view text) { return texts(table.find(text, 5)); };
  for (const char* text : {"枣庄市", "薛城区公", "公证处", "zaozhuang", "xue cheng", "gongzheng", "gzc", "xcqgzc",
                           "ＧＺＣ", "xue'cheng", "shandongsheng"}) {
    INFO(text);
    CHECK(found(text) == std::vector<std::string>{"山东省枣庄市薛城区公证处"});
  }
  for (const char* text : {"泰岳", "泰岳滕州", "泰岳(滕", "taiyue", "ty"}) {
    INFO(text);
    CHECK(found(text) == std::vector<std::string>{"山东泰岳(滕州)律师事务所"});
  }
  CHECK(found("山东").size() == 2);
  CHECK(table.find("ty", 1)[0].detail == "枣庄市滕州市");
}

TEST_CASE("one letter wrong, missing, too many or swapped is forgiven, and what was typed right stands first") {
  const SuggestTable table({entry("office", 1, {"gongzhengchu", "gzc"}), entry("union", 5, {"gongzhengxiehui"}),
                            entry("firm", 9, {"lvshi"})});
  using Texts = std::vector<std::string>;
  for (const char* text : {"gongzhengxhu", "gongzhenchu", "gongzhengcchu", "ogngzhengchu", "gongzhengcuh",
                           "ongzhengchu", "gongzhengchuu", "hongzhengchu"}) {
    INFO(text);
    CHECK(typed(table, text) == Texts{"office"});
  }
  CHECK(typed(table, "gongzheng") == Texts{"union", "office"});
  CHECK(typed(table, "gngzheng") == Texts{"union", "office"});
  CHECK(typed(table, "gongzhengchi") == Texts{"office"});
  CHECK(typed(table, "gomgzhemg").empty());  // two
  CHECK(typed(table, "gxc").empty());        // too short to tell
  const SuggestTable alike({entry("longer", 5, {"abcdefgh"}), entry("whole", 1, {"abcdef"})});
  CHECK(typed(alike, "abxdef") == Texts{"whole", "longer"});
  CHECK(typed(alike, "abcde") == Texts{"longer", "whole"});
}

TEST_CASE("types, places, matters and services are suggested without any institution") {
  const SuggestTable table(lawhub::word_suggestions());
  const auto first = [&](std::string_view text) {
    const auto found = table.find(text, 1);
    return found.empty() ? "" : found[0].kind + " " + found[0].id;
  };
  CHECK(first("gzc") == "type NOT");
  CHECK(first("律所") == "type LFM");
  CHECK(first("xuecheng") == "division 370403");
  CHECK(first("章丘市") == "division 370114");
  CHECK(first("讨薪") == "matter LAB01");
  CHECK(first("lihun") == "matter FAM01");
  CHECK(first("房产公证") == "service NTR05");
  CHECK(table.find("薛城", 1)[0].detail == "枣庄市");
}
