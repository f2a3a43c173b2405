// The home page and the result page.
#include <algorithm>
#include <cmath>

#include "base/url.h"
#include "registry/codes.h"
#include "search/view.h"

namespace lawhub {

namespace {

constexpr const char* kHotWords[] = {"离婚",     "拖欠工资", "工伤",     "家暴",
                                     "交通事故", "遗嘱公证", "借钱不还", "法律援助"};

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
  Views pages = no_views();
  for (const PageLink& page : item.pages) {
    View one;
    put(one, "label", page.title);
    put(one, "url", safe_link(page.url));
    pages << one;
  }
  put_list(view, "pages", pages);
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

Views item_views(const Answer& answer) {
  Views list = no_views();
  for (const Item& item : answer.items) {
    View view = item.kind == Item::Kind::institution ? institution_view(item) : page_view(item);
    put(view, "snippet", item.snippet_html);
    list << view;
  }
  return list;
}

View choice(const Parameters& target, std::string_view label, std::size_t count, bool chosen) {
  View view;
  put(view, "link", to_query(target));
  put(view, "label", label);
  put(view, "count", count_text(count));
  put_flag(view, "counted", count > 0);
  put_flag(view, "chosen", chosen);
  return view;
}

View group(std::string_view title, const Views& choices) {
  View view;
  put(view, "title", title);
  view.set("choices", choices);
  return view;
}

/// The links that narrow a result; each keeps everything else of the question.
Views filter_views(const Parameters& p, const Answer& answer) {
  Views groups = no_views();
  Parameters base = p;
  base.page = 1;

  Views kinds = no_views();
  Parameters any = base;
  any.kind = Parameters::Kind::any;
  kinds << choice(any, "全部", 0, p.kind == Parameters::Kind::any);
  for (const Bucket& bucket : answer.by_kind) {
    Parameters target = base;
    target.kind = bucket.code == "page" ? Parameters::Kind::page : Parameters::Kind::institution;
    kinds << choice(target, bucket.label, bucket.count, target.kind == p.kind);
  }
  groups << group("找什么", kinds);

  Views types = no_views();
  Parameters every_type = base;
  every_type.types.clear();
  if (!p.types.empty()) types << choice(every_type, "不限类别", 0, false);
  for (const Bucket& bucket : answer.by_type) {
    const auto type = type_of_code(bucket.code);
    if (!type) continue;
    Parameters target = base;
    target.types = {*type};
    types << choice(target, bucket.label, bucket.count, p.types == target.types);
  }
  if (types.is_non_empty_list()) groups << group("机构类别", types);

  Views divisions = no_views();
  Parameters everywhere = base;
  everywhere.division.clear();
  if (!p.division.empty()) divisions << choice(everywhere, "不限地区", 0, false);
  for (const Bucket& bucket : answer.by_division) {
    Parameters target = base;
    target.division = bucket.code;
    divisions << choice(target, bucket.label, bucket.count, p.division == bucket.code);
  }
  if (divisions.is_non_empty_list()) groups << group("地区", divisions);

  Views opening = no_views();
  Parameters open = base;
  open.open_now = !p.open_now;
  opening << choice(open, "只看现在办公的", 0, p.open_now);
  groups << group("办公时间", opening);
  return groups;
}

Views sort_views(const Parameters& p) {
  Views list = no_views();
  const auto add = [&](Parameters::Sort sort, const char* label) {
    Parameters target = p;
    target.page = 1;
    target.sort = sort;
    list << choice(target, label, 0, p.sort == sort);
  };
  add(Parameters::Sort::relevance, "最相关");
  if (p.near) add(Parameters::Sort::distance, "最近");
  add(Parameters::Sort::date, "最新");
  return list;
}

void put_understood(View& view, const Understood& understood) {
  Views chips = no_views();
  const auto add = [&](const std::vector<CodeLabel>& labels) {
    for (const CodeLabel& one : labels) {
      View chip;
      put(chip, "label", one.label);
      chips << chip;
    }
  };
  add(understood.divisions);
  add(understood.types);
  add(understood.matters);
  add(understood.services);
  if (understood.open_now) add({{"open", "正在办公"}});
  put_list(view, "understood", chips);
}

/// The questions that take the words as they were typed.
void put_rewordings(View& view, const Parameters& p, const std::vector<Rewording>& rewordings) {
  Views list = no_views();
  for (const Rewording& one : rewordings) {
    Parameters target = p;
    target.page = 1;
    target.q = one.instead;
    View link;
    put(link, "typed", one.typed);
    put(link, "link", to_query(target));
    if (!one.instead.empty()) list << link;
  }
  put_list(view, "rewordings", list);
}

void put_cards(View& view, const std::vector<Card>& cards) {
  Views list = no_views();
  for (const Card& card : cards) {
    View one;
    put(one, "title", card.title);
    put(one, "text", card.text);
    put(one, "phone", card.phone);
    put(one, "source", card.source);
    put(one, "date", card.date);
    list << one;
  }
  put_list(view, "cards", list);
}

}  // namespace

std::string home_page(const Site& site, const Engine::Size& size) {
  View view;
  put(view, "box", search_box("", {}, true));
  Views hot = no_views();
  for (const char* word : kHotWords) {
    View one;
    put(one, "word", word);
    put(one, "link", percent_encode(word));
    hot << one;
  }
  put_list(view, "hot", hot);
  put(view, "institutions", count_text(size.institutions));
  put(view, "pages", count_text(size.pages));
  return page(site, {}, render("home", view));
}

std::string result_page(const Site& site, const Parameters& p, const Answer& answer) {
  View view;
  put(view, "box", search_box(p.q, p, false));
  put(view, "heading", "搜索结果");
  put_cards(view, answer.cards);
  put_understood(view, answer.understood);
  Views remarks = no_views();
  for (const std::string& remark : answer.remarks) {
    View one;
    put(one, "text", remark);
    remarks << one;
  }
  put_list(view, "remarks", remarks);
  put_rewordings(view, p, answer.understood.rewordings);
  view.set("filters", filter_views(p, answer));
  put_list(view, "sorts", sort_views(p));
  put(view, "total", count_text(answer.total));
  put(view, "start", std::to_string((p.page - 1) * p.size + 1));
  put_list(view, "items", item_views(answer));
  put_flag(view, "nothing", answer.items.empty());
  Parameters other = p;
  other.page = p.page - 1;
  put(view, "previous", p.page > 1 ? to_query(other) : "");
  other.page = p.page + 1;
  const bool more = static_cast<std::size_t>(p.page) * static_cast<std::size_t>(p.size) < answer.total;
  put(view, "next", more && p.page < kMaxPage ? to_query(other) : "");
  put(view, "page", std::to_string(p.page));
  // The title never echoes the question: it may be seen over a shoulder or in a shared browser's history.
  return page(site, {.title = "搜索结果", .refresh = false, .signed_in = false}, render("results", view));
}

}  // namespace lawhub
