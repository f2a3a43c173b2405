#include "search/orders.h"

#include "base/log.h"
#include "base/text.h"

namespace lawhub {

Result<std::vector<Job>> order_jobs(const Call& call, std::string_view source, std::string_view mode_code) {
  auto mode = mode_code.empty() ? JobMode::harvest : job_mode_of(mode_code);
  if (!mode) return problem("unknown-mode", "采集方式应是 harvest、force 或 validate。");
  std::vector<Job> jobs;
  call.service.stores.write([&](Database& db) {
    Journal journal(db, call.service.clock);
    db.transaction([&] {
      for (const auto& known : Sources(db).all()) {
        bool meant = source == "*" ? known.enabled && known.kind != SourceKind::upload : source == known.id;
        if (meant) jobs.push_back(journal.order(known.id, *mode, call.account));
      }
    });
    return true;
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
  return call.service.stores.write([&](Database& db) { return Journal(db, call.service.clock).cancel(job.id); });
}

}  // namespace lawhub
