#include "crawler/schedule.h"

#include <algorithm>

namespace lawhub {
namespace {

constexpr int kRetryMinutes = 60;  // after a failure: long enough for a site to recover, short enough for a working day

}  // namespace

std::vector<std::string> due(const std::vector<Source>& sources, const std::map<std::string, Job>& last, Instant now) {
  std::vector<std::pair<Instant, std::string>> found;  // since when it is due
  for (const auto& source : sources) {
    if (!source.enabled || source.interval_minutes <= 0 || source.kind == SourceKind::upload) continue;
    const auto night = parse_day_window(source.night);
    if (night && !night->holds(china_time(now).minute)) continue;
    const auto job = last.find(source.id);
    if (job == last.end()) {
      found.emplace_back(0, source.id);
      continue;
    }
    const JobState state = job->second.state;
    if (state == JobState::queued || state == JobState::running) continue;
    const bool failed = state == JobState::failed;
    const int minutes = failed ? std::min(source.interval_minutes, kRetryMinutes) : source.interval_minutes;
    const Instant since = job->second.finished_at + Instant{minutes} * 60;
    if (since <= now) found.emplace_back(since, source.id);
  }
  std::sort(found.begin(), found.end());
  std::vector<std::string> ids;
  ids.reserve(found.size());
  for (auto& [since, id] : found) ids.push_back(std::move(id));
  return ids;
}

}  // namespace lawhub
