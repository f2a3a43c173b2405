#include "crawler/json_page.h"

#include <algorithm>

#include "base/text.h"
#include "crawler/json_list.h"

namespace lawhub {
namespace {

using Json = nlohmann::json;

/// A number, also one that is written as a text; -1 for anything else.
std::int64_t number_of(const Json* value) {
  std::int64_t number = -1;
  if (value == nullptr) return number;
  if (value->is_number_integer()) return value->get<std::int64_t>();
  if (value->is_string()) parse_number(value->get<std::string>(), number);
  return number;
}

/// The member of one of these names in the answer or in the object around its list.
const Json* counter(const Json& in, std::initializer_list<std::string_view> names) {
  const auto look = [&](const Json& object) -> const Json* {
    for (const auto& [key, value] : object.items()) {
      if (!value.is_structured() && std::find(names.begin(), names.end(), key_form(key)) != names.end()) return &value;
    }
    return nullptr;
  };
  if (!in.is_object()) return nullptr;
  if (const Json* found = look(in)) return found;
  for (const auto& [key, value] : in.items()) {
    if (!value.is_object()) continue;
    if (const Json* found = look(value)) return found;
  }
  return nullptr;
}

/// Is there a page behind page number `page` with so many items?
bool goes_on(const Json& in, const Recipe::Json& rule, std::int64_t page, std::size_t items) {
  if (items == 0) return false;
  const Json* last = counter(in, {"lastpage", "islastpage", "last"});
  if (last != nullptr && last->is_boolean()) return !last->get<bool>();
  auto pages = rule.pages.empty() ? -1 : number_of(json_at(in, rule.pages));
  if (pages < 0)
    pages = number_of(counter(in, {"totalpage", "totalpages", "pages", "pagecount", "lastpage", "pagetotal"}));
  if (pages >= 0) return page < pages;
  const auto count =
      number_of(counter(in, {"count", "total", "totalcount", "totalrecord", "totalelements", "records"}));
  const auto size = number_of(counter(in, {"pagesize", "size", "limit", "rows", "perpage"}));
  if (count >= 0) return page * std::max<std::int64_t>(size, static_cast<std::int64_t>(items)) < count;
  return true;  // until one comes that is empty
}

/// The parameter's number in the URL; 1 when it is not there.
std::int64_t page_in(const Url& url, const std::string& parameter) {
  for (const auto pair : split(url.query, '&')) {
    std::int64_t page = 0;
    if (pair.starts_with(parameter + "=") && parse_number(pair.substr(parameter.size() + 1), page)) return page;
  }
  return 1;
}

std::string with_page(Url url, const std::string& parameter, std::int64_t page) {
  std::vector<std::string> pairs;
  for (const auto pair : split(url.query, '&')) {
    if (!pair.empty() && !pair.starts_with(parameter + "=")) pairs.emplace_back(pair);
  }
  pairs.push_back(parameter + "=" + std::to_string(page));
  url.query = join(pairs, "&");
  return url.text();
}

/// The address of an item's page: what a key holds, or a template filled with what keys hold.
std::string link_of(const Json& item, const std::string& link) {
  if (link.find('{') == link.npos) {
    const Json* value = json_at(item, link);
    return value != nullptr && value->is_string() ? value->get<std::string>() : std::string();
  }
  std::string out;
  for (std::size_t at = 0; at < link.size();) {
    const auto open = link.find('{', at), close = link.find('}', open);
    out += link.substr(at, open == link.npos ? open : open - at);
    if (open == link.npos || close == link.npos) break;
    const Json* value = json_at(item, link.substr(open + 1, close - open - 1));
    if (value == nullptr || value->is_structured() || value->is_null()) return {};
    out += percent_encode(value->is_string() ? value->get<std::string>() : value->dump());
    at = close + 1;
  }
  return out;
}

std::string title_of(const Json& item) {
  for (const std::string_view wanted : {"name", "title", "orgname"}) {
    for (const auto& [key, value] : item.items()) {
      if (key_form(key) == wanted && value.is_string()) return json_text(value, {});
    }
  }
  return {};
}

}  // namespace

JsonPage read_json_page(const Json& in, const Url& url, const Recipe::Json* rule, const JsonDictionary& dictionary) {
  JsonPage page;
  page.listings = read_json_list(in, dictionary, rule == nullptr ? JsonMapping() : rule->mapping);
  if (rule == nullptr) return page;
  const auto items = json_items(in, rule->mapping.list);
  for (const Json* item : items) {
    if (rule->link.empty()) break;
    if (is_deleted(*item)) continue;
    if (auto href = link_of(*item, rule->link); !href.empty()) page.items.push_back({std::move(href), title_of(*item)});
  }
  const auto number = page_in(url, rule->page);
  if (!rule->page.empty() && goes_on(in, *rule, number, items.size()))
    page.next = with_page(url, rule->page, number + 1);
  return page;
}

}  // namespace lawhub
