// JSON of portals: read within limits, and its values as the texts they stand for.
#pragma once
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace lawhub {

using JsonDictionary = std::map<std::string, std::string>;  ///< code or GUID → what it stands for

/// Nothing for what is no JSON object or array, is larger than 16 MB or nests deeper than 40. A callback's name and
/// brackets around it (JSONP) are taken off.
std::optional<nlohmann::json> read_json(std::string_view text);

/// What is at "data.list"; null when there is nothing. An empty path is the whole.
const nlohmann::json* json_at(const nlohmann::json& in, std::string_view path);

/// One line of text: markup away, codes of the dictionary resolved, a number of milliseconds as an ISO day, the parts
/// of an array joined by 、, of an object what it is called. A GUID that no dictionary knows says nothing: it is empty.
std::string json_text(const nlohmann::json& value, const JsonDictionary& dictionary);

/// The same of the member `key`: a code that the dictionary has for that key goes before one it has for any.
std::string json_text_of(std::string_view key, const nlohmann::json& value, const JsonDictionary& dictionary);

/// Every code of a dictionary: plain members, and objects of a code (id, code, value, key …) and a label (name, text
/// …).
JsonDictionary read_dictionary(const nlohmann::json& in);

/// Letters and digits of a key in lower case: org_Name → orgname.
std::string key_form(std::string_view key);

}  // namespace lawhub
