// How often something costly is tried: sign-ins, so that guessing stays slow, and validations.
#pragma once
#include <map>
#include <mutex>
#include <string>

#include "base/clock.h"

namespace lawhub {

/// Safe from any thread.
class AttemptLimit {
 public:
  /// May one more be tried? At most 10 a minute from one address and 60 in all.
  bool allow(const std::string& peer, Instant now);

 private:
  std::mutex mutex_;
  Instant minute_ = 0;
  int all_ = 0;
  std::map<std::string, int> by_peer_;
};

}  // namespace lawhub
