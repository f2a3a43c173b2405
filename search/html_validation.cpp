// The page on which publishers check a feed.
#include "search/view.h"

namespace lawhub {

std::string validation_page(const Site& site, std::string_view result, std::string_view rules) {
  View view;
  put(view, "result", result);
  put(view, "rules", rules);
  return page(site, {.title = "检查机构信息 XML", .refresh = false, .signed_in = false}, render("validation", view));
}

}  // namespace lawhub
