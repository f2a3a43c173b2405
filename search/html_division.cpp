// The page of one division.
#include <algorithm>

#include "base/text.h"
#include "registry/division.h"
#include "registry/hours.h"
#include "search/view.h"

namespace lawhub {

namespace {

Views item_views(const std::vector<Item>& items) {
  Views list = no_views();
  for (const Item& item : items) {
    View one;
    put(one, "url", item.url);
    put(one, "name", item.name);
    put_list(one, "phones", phone_views(item.phones));
    put(one, "address", item.address);
    put(one, "hours", hours_in_words(item.hours));
    put_flag(one, "open", item.open_now == OpenState::open);
    put_flag(one, "closed", item.open_now == OpenState::closed);
    list << one;
  }
  return list;
}

Views body_views(const std::vector<LocalBody>& bodies) {
  Views list = no_views();
  for (const LocalBody& body : bodies) {
    View one;
    put(one, "call", body.call);
    put_list(one, "items", item_views(body.items));
    put_flag(one, "nobody", body.items.empty());
    put(one, "note", body.items.empty() ? "" : body.note);
    list << one;
  }
  return list;
}

Views type_views(const std::vector<Bucket>& by_type) {
  Views list = no_views();
  for (const Bucket& bucket : by_type) {
    View one;
    put(one, "code", bucket.code);
    put(one, "label", bucket.label);
    put(one, "count", count_text(bucket.count));
    list << one;
  }
  return list;
}

Views child_views(std::string_view code, const std::vector<Bucket>& by_division) {
  Views list = no_views();
  for (const Division* child : Divisions::get().children(code)) {
    const auto found = std::find_if(by_division.begin(), by_division.end(),
                                    [&](const Bucket& bucket) { return bucket.code == child->code; });
    View one;
    put(one, "code", child->code);
    put(one, "name", child->name);
    put(one, "count", found == by_division.end() ? "" : count_text(found->count));
    list << one;
  }
  return list;
}

}  // namespace

std::string division_page(const Site& site, const Division& division, const std::vector<LocalBody>& bodies,
                          const Answer& counts, Instant now) {
  Parameters kept;
  kept.division = division.code;
  View view;
  put_list(view, "crumbs", crumb_views(division.code, false));
  put(view, "division", division.code);
  put(view, "name", division.name);
  put(view, "former", join(division.former_names, "、"));
  view.set("bodies", body_views(bodies));
  put(view, "box", search_box("", kept, false));
  put_list(view, "types", type_views(counts.by_type));
  put_list(view, "children", child_views(division.code, counts.by_division));
  put(view, "address_of_page", site.url + "/divisions/" + division.code);
  put(view, "today", day_text(now));
  const std::string title = division.name + "的法律服务";
  const std::string where = Divisions::get().full_name(division.code);
  return page(
      site, {.title = title, .column = "按地区找", .description = where + "的调解员、司法所、法律援助、公证处、律师。"},
      render("division", view));
}

}  // namespace lawhub
