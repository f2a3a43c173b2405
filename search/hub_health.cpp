#include "search/hub_health.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "indexer/generation.h"
#include "registry/decisions.h"
#include "registry/register.h"
#include "registry/safety.h"
#include "registry/tickets.h"
#include "search/view.h"

namespace lawhub {
namespace {

using Json = nlohmann::ordered_json;

constexpr Instant kDay = 86'400;

/// Every figure once: its key, what it is called, where it stands.
struct Figure {
  const char* key;
  const char* label;
  std::int64_t HubHealth::*value;
};
constexpr std::array kFigures{
    Figure{"institutions", "索引里的机构", &HubHealth::institutions},
    Figure{"pages", "索引里的网页", &HubHealth::pages},
    Figure{"lag", "还没进索引的改动", &HubHealth::lag},
    Figure{"disk_free", "剩余磁盘(字节)", &HubHealth::disk_free},
    Figure{"disk_size", "磁盘大小(字节)", &HubHealth::disk_size},
    Figure{"queued", "排队的任务", &HubHealth::queued},
    Figure{"running", "进行中的任务", &HubHealth::running},
    Figure{"silent", "没有回音的任务", &HubHealth::silent},
    Figure{"held", "待审的内容", &HubHealth::held},
    Figure{"questions", "待认定的机构", &HubHealth::questions},
    Figure{"tickets", "待核实的矛盾", &HubHealth::tickets},
    Figure{"late_tickets", "其中已过期", &HubHealth::late_tickets},
    Figure{"sources", "启用的来源", &HubHealth::sources},
};

void read_index(const Config& config, Database& db, HubHealth& out) {
  const Generations generations(config.index());
  const auto current = generations.current();
  if (!current) {
    out.alerts.emplace_back("还没有索引,查询没有结果。");
    return;
  }
  const auto info = generations.describe(*current);
  out.generation = info.name;
  out.institutions = static_cast<std::int64_t>(info.institutions);
  out.pages = static_cast<std::int64_t>(info.pages);
  out.lag = Register(db).last_sequence() - info.institution_sequence;
  if (out.lag > safety("alert_lag_steps"))
    out.alerts.push_back(fmt::format("索引落后 {} 步,索引程序可能停了。", out.lag));
}

void read_disk(const Config& config, HubHealth& out) {
  const auto space = std::filesystem::space(config.data);
  out.disk_free = static_cast<std::int64_t>(space.available);
  out.disk_size = static_cast<std::int64_t>(space.capacity);
  if (out.disk_free * 100 < out.disk_size * safety("alert_free_percent"))
    out.alerts.push_back(fmt::format("磁盘只剩 {} MB。", out.disk_free >> 20));
}

void read_jobs(const Journal& journal, Instant now, HubHealth& out) {
  for (const auto& job : journal.unfinished()) {
    ++(job.state == JobState::queued ? out.queued : out.running);
    if (is_silent(job, now)) ++out.silent;
  }
  if (out.silent > 0) out.alerts.push_back(fmt::format("{} 个任务没有回音,采集程序可能停了。", out.silent));
}

void read_sources(Database& db, const Journal& journal, Instant now, HubHealth& out) {
  for (const auto& source : Sources(db).all()) {
    if (!source.enabled) continue;
    ++out.sources;
    if (source.interval_minutes == 0 || source.kind == SourceKind::upload) continue;
    const auto success = journal.last_success_of(source.id);
    const auto last = journal.last_of(source.id);
    if (!last) continue;  // it was only just entered
    const Instant since = success ? success->finished_at : 0;
    if (now - since > safety("alert_late_intervals") * source.interval_minutes * 60) out.late.push_back(source.id);
  }
  if (!out.late.empty())
    out.alerts.push_back(fmt::format("{} 个来源很久没有采集成功:{}。", out.late.size(), join(out.late, "、")));
}

void read_people(Database& db, Instant now, HubHealth& out) {
  Instant oldest = now;
  for (const auto& snapshot : Register(db).held_snapshots()) {
    ++out.held;
    oldest = std::min(oldest, snapshot.taken_at);
  }
  if (now - oldest > safety("alert_waiting_days") * kDay)
    out.alerts.push_back(fmt::format("有内容从 {} 起一直待审。", day_text(oldest)));
  out.questions = static_cast<std::int64_t>(Decisions(db).count_questions());
  TicketFilter open;
  open.state = TicketState::open;
  open.limit = 100'000;
  for (const auto& ticket : Tickets(db).list(open)) {
    ++out.tickets;
    if (ticket.deadline < now) ++out.late_tickets;
  }
  if (out.late_tickets > 0) out.alerts.push_back(fmt::format("{} 件矛盾过了核实期限。", out.late_tickets));
}

HubHealth health_now(const Call& call) {
  auto& service = call.service;
  return service.stores.read([&](Database& db) { return health_of(service.config, db, service.clock); });
}

}  // namespace

HubHealth health_of(const Config& config, Database& db, const Clock& clock) {
  HubHealth out;
  const Journal journal(db, clock);
  const Instant now = clock.now();
  read_index(config, db, out);
  read_disk(config, out);
  read_jobs(journal, now, out);
  read_sources(db, journal, now, out);
  read_people(db, now, out);
  return out;
}

std::string to_json(const HubHealth& health) {
  Json out{{"generation", health.generation.empty() ? Json() : Json(health.generation)}};
  for (const auto& figure : kFigures) out[figure.key] = health.*figure.value;
  out["late"] = health.late;
  out["alerts"] = health.alerts;
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string to_text(const HubHealth& health) {
  std::string out = "generation\t" + health.generation + "\n";
  for (const auto& figure : kFigures) out += fmt::format("{}\t{}\n", figure.key, health.*figure.value);
  for (const auto& alert : health.alerts) out += "! " + alert + "\n";
  return out;
}

Response show_hub_health(const Call& call) {
  const auto health = health_now(call);
  View view;
  put(view, "generation", health.generation);
  Views rows = no_views(), alerts = no_views();
  for (const auto& figure : kFigures) {
    View row;
    put(row, "label", figure.label);
    put(row, "value", std::to_string(health.*figure.value));
    rows << row;
  }
  for (const auto& alert : health.alerts) {
    View one;
    put(one, "text", alert);
    alerts << one;
  }
  put_list(view, "rows", rows);
  put_list(view, "alerts", alerts);
  return html_response(
      page(call.service.site, {.title = "运行情况", .refresh = false, .signed_in = true}, render("health", view)));
}

Response api_hub_health(const Call& call) { return json_response(to_json(health_now(call))); }

}  // namespace lawhub
