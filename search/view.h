// Rendering of web/*.mustache. Included by the html_*.cpp sources only, since the template library is a large header.
#pragma once
#include <kainjow/mustache.hpp>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include "registry/division.h"
#include "registry/record.h"

#include "search/html.h"
#include "search/map_links.h"

namespace lawhub {

using View = kainjow::mustache::data;
using Views = kainjow::mustache::data;  ///< a View that is a list

Views no_views();
/// Sets `name`; an empty text is as absent: its section is not shown and no outer value shines through.
void put(View& view, const std::string& name, std::string_view text);
/// Sets `name` to the list and `name?` to whether it has any.
void put_list(View& view, const std::string& name, const Views& list);
void put_flag(View& view, const std::string& name, bool on);

/// A template of web/ with its values escaped. Asserts that the template exists.
std::string render(const std::string& name, const View& view);

/// What differs from page to page in the layout.
struct Layout {
  std::string title;     ///< without the site's name; empty: the site's name alone
  bool refresh = false;  ///< reload every 2 s where JavaScript is off
  bool signed_in = false;
  std::string column{};       ///< ColumnName of the meta tags
  std::string article{};      ///< ArticleTitle: the page is about one thing that was published …
  std::string published{};    ///< … PubDate: then, "2026-11-24 10:05" …
  std::string source{};       ///< … ContentSource: by whom
  std::string description{};  ///< for those who list the page; empty: the site's
  bool quick_exit = false;    ///< a way out of a page that others had better not see
};
std::string page(const Site& site, const Layout& layout, const std::string& body);

/// The search box; `kept` are the parameters a new question keeps.
std::string search_box(std::string_view q, const Parameters& kept, bool autofocus);

// Shared between pages.
std::string count_text(std::size_t n);                    ///< 12,345
std::string time_text(Instant t);                         ///< 2026-11-24 10:05 in China; "—" for 0
std::string day_text(Instant t);                          ///< 2026-11-24; empty for 0
std::string dial_of(const Phone& phone);                  ///< what a tel: link dials
Views text_views(const std::vector<std::string>& texts);  ///< text
Views phone_views(const std::vector<Phone>& phones);
/// http(s) links only; anything else (javascript:, data:) gives an empty text.
std::string safe_link(std::string_view url);
std::string status_class(Status status);                              ///< "good", "bad" or "" for style.css
Views division_views(const std::vector<const Division*>& divisions);  ///< code, name
/// Ways into map programs: name, url.
Views map_views(const std::vector<MapLink>& links);
Views crumb_views(std::string_view division_code, bool with_itself);

}  // namespace lawhub
