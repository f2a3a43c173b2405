#include "search/orders.h"

#include "base/log.h"
#include "base/text.h"

namespace lawhub {

Result<std::vector<Job>> order_jobs(const Call& call, std::string_view source, std::string_view mode_code) {
  auto mode = mode_code.empty() ? JobMode::harvest : job_mode_of(mode_code);
  if (!mode) return problem("unknown-mode", "采集方式应是 harvest、force 或 validate。");
  auto jobs = call.service.stores.order([&](Database& db) {
    std::vector<std::string> ids;
    for (const auto& known : Sources(db).all()) {
      bool meant = source == "*" ? known.enabled && known.kind != SourceKind::upload : source == known.id;
      if (meant) ids.push_back(known.id);
    }
    return Journal(db, call.service.clock).order_all(ids, *mode, call.account);
  });
  if (jobs.empty() && source != "*") return problem("unknown-source", "没有这个数据来源。");
  spdlog::info("{} ordered {} job(s) of {}", call.account, jobs.size(), code_of(*mode));
  return jobs;
}

std::optional<Job> job_of(const Call& call) {
  std::int64_t id = 0;
  if (!parse_number(call.captures[0], id)) return {};
  return call.service.stores.read([&](Database& db) { return Journal(db, call.service.clock).find(id); });
}

bool cancel(const Call& call, const Job& job) {
  spdlog::info("{} cancelled job {}", call.account, job.id);
  return call.service.stores.order([&](Database& db) { return Journal(db, call.service.clock).cancel(job.id); });
}

}  // namespace lawhub
