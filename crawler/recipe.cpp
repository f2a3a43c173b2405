#include "crawler/recipe.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <pugixml.hpp>
#include <stdexcept>

#include "base/text.h"
#include "crawler/embedded.h"
#include "crawler/robots.h"
#include "feeds/labels.h"

namespace lawhub {
namespace {

std::string target_of(const Url& url) { return url.query.empty() ? url.path : url.path + "?" + url.query; }

[[noreturn]] void refuse(const std::string& what) { throw std::runtime_error("recipe: " + what); }

std::string needed(const pugi::xml_node& element, const char* attribute) {
  std::string value = element.attribute(attribute).value();
  if (value.empty()) refuse(std::string("<") + element.name() + "> needs " + attribute);
  return value;
}

/// Attributes that nobody would read are mistakes.
void allow(const pugi::xml_node& element, std::initializer_list<std::string_view> names) {
  for (const auto& attribute : element.attributes()) {
    if (std::find(names.begin(), names.end(), attribute.name()) == names.end())
      refuse(std::string("<") + element.name() + "> has no attribute " + attribute.name());
  }
}

Recipe::Rule read_rule(const pugi::xml_node& element) {
  allow(element, {"match", "kind"});
  Recipe::Rule rule{needed(element, "match"), needed(element, "kind")};
  static constexpr std::string_view kKinds[] = {"list", "detail", "article", "skip"};
  if (std::find(std::begin(kKinds), std::end(kKinds), rule.kind) == std::end(kKinds))
    refuse("unknown kind " + rule.kind);
  return rule;
}

Recipe::Json read_json_rule(const pugi::xml_node& element) {
  allow(element, {"match", "list", "link", "page", "pages"});
  Recipe::Json json;
  json.pattern = needed(element, "match");
  json.mapping.list = element.attribute("list").value();
  json.link = element.attribute("link").value();
  json.page = element.attribute("page").value();
  json.pages = element.attribute("pages").value();
  for (const auto& field : element.children()) {
    if (std::string_view(field.name()) != "field") refuse(std::string("unknown element <") + field.name() + ">");
    allow(field, {"key", "is"});
    const auto known = known_field(needed(field, "is"));
    if (known.empty()) refuse("<field> is no field of labels.tsv");
    json.mapping.fields[key_form(needed(field, "key"))] = known;
  }
  return json;
}

Recipe::Json read_dictionary_rule(const pugi::xml_node& element) {
  allow(element, {"match", "list", "leads"});
  Recipe::Json json;
  json.pattern = needed(element, "match");
  json.mapping.list = element.attribute("list").value();
  json.leads = needed(element, "leads");
  return json;
}

Recipe::Call read_call(const pugi::xml_node& element) {
  allow(element, {"name", "url", "count"});
  Recipe::Call call{needed(element, "name"), needed(element, "url")};
  std::int64_t count = 0;
  const std::string_view written = element.attribute("count").value();
  if (!written.empty() && (!parse_number(written, count) || count < 1)) refuse("<call> has a count that is no number");
  call.count = static_cast<std::size_t>(count);
  return call;
}

void read_element(const pugi::xml_node& element, Recipe& recipe) {
  const std::string_view name = element.name();
  if (name == "rule") {
    recipe.rules.push_back(read_rule(element));
  } else if (name == "json" || name == "dictionary") {
    recipe.json.push_back(name == "json" ? read_json_rule(element) : read_dictionary_rule(element));
    recipe.rules.push_back({recipe.json.back().pattern, std::string(name)});
  } else if (name == "call") {
    recipe.calls.push_back(read_call(element));
  } else if (name == "also") {
    allow(element, {"on", "url"});
    recipe.also.push_back({needed(element, "on"), needed(element, "url")});
  } else if (name == "content") {
    recipe.content = needed(element, "name");
  } else {
    refuse("unknown element <" + std::string(name) + ">");
  }
}

}  // namespace

bool Recipe::Rule::fits(std::string_view path_and_query) const { return matches_pattern(pattern, path_and_query); }
bool Recipe::Also::fits(std::string_view path_and_query) const { return matches_pattern(pattern, path_and_query); }

const Recipe::Rule* Recipe::rule_of(const Url& url) const {
  const std::string target = target_of(url);
  const auto rule = std::find_if(rules.begin(), rules.end(), [&](const Rule& each) { return each.fits(target); });
  return rule == rules.end() ? nullptr : &*rule;
}

std::string Recipe::kind_of(const Url& url) const {
  if (rules.empty()) return "page";
  const Rule* rule = rule_of(url);
  return rule == nullptr || rule->kind == "skip" ? std::string() : rule->kind;
}

const Recipe::Json* Recipe::json_of(const Url& url) const {
  const std::string target = target_of(url);
  for (const auto& each : json) {
    if (matches_pattern(each.pattern, target)) return &each;
  }
  return nullptr;
}

Recipe read_recipe(std::string_view xml) {
  pugi::xml_document document;
  if (const auto parsed = document.load_buffer(xml.data(), xml.size()); !parsed) refuse(parsed.description());
  Recipe recipe;
  for (const auto& element : document.child("recipe").children()) read_element(element, recipe);
  if (recipe.rules.empty()) refuse("no <rule> in <recipe>");
  return recipe;
}

const Recipe& find_recipe(std::string_view name) {
  static const Recipe kGeneric;
  static std::mutex mutex;
  static std::map<std::string, Recipe, std::less<>> read;
  if (name.empty()) return kGeneric;
  const std::lock_guard lock(mutex);
  if (const auto known = read.find(name); known != read.end()) return known->second;
  const auto xml = crawler_file("recipes/" + std::string(name) + ".xml");
  if (xml.empty()) throw std::runtime_error("no recipe named " + std::string(name));
  return read.emplace(name, read_recipe(xml)).first->second;
}

}  // namespace lawhub
