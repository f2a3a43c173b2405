// How the sites of one make are read (recipes/NAME.xml): which links to follow, and as what.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/url.h"
#include "crawler/json_list.h"

namespace lawhub {

/// A family of sites. Without any rule it is the generic recipe: every page of the site is followed and judged by what
/// is on it. A pattern is of the path with its query, as in robots.txt ("/show.asp?id=*$").
struct Recipe {
  struct Rule {
    std::string pattern;
    std::string kind;  ///< list, detail, article, json, dictionary; "skip": do not go there
    bool fits(std::string_view path_and_query) const;
  };
  /// Answers in JSON. A dictionary is visited first, and leads to the list whose codes it explains.
  struct Json {
    std::string pattern;
    JsonMapping mapping;
    std::string link;   ///< of an item's own page: a key of it, or a template with keys ("/detail?id={id}")
    std::string page;   ///< the parameter that counts pages; empty: there is only one
    std::string pages;  ///< path of how many pages there are; empty: told by its usual names
    std::string leads;  ///< of a dictionary: the address of the list
  };
  /// A function that a page's links call: goPage(3).
  struct Call {
    std::string name;
    std::string url;        ///< template: {2} is the second argument, {n} the page counted, {id} a value of the page
    std::size_t count = 0;  ///< the argument that says how many pages there are, from 1; 0: one call is one link
  };
  /// An address that no page links, visited from those that fit; a template as of Call.
  struct Also {
    std::string pattern, url;
    bool fits(std::string_view path_and_query) const;
  };
  std::vector<Rule> rules;  ///< the first that fits decides; what fits none is not followed
  std::vector<Json> json;
  std::vector<Call> calls;
  std::vector<Also> also;
  std::string content;  ///< id or class of the element that holds an article's text; empty: found by its looks

  /// The kind of page behind a URL of the site: "page" with the generic recipe, empty when it is not to be followed.
  std::string kind_of(const Url& url) const;
  /// The rule that fits first; null when none does.
  const Rule* rule_of(const Url& url) const;
  /// How the JSON at that URL is read; null when the recipe says nothing of it.
  const Json* json_of(const Url& url) const;
};

/// The recipe of that name; the generic one for an empty name. Throws std::runtime_error when there is no such recipe
/// or it is malformed.
const Recipe& find_recipe(std::string_view name);
/// Reads a recipe, see docs/recipes.md. Throws std::runtime_error that says what is wrong.
Recipe read_recipe(std::string_view xml);

}  // namespace lawhub
