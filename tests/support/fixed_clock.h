// A clock that stands still until the test moves it.
#pragma once
#include <atomic>

#include "base/clock.h"

namespace lawhub {

/// Safe from any thread.
class FixedClock : public Clock {
 public:
  explicit FixedClock(Instant now = 1800000000) : now_(now) {}  ///< 2027-01-15T08:00:00Z, a Friday
  Instant now() const override { return now_; }
  void set(Instant now) { now_ = now; }
  void advance(std::int64_t seconds) { now_ += seconds; }

 private:
  std::atomic<Instant> now_;
};

}  // namespace lawhub
