#include "search/embed.h"

#include <algorithm>

#include "base/text.h"
#include "registry/division.h"
#include "search/discreet.h"
#include "search/view.h"

namespace lawhub {
namespace {

constexpr int kInFrame = 5, kAtDesk = 9;  // what fits a frame of a column, and the digits of a keyboard

// Also from file:, where clerks try it first; "*" would not match that (CSP 3 §6.7.2.8).
constexpr const char* kFramable =
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors http: "
    "https: file:";

bool has_question(const Parameters& p) {
  return !p.q.empty() || !p.types.empty() || !p.service.empty() || !p.matter.empty();
}

Answer ask(const Service& service, const Parameters& p) {
  return has_question(p) ? service.engine.search(p) : Answer();
}

View brief_view(const Item& item) {
  const bool page = item.kind == Item::Kind::page;
  View view;
  put(view, "url", page ? safe_link(item.url) : item.url);
  put(view, "name", page ? item.title : item.name);
  put(view, "type", page ? std::string_view("信息") : label_of(item.type));
  put(view, "place", page ? item.site : item.division_name);
  put(view, "address", item.address);
  put_list(view, "phones", phone_views(item.phones));
  put_flag(view, "open", item.open_now == OpenState::open);
  put_flag(view, "closed", item.open_now == OpenState::closed);
  return view;
}

/// What an operator sends to the caller: everything one needs to go there, in a few lines.
std::string message_of(const Item& item, const Site& site) {
  if (item.kind == Item::Kind::page) return item.title + "\n" + item.url;
  std::string text = item.name;
  for (const Phone& phone : item.phones) {
    if (phone.kind != "fax") text += "\n电话 " + phone.number + (phone.label.empty() ? "" : "(" + phone.label + ")");
  }
  if (!item.address.empty()) text += "\n地址 " + item.address;
  if (const std::string hours = hours_in_words(item.hours); !hours.empty()) text += "\n" + hours;
  if (!item.remark.empty()) text += "\n" + item.remark;
  return text + "\n" + site.url + item.url + "\n公共法律服务热线 12348";
}

struct Picked {
  NamedValues query;
  std::size_t place = 1;  ///< from 1
};

/// Takes pick= out of the query; anything but a digit picks the first.
Picked read_pick(const NamedValues& query) {
  Picked picked;
  for (const auto& [name, value] : query) {
    if (name != "pick") {
      picked.query.emplace_back(name, value);
    } else if (value.size() == 1 && value[0] >= '1' && value[0] <= '9') {
      picked.place = static_cast<std::size_t>(value[0] - '0');
    }
  }
  return picked;
}

void put_box(View& view, const Site& site, const Parameters& p, bool discreet) {
  const Division* division = Divisions::get().find(p.division);
  put(view, "site", site.name);
  put(view, "q", discreet ? std::string() : p.q);
  put(view, "division", p.division);
  put(view, "where", division == nullptr ? "" : std::string_view(division->name));
}

void put_card(View& view, const Answer& answer) {
  const Card* card = answer.cards.empty() ? nullptr : &answer.cards.front();
  put(view, "card", card == nullptr ? "" : card->title);
  put(view, "card_text", card == nullptr ? "" : card->text);
  put(view, "card_phone", card == nullptr ? "" : card->phone);
}

}  // namespace

Response show_embed(const Call& call) {
  const auto query = read_discreet(call.request.query);
  auto parameters = read_parameters(query);
  if (!parameters) return refusal(call, parameters.error());
  parameters->size = kInFrame;
  const Site& site = call.service.site;
  const Answer answer = ask(call.service, *parameters);
  const bool discreet = is_sensitive(answer.understood);
  if (discreet && !value_of(call.request.query, "q").empty()) {
    parameters->size = Parameters().size;
    return redirect(303, "/embed?" + discreet_query(*parameters));
  }
  View view;
  put_box(view, site, *parameters, discreet);
  put_card(view, answer);
  Views items = no_views();
  for (const Item& item : answer.items) items << brief_view(item);
  put_list(view, "items", items);
  put(view, "total", count_text(answer.total));
  parameters->size = Parameters().size;
  put(view, "all", discreet ? discreet_query(*parameters) : to_query(*parameters));
  put_flag(view, "asked", has_question(*parameters));
  auto response = html_response(render("embed", view));
  response.headers.emplace_back("Content-Security-Policy", kFramable);
  return response;
}

Response show_hotline(const Call& call) {
  const Picked picked = read_pick(call.request.query);
  auto parameters = read_parameters(picked.query);
  if (!parameters) return refusal(call, parameters.error());
  parameters->size = kAtDesk;
  const Site& site = call.service.site;
  const Answer answer = ask(call.service, *parameters);
  View view;
  put_box(view, site, *parameters, false);
  put_card(view, answer);
  Views items = no_views();
  for (std::size_t i = 0; i < answer.items.size(); ++i) {
    View one = brief_view(answer.items[i]);
    put(one, "key", std::to_string(i + 1));
    put(one, "link", to_query(*parameters) + "&pick=" + std::to_string(i + 1));
    put_flag(one, "chosen", i + 1 == picked.place);
    items << one;
  }
  put_list(view, "items", items);
  put(view, "total", count_text(answer.total));
  put_list(view, "remarks", text_views(answer.remarks));
  const bool any = picked.place <= answer.items.size();
  put(view, "message", any ? message_of(answer.items[picked.place - 1], site) : "");
  put_flag(view, "asked", has_question(*parameters));
  return html_response(page(site, {.title = "热线坐席", .column = "热线坐席"}, render("hotline", view)));
}

}  // namespace lawhub
