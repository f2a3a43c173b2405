#include "search/source_desk.h"

#include <stdexcept>

#include "base/signature.h"
#include "base/text.h"
#include "feeds/sources_file.h"
#include "registry/source_changes.h"
#include "search/source_form.h"
#include "search/source_status.h"

namespace lawhub {
namespace {

constexpr std::size_t kChangesShown = 30;

std::optional<Source> find_source(const Call& call, std::string_view id) {
  return call.service.stores.read([&](Database& db) { return Sources(db).find(id); });
}

std::optional<SourceChange> change_of(const Call& call) {
  std::int64_t number = 0;
  if (!parse_number(call.captures[0], number)) return {};
  return call.service.stores.operators(
      [&](Operators& db) { return SourceChanges(db, call.service.clock).find(number); });
}

Source wanted_by(const SourceChange& change) { return read_sources(change.definition).at(0); }

std::string page_of(std::int64_t change) { return "/admin/source-changes/" + std::to_string(change); }

std::int64_t ask(const Call& call, const Source& wanted, const std::string& reason) {
  return call.service.stores.operators([&](Operators& db) {
    return SourceChanges(db, call.service.clock).ask(wanted.id, write_sources({wanted}), call.account.name, reason);
  });
}

/// Enters a new one so that it can be tried, and nothing more.
void enter_for_trial(const Call& call, Source source) {
  source.enabled = false;
  source.allow.clear();
  source.ports.clear();
  call.service.stores.write([&](Database& db) {
    Sources(db).put(source);
    return true;
  });
}

Response decide(const Call& call, std::string_view state) {
  const auto change = change_of(call);
  if (!change) return not_found(call);
  const std::string reason(trim(value_of(call.form, "reason")));
  if (reason.empty()) return refusal(call, Refused{400, "missing-parameter", "请写明理由。", "reason", 0});
  if (change->state != "waiting") return refusal(call, Refused{409, "ended", "这项改动已经处理过了。", "", 0});
  if (state == "approved") {
    call.service.stores.write([&](Database& db) {
      Sources(db).put(wanted_by(*change));
      return true;
    });
  }
  call.service.stores.operators([&](Operators& db) {
    return SourceChanges(db, call.service.clock).decide(change->number, state, call.account.name, reason);
  });
  return redirect(303, page_of(change->number));
}

}  // namespace

Response show_source_desk(const Call& call) {
  const auto statuses =
      call.service.stores.read([&](Database& db) { return all_source_statuses(db, call.service.clock); });
  const auto changes = call.service.stores.operators(
      [&](Operators& db) { return SourceChanges(db, call.service.clock).latest(kChangesShown); });
  return html_response(source_desk_page(call.service.site, call.session, statuses, changes));
}

Response show_source_form(const Call& call) {
  const auto id = value_of(call.request.query, "id");
  Source source;
  if (!id.empty()) {
    auto found = find_source(call, id);
    if (!found) return not_found(call);
    source = std::move(*found);
  }
  return html_response(source_form_page(call.service.site, call.session, fields_of(source), !id.empty(), ""));
}

Response ask_source_change(const Call& call) {
  const auto wanted = source_of_form(call.form);
  const std::string reason(trim(value_of(call.form, "reason")));
  const auto known = wanted ? find_source(call, wanted->id) : std::nullopt;
  const bool is_new = value_of(call.form, "new") == "yes";
  std::string problem = !wanted ? wanted.error() : reason.empty() ? "请写明理由。" : "";
  if (problem.empty() && is_new && known) problem = "已经有这个编号的来源了。";
  if (!problem.empty())
    return html_response(source_form_page(call.service.site, call.session, call.form, !is_new, problem), 400);
  if (!known) enter_for_trial(call, *wanted);
  return redirect(303, page_of(ask(call, *wanted, reason)));
}

Response show_source_change(const Call& call) {
  const auto change = change_of(call);
  if (!change) return not_found(call);
  return html_response(source_change_page(call.service.site, call.session, *change, find_source(call, change->source),
                                          wanted_by(*change)));
}

Response approve_source_change(const Call& call) { return decide(call, "approved"); }
Response reject_source_change(const Call& call) { return decide(call, "rejected"); }

Response revoke_source_key(const Call& call) {
  const bool revoked = call.service.stores.write([&](Database& db) {
    return Sources(db).revoke(call.captures[0], value_of(call.form, "key"), call.service.clock.now());
  });
  if (!revoked) return refusal(call, Refused{404, "not-found", "没有这个密钥,或已经吊销。", "key", 0});
  return redirect(303, "/admin/sources");
}

}  // namespace lawhub
