// Politeness: one connection to a host at a time, and a pause between two visits; also after a crash, and when two
// programs crawl.
#pragma once
#include <chrono>
#include <condition_variable>
#include <filesystem>
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

  /// `folder`: where the hosts' last visits are kept, for all programs that work with it; a file a host, locked while
  /// it is visited. Empty: they are known within this object only.
  explicit HostTurns(std::filesystem::path folder = {});

  /// Waits until nobody visits `origin` and `pause` has passed since the last visit ended. `alive` is asked at least
  /// once a second while waiting; when it says no, the turn is false. Throws std::system_error when the folder
  /// cannot be written.
  Turn take(const std::string& origin, std::chrono::milliseconds pause, const std::function<bool()>& alive);
  /// Called during a turn: afterwards nobody visits `origin` for so long, and then the pause besides.
  void rest(const std::string& origin, std::chrono::seconds duration);

 private:
  using Time = std::chrono::system_clock;  // what a file can tell another program
  struct Host {
    bool busy = false;
    int file = -1;                 ///< locked while busy
    std::chrono::seconds rest{0};  ///< asked for while it was busy
    Time::time_point left{};       ///< when the last visit ended, or may have
  };
  bool lock(const std::string& origin, Host& host) const;
  void give_back(const std::string& origin);

  const std::filesystem::path folder_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::string, Host> hosts_;
};

}  // namespace lawhub
