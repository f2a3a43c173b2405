#include "crawler/manners.h"

#include <algorithm>

#include "base/constants.h"
#include "base/text.h"
#include "crawler/embedded.h"

namespace lawhub {
namespace {

constexpr Instant kDay = 86'400;

Instant tomorrow(Instant now) { return start_of(china_time(now).date) + kDay; }

std::int64_t requests_today(const Job& job, const std::vector<Job>& earlier, Instant midnight) {
  std::int64_t sent = job.ordered_at >= midnight ? job.counts.requests : 0;
  for (const auto& each : earlier) {
    if (each.id != job.id && each.finished_at >= midnight) sent += each.counts.requests;
  }
  return sent;
}

}  // namespace

std::int64_t manners(std::string_view constant) {
  static const Constants kManners("manners.tsv", crawler_file("data/manners.tsv"));
  return kManners.get(constant);
}

bool is_scheduled(const Job& job) { return job.ordered_by == "schedule"; }

Instant next_opening(const DayWindow& window, Instant now) {
  const auto local = china_time(now);
  if (window.holds(local.minute)) return now;
  const Instant opening = start_of(local.date) + Instant{window.from} * 60;
  return opening > now ? opening : opening + kDay;
}

Allowance allowance_of(const Source& source, const Job& job, const std::vector<Job>& earlier, Instant now) {
  Allowance allowance;
  if (!is_scheduled(job)) return allowance;
  allowance.night = parse_day_window(source.night);
  allowance.night_text = source.night;
  if (source.daily_requests > 0) {
    const Instant midnight = start_of(china_time(now).date);
    allowance.requests = source.daily_requests - requests_today(job, earlier, midnight);
  }
  return allowance;
}

std::optional<Postponement> Allowance::end(std::int64_t sent, Instant now) const {
  if (night && !night->holds(china_time(now).minute))
    return Postponement{next_opening(*night, now), "不在来源约定的采集时段(" + night_text + ")"};
  if (requests && sent >= *requests) {
    const Instant next = tomorrow(now);
    return Postponement{night ? next_opening(*night, next) : next, "今天对该来源的请求已达上限"};
  }
  return std::nullopt;
}

std::optional<std::int64_t> retry_after_seconds(const std::string& value, Instant now) {
  std::int64_t seconds = 0;
  if (parse_number(value, seconds)) return seconds < 0 ? std::nullopt : std::optional(seconds);
  const auto until = parse_http_date(value);
  if (!until) return std::nullopt;
  return std::max<std::int64_t>(*until - now, 0);
}

void Pace::answered(double seconds) {
  const auto memory = static_cast<double>(manners("response_memory"));
  average_ = average_ == 0 ? seconds : average_ + (seconds - average_) / memory;
}

std::chrono::milliseconds Pace::pause(std::optional<double> crawl_delay_seconds) const {
  const auto longest = static_cast<double>(manners("longest_pause_seconds"));
  double seconds = std::min(crawl_delay_seconds.value_or(0), longest);
  if (delay_ms_ > 0) {
    seconds = std::max(
        {seconds, std::min(average_ * static_cast<double>(manners("response_pauses")), longest), delay_ms_ / 1000.0});
  }
  return std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
}

}  // namespace lawhub
