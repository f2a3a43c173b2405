// Connections on their way from one thread to another. Safe from any thread.
#pragma once
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

#include "search/connection.h"

namespace lawhub {

class ConnectionQueue {
 public:
  void push(Connection connection) {
    {
      std::lock_guard lock(mutex_);
      waiting_.push_back(std::move(connection));
    }
    arrived_.notify_one();
  }
  /// Waits for one; nothing once closed.
  std::optional<Connection> pop() {
    std::unique_lock lock(mutex_);
    arrived_.wait(lock, [this] { return closed_ || !waiting_.empty(); });
    if (closed_) return std::nullopt;
    auto first = std::move(waiting_.front());
    waiting_.pop_front();
    return first;
  }
  /// All that are there, without waiting.
  std::deque<Connection> take_all() {
    std::lock_guard lock(mutex_);
    return std::exchange(waiting_, {});
  }
  std::size_t size() const {
    std::lock_guard lock(mutex_);
    return waiting_.size();
  }
  void close() {
    {
      std::lock_guard lock(mutex_);
      closed_ = true;
    }
    arrived_.notify_all();
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<Connection> waiting_;
  bool closed_ = false;
};

}  // namespace lawhub
