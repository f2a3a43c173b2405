// What is suggested, and under which keys: characters, pinyin and initials of names and of the hub's own words.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "search/suggest.h"

namespace lawhub {

/// The keys of a name: its characters, pinyin and initials, each from the beginning and from behind every leading
/// place: 枣庄市薛城区公证处 is found by 枣庄, 薛城, 公证处, zaozhuang, xuecheng, gzc …
std::vector<std::string> suggest_keys(std::string_view name);

/// An institution's entry. `division` is its code, for the detail.
SuggestEntry institution_suggestion(std::string_view id, std::string_view name, std::string_view division,
                                    float weight);
/// What can be suggested without any institution: types, divisions down to towns, matters and services. They weigh 10
/// to 100; let institutions weigh 0 to 10.
std::vector<SuggestEntry> word_suggestions();

}  // namespace lawhub
