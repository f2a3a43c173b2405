#include "crawler/json_list.h"

#include <algorithm>
#include <unordered_map>

#include "base/text.h"
#include "base/tsv.h"
#include "crawler/embedded.h"
#include "crawler/value_shape.h"
#include "feeds/labels.h"
#include "registry/division.h"

namespace lawhub {
namespace {

using Json = nlohmann::json;

constexpr int kNested = 2;                // objects inside an item that are read with it
constexpr std::size_t kMostValues = 200;  // of an item
constexpr std::size_t kSampled = 50;      // items whose values show what an unknown key means

/// One value of an item with its key.
struct Member {
  std::string key;  ///< key_form()
  const Json* value;
};
using Members = std::vector<Member>;

void collect(const Json& object, int depth, Members& out) {
  for (const auto& [key, value] : object.items()) {
    if (out.size() >= kMostValues) return;
    out.push_back({key_form(key), &value});
  }
  if (depth >= kNested) return;
  for (const auto& [key, value] : object.items()) {
    if (value.is_object()) collect(value, depth + 1, out);
  }
}

Members members_of(const Json& item) {
  Members out;
  collect(item, 0, out);
  return out;
}

std::string_view field_of_key(const std::string& key) {
  static const auto kKeys = [] {
    std::unordered_map<std::string, std::string_view> result;
    const Table rows(crawler_file("data/json_keys.tsv"), "crawler/data/json_keys.tsv");
    for (std::size_t row = 0; row < rows.size(); ++row) {
      for (const auto each : split(rows.cell(row, rows.column("keys")), '|'))
        result.emplace(std::string(each), rows.cell(row, rows.column("field")));
    }
    return result;
  }();
  const auto known = kKeys.find(key);
  return known != kKeys.end() ? known->second : field_of_label(key);
}

/// Codes stand for what lists of words hold, never for names and numbers.
bool may_be_code(std::string_view field) {
  static constexpr std::string_view kPlain[] = {"name",    "phone",    "fax",       "mobile",   "uscc",   "licence_no",
                                                "address", "postcode", "longitude", "latitude", "lng_lat"};
  return std::find(std::begin(kPlain), std::end(kPlain), field) == std::end(kPlain);
}

bool is_yes(const Json& value) {
  if (value.is_boolean()) return value.get<bool>();
  if (value.is_number_integer()) return value.get<std::int64_t>() != 0;
  if (!value.is_string()) return false;
  const std::string text = fold(value.get<std::string>());
  return text == "1" || text == "true" || text == "y" || text == "yes" || text == "是";
}

bool is_area_code(std::string_view text) {
  return (text.size() == 3 || text.size() == 4) && text[0] == '0' && text.find_first_not_of("0123456789") == text.npos;
}

/// A code of divisions as its name.
std::string division_text(const std::string& text) {
  const auto* division = text.size() >= 6 ? Divisions::get().present(text) : nullptr;
  return division == nullptr ? text : Divisions::get().full_name(division->code);
}

class ListReader {
 public:
  ListReader(const JsonDictionary& dictionary, const JsonMapping& mapping)
      : dictionary_(dictionary), mapping_(mapping) {}

  std::vector<Listing> run(const Json& in) {
    const Json* at = json_at(in, mapping_.list);
    if (at == nullptr) return {};
    walk(*at, {});
    if (listings_.empty() && at->is_object()) walk_single(*at, 0);
    return std::move(listings_);
  }

 private:
  std::string_view field_of(const std::string& key) const {
    if (const auto mapped = mapping_.fields.find(key); mapped != mapping_.fields.end()) return mapped->second;
    return field_of_key(key);
  }

  std::string text_of(const Member& member, std::string_view field) const {
    static const JsonDictionary kNone;
    // A long number is a time only where one is expected: 1262275200000 may be a licence.
    if (!may_be_code(field) && member.value->is_number_integer()) return member.value->dump();
    if (!may_be_code(field) && member.value->is_string() && member.value->get_ref<const std::string&>().size() == 13)
      return squeeze(member.value->get_ref<const std::string&>());
    return json_text_of(member.key, *member.value, may_be_code(field) ? dictionary_ : kNone);
  }

  /// The name an item gives itself; empty when it names no institution.
  std::string name_of(const Members& members) const {
    for (const std::string_view wanted : {"name", "name_or_title"}) {
      for (const auto& member : members) {
        if (field_of(member.key) != wanted || !member.value->is_string()) continue;
        std::string name = text_of(member, "name");
        if (is_institution_name(name)) return name;
        if (wanted == "name" && says_where(members)) return name;
      }
    }
    for (const auto& member : members) {
      if (!member.value->is_string() || !field_of(member.key).empty()) continue;
      std::string name = text_of(member, "name");
      if (is_institution_name(name)) return name;
    }
    return {};
  }

  /// More than a name: what only an office has.
  bool says_where(const Members& members) const {
    return std::any_of(members.begin(), members.end(), [&](const Member& member) {
      const auto field = field_of(member.key);
      return (field == "address" || field == "uscc" || field == "licence_no") && !member.value->is_null();
    });
  }

  void walk(const Json& in, const std::string& division) {
    if (in.is_array()) {
      if (lists_institutions(in)) return take_list(in, division);
      for (const auto& value : in) {
        if (value.is_structured()) walk(value, division);
      }
    } else if (in.is_object()) {
      const std::string own = division_of(in, division);
      for (const auto& [key, value] : in.items()) {
        if (!value.is_structured()) continue;
        const bool named = !Divisions::get().named(key).empty();
        walk(value, named ? key : own);
      }
    }
  }

  /// The division that an object above a list speaks of.
  std::string division_of(const Json& object, const std::string& above) const {
    for (const auto& [key, value] : object.items()) {
      if (!value.is_string()) continue;
      const std::string text = squeeze(value.get<std::string>());
      if (!Divisions::get().named(text).empty()) return text;
    }
    return above;
  }

  bool lists_institutions(const Json& array) const {
    std::size_t objects = 0, named = 0;
    for (const auto& item : array) {
      if (!item.is_object()) continue;
      if (++objects > kSampled) break;
      if (!name_of(members_of(item)).empty()) ++named;
    }
    return named > 0 && named * 2 >= objects;
  }

  void walk_single(const Json& object, int depth) {
    const auto members = members_of(object);
    if (!name_of(members).empty() && says_where(members)) return take_item(object, {});
    if (depth > kNested) return;
    for (const auto& [key, value] : object.items()) {
      if (value.is_object()) walk_single(value, depth + 1);
      if (!listings_.empty()) return;
    }
  }

  void take_list(const Json& array, const std::string& division) {
    learn(array);
    for (const auto& item : array) {
      ++number_;
      if (item.is_object()) take_item(item, division);
    }
  }

  /// What keys mean that nobody told: all their values look like one field that no other key is for.
  void learn(const Json& array) {
    struct Votes {
      std::size_t filled = 0;
      std::map<std::string_view, std::size_t> fields;
    };
    std::map<std::string, Votes> votes;
    std::size_t sampled = 0;
    learned_.clear();
    std::map<std::string_view, bool> told;
    for (const auto& item : array) {
      if (!item.is_object() || ++sampled > kSampled) continue;
      for (const auto& member : members_of(item)) {
        if (const auto field = field_of(member.key); !field.empty()) {
          told[field] = true;
          continue;
        }
        if (member.value->is_structured()) continue;
        const std::string text = json_text(*member.value, {});
        if (text.empty()) continue;
        auto& vote = votes[member.key];
        ++vote.filled;
        ++vote.fields[field_by_shape(text)];
      }
    }
    for (const auto& [key, vote] : votes) {
      for (const auto& [field, count] : vote.fields) {
        const bool sure = !field.empty() && field != "name" && count * 4 >= vote.filled * 3;
        if (sure && !told[field]) learned_[key] = field;
      }
    }
  }

  void take_item(const Json& item, const std::string& division) {
    const auto members = members_of(item);
    const std::string name = name_of(members);
    if (name.empty()) return;
    Listing listing;
    listing.cells.push_back({"name", name});
    std::string area, longitude, latitude;
    for (const auto& member : members) {
      auto field = field_of(member.key);
      if (const auto learned = learned_.find(member.key); field.empty() && learned != learned_.end())
        field = learned->second;
      if (field == "deleted" && is_yes(*member.value)) return;
      if (field.empty() || field == "name" || field == "name_or_title" || field == "deleted") continue;
      std::string text = text_of(member, field);
      if (says_nothing(text)) continue;
      if (field == "longitude") {
        longitude = text;
      } else if (field == "latitude") {
        latitude = text;
      } else if (field == "division") {
        if (is_area_code(text)) continue;
        take_division(listing, division_text(text));
      } else if (field != "type" || text.find_first_not_of("0123456789") != text.npos) {
        listing.cells.push_back({field, std::move(text)});
      }
    }
    if (!longitude.empty() && !latitude.empty()) listing.cells.push_back({"lng_lat", longitude + "," + latitude});
    if (!division.empty()) take_division(listing, division);
    listing.evidence = "数据第 " + std::to_string(number_ == 0 ? 1 : number_) + " 条";
    listings_.push_back(std::move(listing));
  }

  /// Of several the one that says most: 薛城区 rather than 枣庄市 or a number that no table holds.
  static void take_division(Listing& listing, const std::string& text) {
    const auto& divisions = Divisions::get();
    const auto depth = [&](std::string_view name) {
      const auto named = divisions.named(name.substr(0, name.size()));
      if (named.empty()) return count_code_points(name) > 4 ? 5 : 0;
      return static_cast<int>(named.front()->level) + 1;
    };
    for (auto& cell : listing.cells) {
      if (cell.field != "division") continue;
      if (depth(text) > depth(cell.text)) cell.text = text;
      return;
    }
    listing.cells.push_back({"division", text});
  }

  const JsonDictionary& dictionary_;
  const JsonMapping& mapping_;
  std::map<std::string, std::string_view> learned_;
  std::size_t number_ = 0;
  std::vector<Listing> listings_;
};

const Json* first_list(const Json& in, int depth) {
  if (in.is_array()) return !in.empty() && in.front().is_object() ? &in : nullptr;
  if (!in.is_object() || depth > kNested + 1) return nullptr;
  for (const auto& [key, value] : in.items()) {
    if (const Json* found = first_list(value, depth + 1)) return found;
  }
  return nullptr;
}

}  // namespace

std::vector<Listing> read_json_list(const Json& in, const JsonDictionary& dictionary, const JsonMapping& mapping) {
  return ListReader(dictionary, mapping).run(in);
}

std::vector<Listing> read_json_list(std::string_view text, std::string_view dictionary) {
  const auto json = read_json(text);
  const auto words = read_json(dictionary);
  if (!json) return {};
  return read_json_list(*json, words ? read_dictionary(*words) : JsonDictionary());
}

bool is_deleted(const Json& item) {
  return std::any_of(item.items().begin(), item.items().end(), [](const auto& member) {
    return field_of_key(key_form(member.key())) == "deleted" && is_yes(member.value());
  });
}

std::vector<const Json*> json_items(const Json& in, std::string_view path) {
  const Json* list = path.empty() ? first_list(in, 0) : json_at(in, path);
  std::vector<const Json*> items;
  if (list == nullptr || !list->is_array()) return items;
  for (const auto& item : *list) {
    if (item.is_object()) items.push_back(&item);
  }
  return items;
}

}  // namespace lawhub
