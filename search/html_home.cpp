// The home page.
#include "base/url.h"
#include "registry/division.h"
#include "search/view.h"

namespace lawhub {

namespace {

constexpr const char* kHotWords[] = {"离婚",     "拖欠工资", "工伤",     "家暴",
                                     "交通事故", "遗嘱公证", "借钱不还", "法律援助"};

Views hot_views() {
  Views list = no_views();
  for (const char* word : kHotWords) {
    View one;
    put(one, "word", word);
    put(one, "link", percent_encode(word));
    list << one;
  }
  return list;
}

}  // namespace

std::string home_page(const Site& site, const Engine::Size& size) {
  View view;
  put(view, "box", search_box("", {}, false));
  put_list(view, "hot", hot_views());
  put_list(view, "places", division_views(Divisions::get().children(site.division)));
  put(view, "institutions", count_text(size.institutions));
  put(view, "pages", count_text(size.pages));
  return page(site, {}, render("home", view));
}

}  // namespace lawhub
