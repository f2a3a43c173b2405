#include "search/attempt_limit.h"

namespace lawhub {
namespace {

constexpr int kAttemptsOfOne = 10;
constexpr int kAttemptsOfAll = 60;
constexpr Instant kMinute = 60;

}  // namespace

bool AttemptLimit::allow(const std::string& peer, Instant now) {
  std::lock_guard lock(mutex_);
  if (now / kMinute != minute_) {
    minute_ = now / kMinute;
    all_ = 0;
    by_peer_.clear();
  }
  if (all_ >= kAttemptsOfAll || by_peer_[peer] >= kAttemptsOfOne) return false;
  ++all_;
  ++by_peer_[peer];
  return true;
}

}  // namespace lawhub
