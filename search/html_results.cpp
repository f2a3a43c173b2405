// The result page.
#include "search/discreet.h"
#include "search/result_items.h"
#include "search/view.h"

namespace lawhub {

namespace {

View choice(const std::string& link, std::string_view label, std::size_t count, bool chosen) {
  View view;
  put(view, "link", link);
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

/// Types, divisions …: the buckets of one facet as links, and one that takes the choice back.
template <class Aim>
Views facet_views(const Parameters& base, const std::vector<Bucket>& buckets, Aim aim, ResultLink link) {
  Views list = no_views();
  for (const Bucket& bucket : buckets) {
    Parameters target = base;
    if (!aim(target, bucket.code)) continue;
    list << choice(link(target), bucket.label, bucket.count, to_query(target) == to_query(base));
  }
  return list;
}

View kind_views(const Parameters& base, const Answer& answer, ResultLink link) {
  Parameters any = base;
  any.kind = Parameters::Kind::any;
  Views list = facet_views(
      base, answer.by_kind,
      [](Parameters& target, std::string_view code) {
        target.kind = code == "page" ? Parameters::Kind::page : Parameters::Kind::institution;
        return true;
      },
      link);
  if (base.kind != Parameters::Kind::any) list << choice(link(any), "机构和信息都看", 0, false);
  return list;
}

View type_views(const Parameters& base, const Answer& answer, ResultLink link) {
  Parameters every = base;
  every.types.clear();
  Views list = facet_views(
      base, answer.by_type,
      [](Parameters& target, std::string_view code) {
        const auto type = type_of_code(code);
        if (type) target.types = {*type};
        return type.has_value();
      },
      link);
  if (!base.types.empty()) list << choice(link(every), "不限类别", 0, false);
  return list;
}

View place_views(const Parameters& base, const Answer& answer, ResultLink link) {
  Parameters everywhere = base;
  everywhere.division.clear();
  Views list = facet_views(
      base, answer.by_division,
      [](Parameters& target, std::string_view code) {
        target.division = code;
        return true;
      },
      link);
  if (!base.division.empty()) list << choice(link(everywhere), "不限地区", 0, false);
  return list;
}

/// The links that narrow a result; each keeps everything else of the question.
Views filter_views(const Parameters& p, const Answer& answer, ResultLink link) {
  Parameters base = p;
  base.page = 1;
  Parameters open = base;
  open.open_now = !p.open_now;
  Views opening = no_views();
  opening << choice(link(open), p.open_now ? "不限办公时间" : "只看现在办公的", 0, false);
  Views groups = no_views();
  for (const auto& [title, choices] :
       {std::pair{"机构类别", type_views(base, answer, link)}, std::pair{"地区", place_views(base, answer, link)},
        std::pair{"办公时间", opening}, std::pair{"找什么", kind_views(base, answer, link)}}) {
    if (choices.is_non_empty_list()) groups << group(title, choices);
  }
  return groups;
}

Views sort_views(const Parameters& p, ResultLink link) {
  Views list = no_views();
  const auto add = [&](Parameters::Sort sort, const char* label) {
    Parameters target = p;
    target.page = 1;
    target.sort = sort;
    list << choice(link(target), label, 0, p.sort == sort);
  };
  add(Parameters::Sort::relevance, "最相关");
  if (p.near) add(Parameters::Sort::distance, "最近");
  add(Parameters::Sort::date, "最新");
  return list;
}

/// What was understood; where a name means several places, each is a link that asks for it alone.
void put_understood(View& view, const Parameters& p, const Understood& understood, ResultLink link) {
  Views chips = no_views();
  const auto add = [&](const CodeLabel& label, const std::string& to) {
    View chip;
    put(chip, "label", label.label);
    put(chip, "link", to);
    chips << chip;
  };
  for (const CodeLabel& division : understood.divisions) {
    Parameters there = p;
    there.page = 1;
    there.division = division.code;
    add(division, understood.divisions.size() > 1 ? link(there) : std::string());
  }
  for (const auto* labels : {&understood.types, &understood.matters, &understood.services}) {
    for (const CodeLabel& one : *labels) add(one, "");
  }
  if (understood.open_now) add({"open", "正在办公"}, "");
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
    put_flag(one, "urgent", card.phone == "110");  // the police: nothing else waits as little
    list << one;
  }
  put_list(view, "cards", list);
}

void put_pages(View& view, const Parameters& p, std::size_t total, ResultLink link) {
  Parameters other = p;
  other.page = p.page - 1;
  put(view, "previous", p.page > 1 ? link(other) : "");
  other.page = p.page + 1;
  const bool more = static_cast<std::size_t>(p.page) * static_cast<std::size_t>(p.size) < total;
  put(view, "next", more && p.page < kMaxPage ? link(other) : "");
  put(view, "page", std::to_string(p.page));
}

}  // namespace

std::string result_page(const Site& site, const Parameters& p, const Answer& answer) {
  const bool sensitive = is_sensitive(answer.understood);
  const ResultLink link = sensitive ? discreet_query : to_query;
  View view;
  put(view, "box", search_box(sensitive ? "" : p.q, p, false));
  put(view, "heading", "搜索结果");
  put_cards(view, answer.cards);
  put_understood(view, p, answer.understood, link);
  put_list(view, "remarks", text_views(answer.remarks));
  if (!sensitive) put_rewordings(view, p, answer.understood.rewordings);
  view.set("filters", filter_views(p, answer, link));
  put_list(view, "sorts", sort_views(p, link));
  put(view, "total", count_text(answer.total));
  view.set("groups", group_views(p, answer, link));
  put_flag(view, "nothing", answer.items.empty());
  put_pages(view, p, answer.total, link);
  // The title never echoes the question: it may be seen over a shoulder or in a shared browser's history.
  Layout layout{.title = "搜索结果", .column = "搜索"};
  layout.quick_exit = sensitive;
  return page(site, layout, render("results", view));
}

}  // namespace lawhub
