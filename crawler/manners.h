// How much, how fast and when a source is visited: the judgements, pure. data/manners.tsv holds the numbers.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "registry/journal.h"
#include "registry/source.h"

namespace lawhub {

/// The job is to go on at `until`; `reason` is plain Chinese, without a full stop.
struct Postponement {
  Instant until = 0;
  std::string reason;
};

/// How much a job may still ask of its source. Empty for a person's order: it goes first, and keeps to nothing but the
/// pauses.
struct Allowance {
  std::optional<DayWindow> night;
  std::string night_text;  ///< as the source has it
  std::optional<std::int64_t> requests;
  /// Nothing while the job may go on, after it `sent` so many requests.
  std::optional<Postponement> end(std::int64_t sent, Instant now) const;
};
/// `earlier`: the jobs of the source, this one among them or not. A job's requests count on the day it ended, those of
/// this job from its taking on.
Allowance allowance_of(const Source& source, const Job& job, const std::vector<Job>& earlier, Instant now);

/// Was the job ordered by the schedule?
bool is_scheduled(const Job& job);

/// The next instant at which the window opens; `now` when it is open.
Instant next_opening(const DayWindow& window, Instant now);

/// Seconds from now, of a Retry-After: a number, or a date (RFC 9110 §10.2.3). Nothing when it is malformed.
std::optional<std::int64_t> retry_after_seconds(const std::string& value, Instant now);

/// The pause before the next visit: what the source and its robots.txt wish, and more while the server is slow.
class Pace {
 public:
  /// `delay_ms` 0: the source is ours, and only robots.txt is kept to.
  explicit Pace(int delay_ms) : delay_ms_(delay_ms) {}
  void answered(double seconds);
  std::chrono::milliseconds pause(std::optional<double> crawl_delay_seconds) const;

 private:
  int delay_ms_;
  double average_ = 0;  ///< seconds
};

/// Throws std::out_of_range when the table has no such row.
std::int64_t manners(std::string_view constant);

}  // namespace lawhub
