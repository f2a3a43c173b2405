// Institutions in the JSON that a page's own script would show.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/json_read.h"
#include "feeds/listing.h"

namespace lawhub {

/// What a recipe says of the items of a list; all of it may be empty.
struct JsonMapping {
  std::string list;                                ///< path of the array; empty: found by its looks
  std::map<std::string, std::string_view> fields;  ///< key_form() → known_field()
};

/// The institutions of every array of objects that name institutions, or of the one object that does. What a key means
/// says data/json_keys.tsv or the labels of lists; a key that neither knows is read when all its values look alike.
/// Items marked as deleted are left out. `evidence` says which item it was.
std::vector<Listing> read_json_list(const nlohmann::json& in, const JsonDictionary& dictionary,
                                    const JsonMapping& mapping = {});

/// The same of texts, as they came; `dictionary` may be empty. What is no JSON lists nobody.
std::vector<Listing> read_json_list(std::string_view text, std::string_view dictionary);

/// Does an item say of itself that it is deleted?
bool is_deleted(const nlohmann::json& item);

/// The objects of a list, where `path` says or else of the first array of objects; empty when there is none.
std::vector<const nlohmann::json*> json_items(const nlohmann::json& in, std::string_view path);

}  // namespace lawhub
