#include "search/report_form.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "registry/register.h"
#include "registry/tickets.h"
#include "search/view.h"

namespace lawhub {
namespace {

constexpr std::size_t kMostWords = 300;  // characters: what a clerk reads in one go

struct Choice {
  Field field;
  std::string_view label;
};
constexpr std::array kChoices = {
    Choice{Field::status, "已经关门、搬走或注销"},
    Choice{Field::phones, "电话打不通或不对"},
    Choice{Field::address, "地址不对"},
    Choice{Field::hours, "办公时间不对"},
    Choice{Field::name, "名称不对"},
    Choice{Field::services, "办的事情、收费或材料不对"},
    Choice{Field::website, "网站打不开或不对"},
    Choice{Field::position, "地图上的位置不对"},
    Choice{Field::description, "其他"},
};

const Choice* choice_of(std::string_view name) {
  const auto* found = std::find_if(kChoices.begin(), kChoices.end(),
                                   [&](const Choice& choice) { return field_name(choice.field) == name; });
  return found == kChoices.end() ? nullptr : found;
}

struct Draft {
  std::string field, words, trouble;
};

Response form_page(const Call& call, const Institution& institution, const Draft& draft, int status) {
  View view;
  put(view, "id", institution.id);
  put(view, "name", institution.record.name);
  put(view, "words", draft.words);
  put(view, "trouble", draft.trouble);
  Views choices = no_views();
  for (const Choice& choice : kChoices) {
    View one;
    put(one, "value", field_name(choice.field));
    put(one, "label", choice.label);
    put(one, "shown", shorten(field_text(institution.record, choice.field), 60));
    put_flag(one, "chosen", field_name(choice.field) == draft.field);
    choices << one;
  }
  put_list(view, "choices", choices);
  return html_response(
      page(call.service.site, {.title = "信息有误", .column = "信息有误"}, render("report_form", view)), status);
}

Response thanks_page(const Call& call, const Institution& institution, const Ticket& ticket) {
  View view;
  put(view, "id", institution.id);
  put(view, "name", institution.record.name);
  put(view, "ticket", std::to_string(ticket.id));
  put(view, "bureau", bureau_of(ticket));
  put(view, "deadline", day_text(ticket.deadline));
  return html_response(
      page(call.service.site, {.title = "收到了,谢谢您", .column = "信息有误"}, render("report_thanks", view)));
}

std::optional<Institution> institution_of(const Call& call) {
  return call.service.stores.read([&](Database& db) { return Register(db).find(call.captures[0]); });
}

std::string trouble_with(const Draft& draft) {
  if (choice_of(draft.field) == nullptr) return "请选一项哪里不对。";
  if (draft.words.empty()) return "请写一句正确的是什么,或者您看到的情况。";
  if (count_code_points(draft.words) > kMostWords) return "太长了,请写在 300 字以内。";
  return {};
}

}  // namespace

Response show_report_form(const Call& call) {
  const auto institution = institution_of(call);
  if (!institution) return not_found(call);
  if (institution->id != call.captures[0]) return redirect(301, "/institutions/" + institution->id + "/report");
  return form_page(call, *institution, {std::string(value_of(call.request.query, "field")), "", ""}, 200);
}

Response take_report(const Call& call) {
  const auto institution = institution_of(call);
  if (!institution) return not_found(call);
  Draft draft{std::string(value_of(call.form, "field")), squeeze(value_of(call.form, "words")), ""};
  draft.trouble = is_valid_utf8(value_of(call.form, "words")) ? trouble_with(draft) : "这不是有效的文字。";
  if (!draft.trouble.empty()) return form_page(call, *institution, draft, 400);
  const Instant now = call.service.clock.now();
  if (!call.service.reports.allow(call.request.peer, now)) {
    return refusal(call, Refused{429, "too-many", "您提交得太快了,请过一分钟再试。", "", 0});
  }
  const auto ticket = call.service.stores.write(
      [&](Database& db) { return Tickets(db).report(*institution, choice_of(draft.field)->field, draft.words, now); });
  if (ticket) return thanks_page(call, *institution, *ticket);
  return refusal(call, Refused{503, "enough", "这家机构已经有很多人反映,或者同样的情况刚刚核实过。谢谢您。", "", 0});
}

}  // namespace lawhub
