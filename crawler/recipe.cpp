#include "crawler/recipe.h"

#include <map>
#include <mutex>
#include <pugixml.hpp>
#include <stdexcept>

#include "crawler/embedded.h"
#include "crawler/robots.h"

namespace lawhub {

std::string Recipe::kind_of(const Url& url) const {
  if (rules.empty()) return "page";
  const std::string target = url.query.empty() ? url.path : url.path + "?" + url.query;
  for (const auto& rule : rules) {
    if (matches_pattern(rule.pattern, target)) return rule.kind == "skip" ? "" : rule.kind;
  }
  return {};
}

Recipe read_recipe(std::string_view xml) {
  pugi::xml_document document;
  if (const auto parsed = document.load_buffer(xml.data(), xml.size()); !parsed)
    throw std::runtime_error(std::string("recipe: ") + parsed.description());
  Recipe recipe;
  for (const auto& element : document.child("recipe").children()) {
    const std::string_view name = element.name();
    if (name == "rule") {
      Recipe::Rule rule{element.attribute("match").value(), element.attribute("kind").value()};
      const bool known = rule.kind == "list" || rule.kind == "detail" || rule.kind == "article" || rule.kind == "skip";
      if (rule.pattern.empty() || !known) throw std::runtime_error("recipe: a <rule> needs match and a known kind");
      recipe.rules.push_back(std::move(rule));
    } else if (name == "content") {
      recipe.content = element.attribute("name").value();
    } else {
      throw std::runtime_error("recipe: unknown element <" + std::string(name) + ">");
    }
  }
  if (recipe.rules.empty()) throw std::runtime_error("recipe: no <rule> in <recipe>");
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
