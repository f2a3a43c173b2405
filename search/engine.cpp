#include "search/engine.h"

#include <xapian.h>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "base/log.h"
#include "search/answering.h"
#include "search/snapshot.h"
#include "search/suggestions.h"

namespace lawhub {
namespace {

constexpr std::chrono::milliseconds kLook(200);
// A snapshot lives through one further commit of the writer; two of them while one question runs are rare, more so
// twice.
constexpr int kAttempts = 4;

}  // namespace

struct Engine::Impl {
  Impl(std::filesystem::path folder, const Clock& time) : index(std::move(folder)), clock(time) {
    refresh();
    suggestions.update(present());
    follower = std::thread([this] { at_each_look([this] { refresh(); }); });
    suggester = std::thread([this] { at_each_look([this] { suggestions.update(present()); }); });
  }

  ~Impl() {
    {
      std::lock_guard lock(mutex);
      stopping = true;
    }
    wake.notify_all();
    follower.join();
    suggester.join();
  }

  std::shared_ptr<const Snapshot> present() const {
    std::lock_guard lock(mutex);
    return snapshot;
  }

  /// Takes up the present state of the disk. What stands in the way is logged; the last state stays.
  void refresh() {
    std::lock_guard one_at_a_time(loading);
    std::shared_ptr<const Snapshot> before = present();
    try {
      std::shared_ptr<const Snapshot> now = open_snapshot(index, before);
      std::lock_guard lock(mutex);
      snapshot = now;
    } catch (const Xapian::DatabaseModifiedError&) {
      // the next look sees it whole
    } catch (const Xapian::Error& error) {
      spdlog::error("the index cannot be opened: {}", error.get_description());
    } catch (const std::exception& error) {
      spdlog::error("the index cannot be opened: {}", error.what());
    }
  }

  void at_each_look(const std::function<void()>& work) {
    std::unique_lock lock(mutex);
    while (!wake.wait_for(lock, kLook, [this] { return stopping; })) {
      lock.unlock();
      work();
      lock.lock();
    }
  }

  /// What `work(snapshot)` answers from one state; an empty answer without an index.
  template <class Work>
  auto from_one_state(Work&& work) -> decltype(work(std::declval<const Snapshot&>())) {
    for (int attempt = 1;; ++attempt) {
      std::shared_ptr<const Snapshot> now = present();
      if (!now) return {};
      try {
        return work(*now);
      } catch (const Xapian::DatabaseModifiedError&) {
        if (attempt == kAttempts) throw;
        if (present() == now) refresh();
      }
    }
  }

  const std::filesystem::path index;
  const Clock& clock;
  std::mutex loading;        ///< held while a snapshot is made
  mutable std::mutex mutex;  ///< guards what follows
  std::condition_variable wake;
  bool stopping = false;
  std::shared_ptr<const Snapshot> snapshot;
  Suggestions suggestions;
  std::thread follower;   ///< takes up new commits
  std::thread suggester;  ///< makes suggestions of them, which takes longer
};

Engine::Engine(std::filesystem::path index, const Clock& clock)
    : impl_(std::make_unique<Impl>(std::move(index), clock)) {}
Engine::~Engine() = default;

bool Engine::ready() const { return impl_->present() != nullptr; }

Answer Engine::search(const Parameters& p) const {
  return impl_->from_one_state([&](const Snapshot& now) { return answer(now, p, impl_->clock.now()); });
}

std::optional<Responsible> Engine::responsible(const PlaceAsked& asked) const {
  return impl_->from_one_state(
      [&](const Snapshot& now) { return lawhub::responsible(now, asked, impl_->clock.now()); });
}

std::vector<Suggestion> Engine::suggest(std::string_view typed, std::size_t limit) const {
  return impl_->suggestions.find(typed, limit);
}

Engine::Size Engine::size() const {
  std::shared_ptr<const Snapshot> now = impl_->present();
  if (!now) return {};
  return {now->generation, now->institutions->documents(), now->pages->documents(), now->institutions->sequence(),
          now->pages->sequence()};
}

}  // namespace lawhub
