// How the sites of one make are read (recipes/NAME.xml): which links to follow, and as what.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/url.h"

namespace lawhub {

/// A family of sites. Without any rule it is the generic recipe: every page of the site is followed and judged by what
/// is on it.
struct Recipe {
  struct Rule {
    std::string pattern;  ///< of the path with its query, as in robots.txt ("/show.asp?id=*$")
    std::string kind;     ///< list, detail, article; "skip": do not go there
  };
  std::vector<Rule> rules;  ///< the first that fits decides; what fits none is not followed
  std::string content;      ///< id or class of the element that holds an article's text; empty: found by its looks

  /// The kind of page behind a URL of the site: "page" with the generic recipe, empty when it is not to be followed.
  std::string kind_of(const Url& url) const;
};

/// The recipe of that name; the generic one for an empty name. Throws std::runtime_error when there is no such recipe
/// or it is malformed.
const Recipe& find_recipe(std::string_view name);
/// Reads a recipe: `<recipe><rule match="…" kind="…"/>… <content name="zoom"/></recipe>`. Throws std::runtime_error
/// that says what is wrong.
Recipe read_recipe(std::string_view xml);

}  // namespace lawhub
