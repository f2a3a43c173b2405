#include "search/result_items.h"

#include <algorithm>
#include <cmath>

#include "registry/codes.h"
#include "search/map_links.h"
#include "search/type_notes.h"

namespace lawhub {

namespace {

std::string distance_text(double metres, int accuracy_m) {
  const double shown = std::max(metres, static_cast<double>(accuracy_m));
  if (accuracy_m > 300) return fmt::format("约 {:.0f} 公里内(位置按地区估算)", std::max(1.0, std::ceil(shown / 1000)));
  return metres < 950 ? fmt::format("距离约 {:.0f} 米", std::ceil(metres / 50) * 50)
                      : fmt::format("距离约 {:.1f} 公里", metres / 1000);
}

/// Links by which one is served without finding the door.
Views channel_views(const std::vector<Channel>& channels) {
  Views list = no_views();
  for (const Channel& channel : channels) {
    const std::string url = safe_link(channel.url);
    if (channel.url.empty() || url.empty()) continue;
    View one;
    put(one, "label", code_label("channel", channel.kind));
    put(one, "url", url);
    list << one;
  }
  return list;
}

Views own_page_views(const std::vector<PageLink>& pages) {
  Views list = no_views();
  for (const PageLink& page : pages) {
    View one;
    put(one, "label", page.title);
    put(one, "url", safe_link(page.url));
    list << one;
  }
  return list;
}

View institution_view(const Item& item) {
  View view;
  put(view, "kind", "institution");
  put(view, "url", item.url);
  put(view, "title", item.name);
  put(view, "type", label_of(item.type));
  put(view, "division", item.division_name);
  const bool living = item.status == Status::active || item.status == Status::unknown;
  put(view, "status", living ? std::string_view() : label_of(item.status));
  put_flag(view, "open", living && item.open_now == OpenState::open);
  put_flag(view, "closed", living && item.open_now == OpenState::closed);
  put(view, "distance", item.distance_m ? distance_text(*item.distance_m, item.position.accuracy_m) : "");
  put(view, "address", item.address);
  put_list(view, "phones", phone_views(item.phones));
  std::string former;
  for (const std::string& name : item.former_names) former += (former.empty() ? "" : "、") + name;
  put(view, "former", former);
  std::string source;
  for (const SourceMention& mention : item.sources) {
    const std::string day = day_text(mention.asserted_at);
    source += (source.empty() ? "" : ";") + mention.name + (day.empty() ? "" : " " + day);
  }
  put(view, "source", source);
  put(view, "remark", item.remark);
  put_list(view, "channels", channel_views(item.channels));
  put_list(view, "own_pages", own_page_views(item.pages));
  put_list(view, "maps", map_views(map_links(item.name, item.address, item.position)));
  return view;
}

View page_view(const Item& item) {
  View view;
  put(view, "kind", "page");
  put(view, "url", safe_link(item.url));
  put_flag(view, "external", true);
  put(view, "title", item.title);
  put(view, "type", "信息");
  put(view, "site", item.site);
  put(view, "date", item.date);
  return view;
}

View item_view(const Item& item) {
  View view = item.kind == Item::Kind::institution ? institution_view(item) : page_view(item);
  put(view, "snippet", item.snippet_html);
  return view;
}

/// The items that follow each other under one heading; without a title where who helps was not the question.
struct Group {
  const Item* first = nullptr;
  Views items = no_views();
};

bool is_same_group(const Item& a, const Item& b) { return a.kind == b.kind && a.type == b.type; }

/// By type in the order in which the answer names them first: who should be asked first stands first.
std::vector<Group> grouped(const Answer& answer, bool by_type) {
  std::vector<Group> groups;
  for (const Item& item : answer.items) {
    auto place = std::find_if(groups.begin(), groups.end(),
                              [&](const Group& g) { return !by_type || is_same_group(*g.first, item); });
    if (place == groups.end()) place = groups.insert(place, Group{&item});
    place->items << item_view(item);
  }
  return groups;
}

void put_heading(View& view, const Item& first, const Parameters& p, const Answer& answer, ResultLink link) {
  Parameters all = p;
  all.page = 1;
  if (first.kind == Item::Kind::page) {
    put(view, "title", "相关信息");
    return;
  }
  const TypeNote& note = type_note(first.type);
  put(view, "title", label_of(first.type));
  put(view, "why", note.what);
  put(view, "cost", note.cost);
  all.types = {first.type};
  const auto bucket = std::find_if(answer.by_type.begin(), answer.by_type.end(),
                                   [&](const Bucket& b) { return b.code == code_of(first.type); });
  if (bucket == answer.by_type.end() || p.types == all.types) return;
  put(view, "all", link(all));
  put(view, "count", count_text(bucket->count));
}

}  // namespace

Views group_views(const Parameters& p, const Answer& answer, ResultLink link) {
  const bool by_type = !answer.understood.matters.empty() && p.sort == Parameters::Sort::relevance;
  Views list = no_views();
  for (const Group& group : grouped(answer, by_type)) {
    View one;
    for (const char* name : {"title", "why", "cost", "all"}) put(one, name, "");
    if (by_type) put_heading(one, *group.first, p, answer, link);
    put_list(one, "items", group.items);
    list << one;
  }
  return list;
}

}  // namespace lawhub
