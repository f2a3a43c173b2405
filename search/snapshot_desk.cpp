#include "search/snapshot_desk.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/log.h"
#include "base/result.h"
#include "base/text.h"
#include "registry/rollback.h"
#include "search/difference_face.h"
#include "search/snapshot_page.h"

namespace lawhub {
namespace {

using Json = nlohmann::ordered_json;

Json instant_or_null(Instant t) { return t == 0 ? Json() : Json(iso_instant(t)); }

Json snapshot_json(const SnapshotInfo& s) {
  Json out{{"id", s.id},
           {"source", s.source},
           {"state", s.state},
           {"taken_at", iso_instant(s.taken_at)},
           {"records", s.observations},
           {"reason", s.reason}};
  out["job"] = s.job == 0 ? Json() : Json(s.job);
  out["decided_by"] = s.decided.by.empty() ? Json() : Json(s.decided.by);
  out["decided_at"] = instant_or_null(s.decided_at);
  out["decision"] = s.decided.reason;
  out["restores"] = s.restores == 0 ? Json() : Json(s.restores);
  out["kept"] = s.kept;
  return out;
}

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string list_json(const std::vector<SnapshotInfo>& snapshots) {
  Json list = Json::array();
  for (const auto& s : snapshots) list.push_back(snapshot_json(s));
  return dump({{"snapshots", std::move(list)}});
}

std::optional<SnapshotInfo> find_snapshot(const Call& call, Database& db) {
  std::int64_t id = 0;
  return parse_number(call.captures[0], id) ? Register(db).snapshot(id) : std::nullopt;
}

std::optional<SnapshotInfo> snapshot_of(const Call& call) {
  return call.service.stores.read([&](Database& db) { return find_snapshot(call, db); });
}

/// What a waiting snapshot would change.
std::optional<Difference> difference_of(const Call& call, const SnapshotInfo& s) {
  if (!s.waiting) return {};
  return call.service.stores.read([&](Database& db) { return difference(db, waiting_proposal(db, s.id)); });
}

enum class Act { approve, reject, roll_back };

const char* refusal_of(Act act, const SnapshotInfo& s, const Word& word) {
  if (act != Act::approve && word.reason.empty()) return "请写明理由。";
  if (act == Act::roll_back) return s.kept ? nullptr : "这个快照已不再保留,或者就是现在的内容。";
  const bool open = act == Act::approve ? s.waiting : s.state == "held";
  return open ? nullptr : "这个快照已不在等待处理。";
}

struct Done {
  SnapshotInfo before;
  Acceptance acceptance;
};

/// Does it in one transaction, so that nobody decides the same at the same time.
tl::expected<Done, Refused> decide(const Call& call, Act act, const std::string& reason) {
  const Word word{call.account.name, reason};
  tl::expected<Done, Refused> out;
  auto& clock = call.service.clock;
  call.service.stores.write([&](Database& db) {
    db.transaction([&] {
      const auto s = find_snapshot(call, db);
      if (!s) {
        out = tl::unexpected(Refused{404, "not-found", "没有这个快照。", "", 0});
        return;
      }
      if (const char* why = refusal_of(act, *s, word)) {
        const bool reasonless = act != Act::approve && reason.empty();
        out = tl::unexpected(Refused{reasonless ? 400 : 409, reasonless ? "missing-parameter" : "ended", why,
                                     reasonless ? "reason" : "", 0});
        return;
      }
      out = Done{*s, {}};
      if (act == Act::approve) out->acceptance = approve(db, s->id, word, clock);
      if (act == Act::reject) reject(db, s->id, word, clock);
      if (act == Act::roll_back) out->acceptance = roll_back(db, s->id, word, clock);
    });
    return true;
  });
  if (out) {
    const char* verb = act == Act::approve ? "approved" : act == Act::reject ? "rejected" : "rolled back to";
    spdlog::info("{} {} snapshot {} of {}", call.account.name, verb, out->before.id, out->before.source);
  }
  return out;
}

Response decide_by_form(const Call& call, Act act) {
  auto done = decide(call, act, std::string(trim(value_of(call.form, "reason"))));
  if (!done) return refusal(call, done.error());
  return redirect(303, "/admin/sources/" + done->before.source + "/snapshots");
}

Response decide_by_api(const Call& call, Act act) {
  const auto json = Json::parse(call.request.body.empty() ? "{}" : call.request.body, nullptr, false);
  const bool known =
      json.is_object() && (json.empty() || (json.size() == 1 && json.contains("reason") && json["reason"].is_string()));
  if (!known) return refusal(call, Refused{400, "bad-json", "内容应是 {\"reason\":\"…\"}。", "reason", 0});
  auto done = decide(call, act, std::string(trim(json.value("reason", std::string()))));
  if (!done) return refusal(call, done.error());
  auto out = snapshot_json(*snapshot_of(call));
  out["added"] = done->acceptance.added;
  out["changed"] = done->acceptance.changed;
  out["removed"] = done->acceptance.removed;
  return json_response(dump(out));
}

std::vector<SnapshotInfo> snapshots_of_source(const Call& call) {
  return call.service.stores.read([&](Database& db) { return Register(db).snapshots_of(call.captures[0]); });
}

std::vector<SnapshotInfo> held_of_all(const Call& call) {
  auto held = call.service.stores.read([](Database& db) { return Register(db).held_snapshots(); });
  std::erase_if(held, [&](const SnapshotInfo& s) { return !call.account.serves(s.source); });
  return held;
}

}  // namespace

Response show_held(const Call& call) {
  return html_response(snapshots_page(call.service.site, call.session, "", held_of_all(call)));
}

Response show_snapshots(const Call& call) {
  const auto source = call.service.stores.read([&](Database& db) { return Sources(db).find(call.captures[0]); });
  if (!source) return not_found(call);
  return html_response(snapshots_page(call.service.site, call.session, source->name, snapshots_of_source(call)));
}

Response show_snapshot(const Call& call) {
  const auto s = snapshot_of(call);
  if (!s) return not_found(call);
  return html_response(snapshot_page(call.service.site, call.session, *s, difference_of(call, *s)));
}

Response approve_snapshot(const Call& call) { return decide_by_form(call, Act::approve); }
Response reject_snapshot(const Call& call) { return decide_by_form(call, Act::reject); }
Response roll_back_snapshot(const Call& call) { return decide_by_form(call, Act::roll_back); }

Response api_held(const Call& call) { return json_response(list_json(held_of_all(call))); }
Response api_snapshots(const Call& call) { return json_response(list_json(snapshots_of_source(call))); }

Response api_snapshot(const Call& call) {
  const auto s = snapshot_of(call);
  if (!s) return not_found(call);
  auto out = snapshot_json(*s);
  if (const auto d = difference_of(call, *s)) out["difference"] = difference_json(*d);
  return json_response(dump(out));
}

Response api_approve_snapshot(const Call& call) { return decide_by_api(call, Act::approve); }
Response api_reject_snapshot(const Call& call) { return decide_by_api(call, Act::reject); }
Response api_roll_back_snapshot(const Call& call) { return decide_by_api(call, Act::roll_back); }

}  // namespace lawhub
