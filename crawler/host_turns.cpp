#include "crawler/host_turns.h"

#include <algorithm>

namespace lawhub {

HostTurns::Turn::~Turn() {
  if (turns_ != nullptr) turns_->give_back(origin_);
}

HostTurns::Turn HostTurns::take(const std::string& origin, std::chrono::milliseconds pause,
                                const std::function<bool()>& alive) {
  using std::chrono::steady_clock;
  std::unique_lock lock(mutex_);
  Host& host = hosts_[origin];
  while (true) {
    const auto now = steady_clock::now();
    const bool rested = host.left == steady_clock::time_point{} || now - host.left >= pause;
    if (!host.busy && rested) break;
    const auto look_again = now + std::chrono::seconds(1);
    changed_.wait_until(lock,
                        host.busy ? look_again : std::min<steady_clock::time_point>(host.left + pause, look_again));
    lock.unlock();
    const bool go_on = alive();
    lock.lock();
    if (!go_on) {
      Turn none(*this, origin);
      none.turns_ = nullptr;
      return none;
    }
  }
  host.busy = true;
  return {*this, origin};
}

void HostTurns::give_back(const std::string& origin) {
  {
    const std::lock_guard lock(mutex_);
    hosts_[origin].busy = false;
    hosts_[origin].left = std::chrono::steady_clock::now();
  }
  changed_.notify_all();
}

}  // namespace lawhub
