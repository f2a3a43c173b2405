// Politeness: one connection to a host at a time, and a pause between two visits.
#pragma once
#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>

namespace lawhub {

/// Shared by all jobs of a crawler; safe from any thread.
class HostTurns {
 public:
  /// The right to visit one origin; given back when destroyed.
  class Turn {
   public:
    Turn(HostTurns& turns, std::string origin) : turns_(&turns), origin_(std::move(origin)) {}
    Turn(Turn&& other) noexcept : turns_(other.turns_), origin_(std::move(other.origin_)) { other.turns_ = nullptr; }
    Turn& operator=(Turn&&) = delete;
    ~Turn();
    /// False when waiting was given up: do not visit.
    explicit operator bool() const { return turns_ != nullptr; }

   private:
    friend class HostTurns;
    HostTurns* turns_;
    std::string origin_;
  };

  /// Waits until nobody visits `origin` and `pause` has passed since the last visit ended. `alive` is asked at least
  /// once a second while waiting; when it says no, the turn is false.
  Turn take(const std::string& origin, std::chrono::milliseconds pause, const std::function<bool()>& alive);

 private:
  struct Host {
    bool busy = false;
    std::chrono::steady_clock::time_point left{};
  };
  void give_back(const std::string& origin);

  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::string, Host> hosts_;
};

}  // namespace lawhub
