#include "search/ticket_desk.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/log.h"
#include "base/result.h"
#include "base/text.h"
#include "registry/source.h"
#include "registry/tickets.h"
#include "search/report_table.h"
#include "search/view.h"

namespace lawhub {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kPageSize = 50;
constexpr std::int64_t kMostPages = 10'000;

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

struct Asked {
  TicketFilter filter;
  std::string state = "open";
  std::int64_t page = 1;
};

tl::expected<Asked, Refused> read_asked(const Call& call) {
  const auto& query = call.request.query;
  Asked out;
  out.filter.within = call.account.sources;
  if (const auto state = value_of(query, "state"); !state.empty()) out.state = state;
  if (out.state != "all") {
    out.filter.state = ticket_state_of(out.state);
    if (!out.filter.state) {
      return tl::unexpected(Refused{400, "bad-value", "state 应是 open、answered、ended 或 all。", "state", 0});
    }
  }
  out.filter.division = value_of(query, "division");
  if (!std::all_of(out.filter.division.begin(), out.filter.division.end(),
                   [](char c) { return c >= '0' && c <= '9'; })) {
    return tl::unexpected(Refused{400, "bad-value", "division 应是行政区划代码。", "division", 0});
  }
  out.filter.source = value_of(query, "source");
  const auto page = value_of(query, "page");
  if (!page.empty() && (!parse_number(page, out.page) || out.page < 1 || out.page > kMostPages)) {
    return tl::unexpected(Refused{400, "bad-value", "page 应是正整数。", "page", 0});
  }
  out.filter.limit = kPageSize;
  out.filter.offset = kPageSize * static_cast<std::size_t>(out.page - 1);
  return out;
}

struct Found {
  std::vector<Ticket> tickets;
  std::size_t total = 0;
  std::map<std::string, Source> sources;
  std::string name_of(const std::string& source) const {
    const auto found = sources.find(source);
    return found == sources.end() ? source : found->second.name;
  }
};

Found find_tickets(const Call& call, const TicketFilter& filter) {
  return call.service.stores.read([&](Database& db) {
    const Tickets tickets(db);
    return Found{tickets.list(filter), tickets.count(filter), sources_by_id(db)};
  });
}

Json side_json(const Assertion& a, const Found& found) {
  return {{"source", {{"id", a.source}, {"name", found.name_of(a.source)}}},
          {"value", a.value_text},
          {"url", a.url},
          {"asserted_at", a.asserted_at == 0 ? Json() : Json(iso_instant(a.asserted_at))}};
}

Json ticket_json(const Ticket& t, const Found& found) {
  return {{"id", t.id},
          {"institution", t.institution},
          {"name", t.name},
          {"kind", code_of(t.what.kind)},
          {"kind_label", label_of(t.what.kind)},
          {"field", field_name(t.what.field)},
          {"field_label", field_label(t.what.field)},
          {"shown", side_json(t.what.shown, found)},
          {"other", side_json(t.what.other, found)},
          {"division", t.division},
          {"bureau", bureau_of(t)},
          {"opened_at", iso_instant(t.opened_at)},
          {"deadline", iso_instant(t.deadline)},
          {"state", code_of(t.state)},
          {"closed_at", t.closed_at == 0 ? Json() : Json(iso_instant(t.closed_at))},
          {"answered_by", t.answer.by.empty() ? Json() : Json(t.answer.by)},
          {"answer", t.answer.reason}};
}

View ticket_view(const Ticket& t, const Found& found, Instant now) {
  View view;
  put(view, "id", std::to_string(t.id));
  put(view, "institution", t.institution);
  put(view, "name", t.name);
  put(view, "kind", label_of(t.what.kind));
  put(view, "field", field_label(t.what.field));
  for (const auto& [side, a] : {std::pair{"shown", &t.what.shown}, std::pair{"other", &t.what.other}}) {
    View one;
    put(one, "value", a->value_text);
    put(one, "source", found.name_of(a->source));
    put(one, "date", day_text(a->asserted_at));
    put(one, "url", safe_link(a->url));
    view.set(side, one);
  }
  put(view, "bureau", bureau_of(t));
  put(view, "deadline", day_text(t.deadline));
  put(view, "state", label_of(t.state));
  put(view, "answered_by", t.answer.by);
  put(view, "answer", t.answer.reason);
  put_flag(view, "open", t.state == TicketState::open);
  put_flag(view, "late", t.state == TicketState::open && t.deadline < now);
  return view;
}

ReportTable table_of(const Found& found) {
  ReportTable out;
  out.columns = {
      {"id", "编号"},          {"institution", "机构编号"}, {"name", "机构"},          {"kind", "情况"},
      {"field", "项目"},       {"shown", "现在显示"},       {"shown_by", "来源"},      {"shown_at", "日期"},
      {"other", "另一种说法"}, {"other_by", "来源"},        {"other_at", "日期"},      {"bureau", "请谁核实"},
      {"deadline", "期限"},    {"state", "状态"},           {"answered_by", "答复人"}, {"answer", "答复"}};
  for (const auto& t : found.tickets) {
    const auto& [shown, other] = std::tie(t.what.shown, t.what.other);
    out.rows.push_back({t.id, t.institution, t.name, std::string(label_of(t.what.kind)),
                        std::string(field_label(t.what.field)), shown.value_text, found.name_of(shown.source),
                        day_text(shown.asserted_at), other.value_text, found.name_of(other.source),
                        day_text(other.asserted_at), bureau_of(t), day_text(t.deadline), std::string(label_of(t.state)),
                        t.answer.by, t.answer.reason});
  }
  return out;
}

/// The ticket of the route's {id} once it is answered.
tl::expected<Ticket, Refused> answer(const Call& call, const std::string& text) {
  std::int64_t id = 0;
  if (!parse_number(call.captures[0], id)) return tl::unexpected(Refused{404, "not-found", "没有这张工单。", "", 0});
  if (text.empty()) return tl::unexpected(Refused{400, "missing-parameter", "请写明答复。", "answer", 0});
  const auto now = call.service.clock.now();
  return call.service.stores.write([&](Database& db) -> tl::expected<Ticket, Refused> {
    Tickets tickets(db);
    const bool answered = tickets.answer(id, {call.account.name, text}, now);
    const auto ticket = tickets.find(id);
    if (!ticket) return tl::unexpected(Refused{404, "not-found", "没有这张工单。", "", 0});
    if (!answered) return tl::unexpected(Refused{409, "ended", "这张工单已经结束。", "", 0});
    spdlog::info("{} answered ticket {}", call.account.name, id);
    return *ticket;
  });
}

}  // namespace

Response show_tickets(const Call& call) {
  const auto asked = read_asked(call);
  if (!asked) return refusal(call, asked.error());
  const auto found = find_tickets(call, asked->filter);
  View view;
  put(view, "csrf", call.session.csrf);
  put(view, "state", asked->state);
  put(view, "division", asked->filter.division);
  put(view, "source", asked->filter.source);
  put(view, "total", count_text(found.total));
  put(view, "previous", asked->page > 1 ? std::to_string(asked->page - 1) : "");
  put(view, "next", found.total > asked->filter.offset + kPageSize ? std::to_string(asked->page + 1) : "");
  Views rows = no_views();
  for (const auto& ticket : found.tickets) rows << ticket_view(ticket, found, call.service.clock.now());
  put_list(view, "tickets", rows);
  return html_response(
      page(call.service.site, {.title = "待核实的矛盾", .refresh = false, .signed_in = true}, render("tickets", view)));
}

Response send_tickets_csv(const Call& call) {
  auto asked = read_asked(call);
  if (!asked) return refusal(call, asked.error());
  asked->filter.offset = 0;
  asked->filter.limit = kPageSize * kMostPages;
  return csv_response(table_of(find_tickets(call, asked->filter)), "tickets.csv");
}

Response answer_ticket(const Call& call) {
  const auto ticket = answer(call, std::string(trim(value_of(call.form, "answer"))));
  return ticket ? redirect(303, "/admin/tickets") : refusal(call, ticket.error());
}

Response api_tickets(const Call& call) {
  const auto asked = read_asked(call);
  if (!asked) return refusal(call, asked.error());
  const auto found = find_tickets(call, asked->filter);
  Json list = Json::array();
  for (const auto& ticket : found.tickets) list.push_back(ticket_json(ticket, found));
  return json_response(dump({{"total", found.total}, {"page", asked->page}, {"tickets", std::move(list)}}));
}

Response api_answer_ticket(const Call& call) {
  const auto json = Json::parse(call.request.body, nullptr, false);
  if (!json.is_object() || json.size() != 1 || !json.contains("answer") || !json["answer"].is_string()) {
    return refusal(call, Refused{400, "bad-json", "内容应是 {\"answer\":\"…\"}。", "answer", 0});
  }
  const auto ticket = answer(call, std::string(trim(json["answer"].get<std::string>())));
  if (!ticket) return refusal(call, ticket.error());
  const auto sources = call.service.stores.read([](Database& db) { return sources_by_id(db); });
  return json_response(dump(ticket_json(*ticket, {{}, 0, sources})));
}

}  // namespace lawhub
