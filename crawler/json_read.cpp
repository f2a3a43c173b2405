#include "crawler/json_read.h"

#include <algorithm>
#include <cctype>
#include <vector>

#include "base/clock.h"
#include "base/text.h"
#include "crawler/html.h"

namespace lawhub {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMostBytes = std::size_t{16} << 20;
constexpr int kDeepest = 40;
constexpr std::size_t kMostParts = 50;                    // of an array in one text
constexpr std::int64_t kFirstMillis = 100'000'000'000;    // 1973: smaller numbers are no times
constexpr std::int64_t kLastMillis = 10'000'000'000'000;  // 2286
constexpr std::size_t kLargestDictionary = 5000;          // entries
constexpr std::string_view kCodes[] = {"id",       "code",      "value",    "key", "guid",
                                       "dictcode", "dictvalue", "itemcode", "dm",  "uuid"};
constexpr std::string_view kLabels[] = {"name",     "label",    "text",     "title", "dictlabel",
                                        "dictname", "itemname", "itemtext", "mc",    "caption"};

constexpr char kOf = '\x1f';  // between what a code is for and the code

bool is_guid(std::string_view text) {
  std::size_t digits = 0;
  for (const char c : text) {
    if (c == '-') continue;
    if (std::isxdigit(static_cast<unsigned char>(c)) == 0) return false;
    ++digits;
  }
  return digits == 32;
}

const Json* member(const Json& object, const std::string_view* begin, const std::string_view* end) {
  for (const auto* wanted = begin; wanted != end; ++wanted) {
    for (const auto& [key, value] : object.items()) {
      if (key_form(key) == *wanted && (value.is_string() || value.is_number())) return &value;
    }
  }
  return nullptr;
}

std::string millis_as_day(std::int64_t millis) { return iso_date(china_time(millis / 1000).date); }

bool is_millis(std::int64_t number) { return number >= kFirstMillis && number < kLastMillis; }

std::string number_text(const Json& value) {
  if (value.is_number_float()) {
    std::string text = value.dump();
    return text.ends_with(".0") ? text.substr(0, text.size() - 2) : text;
  }
  return value.dump();
}

std::string string_text(const std::string& raw, const JsonDictionary& dictionary) {
  if (const auto known = dictionary.find(std::string(trim(raw))); known != dictionary.end()) return known->second;
  if (raw.find('<') != raw.npos) return Html(raw).text(0);
  std::string text = squeeze(raw);
  if (is_guid(text)) return {};
  // Several codes in one value.
  if (!dictionary.empty() && text.find(',') != text.npos) {
    std::vector<std::string> parts;
    for (const auto part : split(text, ',')) {
      const auto known = dictionary.find(std::string(trim(part)));
      if (known == dictionary.end()) return text;
      parts.push_back(known->second);
    }
    return join(parts, "、");
  }
  return text == "null" || text == "undefined" ? std::string() : text;
}

/// What a part of a dictionary file is for: its own word, or the key it stands under.
std::string purpose_of(const Json& object, const std::string& key) {
  for (const auto& [name, value] : object.items()) {
    static constexpr std::string_view kPurposes[] = {"dicttype", "type", "field", "group", "groupcode", "dictcode"};
    const bool is_purpose =
        std::find(std::begin(kPurposes), std::end(kPurposes), key_form(name)) != std::end(kPurposes);
    if (is_purpose && value.is_string()) return value.get<std::string>();
  }
  return key;
}

void add(JsonDictionary& out, const std::string& purpose, const std::string& code, const std::string& label) {
  out.emplace(code, label);
  if (!purpose.empty()) out.emplace(key_form(purpose) + kOf + code, label);
}

void collect(const Json& in, const std::string& purpose, JsonDictionary& out) {
  if (out.size() >= kLargestDictionary) return;
  if (in.is_object()) {
    const Json* code = member(in, std::begin(kCodes), std::end(kCodes));
    const Json* label = member(in, std::begin(kLabels), std::end(kLabels));
    if (code != nullptr && label != nullptr && code != label) {
      add(out, purpose, code->is_string() ? code->get<std::string>() : code->dump(), json_text(*label, {}));
    } else {
      for (const auto& [key, value] : in.items()) {
        if (value.is_string()) add(out, purpose, key, squeeze(value.get<std::string>()));
      }
    }
    const std::string inner = purpose_of(in, purpose);
    for (const auto& [key, value] : in.items()) {
      if (value.is_structured()) collect(value, inner == purpose ? key : inner, out);
    }
  } else if (in.is_array()) {
    for (const auto& value : in) {
      if (value.is_structured()) collect(value, purpose, out);
    }
  }
}

}  // namespace

std::string key_form(std::string_view key) {
  std::string form;
  for (const char c : key) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || std::isalnum(byte) != 0) form += static_cast<char>(std::tolower(byte));
  }
  return form;
}

std::optional<Json> read_json(std::string_view text) {
  text = trim(text);
  if (text.ends_with(";")) text.remove_suffix(1);
  if (text.ends_with(")")) {
    const auto open = text.find('(');
    const bool callback = open != text.npos && open > 0 && text.find_first_of("{[\"") > open;
    if (callback) text = text.substr(open + 1, text.size() - open - 2);
  }
  if (text.size() > kMostBytes || text.empty() || (text.front() != '{' && text.front() != '[')) return std::nullopt;
  bool deep = false;
  const auto limit = [&](int depth, Json::parse_event_t, Json&) {
    deep = deep || depth > kDeepest;
    return !deep;
  };
  Json json = Json::parse(text, limit, false);
  if (deep || json.is_discarded() || !json.is_structured()) return std::nullopt;
  return json;
}

const Json* json_at(const Json& in, std::string_view path) {
  const Json* at = &in;
  if (path.empty()) return at;
  for (const auto step : split(path, '.')) {
    if (!at->is_object()) return nullptr;
    const auto found = at->find(std::string(step));
    if (found == at->end()) return nullptr;
    at = &*found;
  }
  return at;
}

std::string json_text(const Json& value, const JsonDictionary& dictionary) {
  if (value.is_string()) {
    const auto& raw = value.get_ref<const std::string&>();
    std::int64_t number = 0;
    if (raw.size() == 13 && raw[0] == '1' && parse_number(raw, number) && is_millis(number))
      return millis_as_day(number);
    return string_text(raw, dictionary);
  }
  if (value.is_number_integer()) {
    const auto number = value.get<std::int64_t>();
    const auto known = dictionary.find(std::to_string(number));
    if (known != dictionary.end()) return known->second;
    return is_millis(number) ? millis_as_day(number) : number_text(value);
  }
  if (value.is_number()) return number_text(value);
  if (value.is_array()) {
    std::vector<std::string> parts;
    for (const auto& part : value) {
      if (parts.size() >= kMostParts) break;
      if (auto text = json_text(part, dictionary); !text.empty()) parts.push_back(std::move(text));
    }
    return join(parts, "、");
  }
  if (value.is_object()) {
    const Json* label = member(value, std::begin(kLabels), std::end(kLabels));
    return label == nullptr ? std::string() : json_text(*label, dictionary);
  }
  return {};
}

JsonDictionary read_dictionary(const Json& in) {
  JsonDictionary out;
  collect(in, {}, out);
  return out;
}

std::string json_text_of(std::string_view key, const Json& value, const JsonDictionary& dictionary) {
  if (!dictionary.empty() && (value.is_string() || value.is_number_integer())) {
    const std::string code = value.is_string() ? value.get<std::string>() : value.dump();
    const auto known = dictionary.find(key_form(key) + kOf + code);
    if (known != dictionary.end()) return known->second;
  }
  return json_text(value, dictionary);
}

}  // namespace lawhub
