#include "search/orders.h"

#include <algorithm>

#include "base/log.h"
#include "base/text.h"

namespace lawhub {

Result<std::vector<Job>> order_jobs(const Call& call, const std::vector<std::string_view>& sources,
                                    std::string_view mode_code) {
  auto mode = mode_code.empty() ? JobMode::harvest : job_mode_of(mode_code);
  if (!mode) return problem("unknown-mode", "采集方式应是 harvest、force 或 validate。");
  const bool all = sources == std::vector<std::string_view>{"*"};
  std::vector<std::string> ids;
  const auto known = call.service.stores.read([](Database& db) { return Sources(db).all(); });
  for (const auto& source : known) {
    if (!call.account.serves(source.id)) continue;
    const bool named = std::find(sources.begin(), sources.end(), source.id) != sources.end();
    if (all ? source.enabled && source.kind != SourceKind::upload : named) ids.push_back(source.id);
  }
  if (!all && (ids.empty() || ids.size() < sources.size())) return problem("unknown-source", "没有这个数据来源。");
  auto jobs = call.service.stores.order(
      [&](Database& db) { return Journal(db, call.service.clock).order_all(ids, *mode, call.account.name); });
  spdlog::info("{} ordered {} job(s) of {}", call.account.name, jobs.size(), code_of(*mode));
  return jobs;
}

std::optional<Job> job_of(const Call& call) {
  std::int64_t id = 0;
  if (!parse_number(call.captures[0], id)) return {};
  return call.service.stores.read([&](Database& db) { return Journal(db, call.service.clock).find(id); });
}

bool cancel(const Call& call, const Job& job) {
  spdlog::info("{} cancelled job {}", call.account.name, job.id);
  return call.service.stores.order([&](Database& db) { return Journal(db, call.service.clock).cancel(job.id); });
}

}  // namespace lawhub
