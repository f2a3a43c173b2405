// An answer in JSON, read as its recipe says: institutions, the pages of its items, and the answer that follows.
#pragma once
#include <string>
#include <vector>

#include "base/url.h"
#include "crawler/json_read.h"
#include "crawler/recipe.h"
#include "feeds/listing.h"

namespace lawhub {

struct JsonPage {
  struct Item {
    std::string href, text;  ///< text: what it is called; may be empty
  };
  std::vector<Listing> listings;
  std::vector<Item> items;  ///< that have a page of their own
  std::string next;         ///< href of the next page of the list; empty when this is the last
};

/// `rule` may be null: then everything is told by its looks, and there is no next page.
JsonPage read_json_page(const nlohmann::json& in, const Url& url, const Recipe::Json* rule,
                        const JsonDictionary& dictionary);

}  // namespace lawhub
