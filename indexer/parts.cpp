#include "indexer/parts.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>

#include "base/file.h"

namespace lawhub {
namespace {

constexpr std::size_t kMostWaiting = 200;  // documents of a part
constexpr unsigned kMostParts = 4;         // each holds up to 10,000 documents in memory before it writes them

// A part that breaks off is made anew: no sync, no journal of changes.
constexpr int kUnsafe =
    Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS;

}  // namespace

class Parts::Part {
 public:
  explicit Part(const std::filesystem::path& path) : db_(path.string(), kUnsafe), thread_([this] { work(); }) {}
  ~Part() { finish(); }

  void add(std::function<Xapian::Document()> make) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return waiting_.size() < kMostWaiting; });
    if (failure_) std::rethrow_exception(failure_);
    waiting_.push_back(std::move(make));
    changed_.notify_all();
  }

  /// Writes the rest.
  void close() {
    finish();
    if (failure_) std::rethrow_exception(failure_);
    db_.commit();
  }

 private:
  void finish() {
    if (!thread_.joinable()) return;
    {
      std::lock_guard lock(mutex_);
      last_ = true;
    }
    changed_.notify_all();
    thread_.join();
  }

  /// Nothing when there will be no more.
  std::function<Xapian::Document()> next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !waiting_.empty() || last_; });
    if (waiting_.empty()) return {};
    std::function<Xapian::Document()> make = std::move(waiting_.front());
    waiting_.pop_front();
    changed_.notify_all();
    return make;
  }

  void work() {
    while (std::function<Xapian::Document()> make = next()) {
      if (failure_) continue;  // what waits is thrown away, so that nobody waits for it
      try {
        db_.add_document(make());
      } catch (...) {
        std::lock_guard lock(mutex_);
        failure_ = std::current_exception();
      }
    }
  }

  Xapian::WritableDatabase db_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<Xapian::Document()>> waiting_;
  bool last_ = false;
  std::exception_ptr failure_;  ///< written by the thread alone, under the lock
  std::thread thread_;
};

Parts::Parts(std::filesystem::path path) : path_(std::move(path)), folder_(path_.string() + ".parts") {
  std::filesystem::create_directories(folder_);
  const unsigned count = std::clamp(std::thread::hardware_concurrency(), 1U, kMostParts);
  for (unsigned i = 0; i < count; ++i) parts_.push_back(std::make_unique<Part>(folder_ / std::to_string(i)));
}

Parts::~Parts() = default;

void Parts::add(std::function<Xapian::Document()> make) {
  parts_[next_]->add(std::move(make));
  next_ = (next_ + 1) % parts_.size();
}

void Parts::join() {
  for (const std::unique_ptr<Part>& part : parts_) part->close();
  Xapian::Database all;
  for (std::size_t i = 0; i < parts_.size(); ++i)
    all.add_database(Xapian::Database((folder_ / std::to_string(i)).string()));
  all.compact(path_.string());
  for (const auto& entry : std::filesystem::directory_iterator(path_)) sync_file(entry.path());
  parts_.clear();
  std::filesystem::remove_all(folder_);
}

}  // namespace lawhub
