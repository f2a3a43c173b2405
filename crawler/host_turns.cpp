#include "crawler/host_turns.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "base/hash.h"

namespace lawhub {
namespace {

constexpr std::chrono::hours kNoRestIsLonger{1};  // a time further ahead comes from a clock that was set back

}  // namespace

HostTurns::Turn::~Turn() {
  if (turns_ != nullptr) turns_->give_back(origin_);
}

HostTurns::HostTurns(std::filesystem::path folder) : folder_(std::move(folder)) {
  if (!folder_.empty()) std::filesystem::create_directories(folder_);
}

/// Locks the host's file and learns from it when the last visit ended. False when another program is at it. A new file
/// says: just now.
bool HostTurns::lock(const std::string& origin, Host& host) const {
  if (folder_.empty()) return true;
  const auto path = folder_ / sha256_hex(origin).substr(0, 32);
  const int file = ::open(path.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0644);
  if (file < 0) throw std::system_error(errno, std::generic_category(), path.string());
  struct stat status {};
  if (::flock(file, LOCK_EX | LOCK_NB) != 0 || ::fstat(file, &status) != 0) {
    ::close(file);
    return false;
  }
  const auto left = Time::time_point(std::chrono::duration_cast<Time::duration>(
      std::chrono::seconds(status.st_mtim.tv_sec) + std::chrono::nanoseconds(status.st_mtim.tv_nsec)));
  host.left = left > Time::now() + kNoRestIsLonger ? Time::now() : left;
  host.file = file;
  return true;
}

HostTurns::Turn HostTurns::take(const std::string& origin, std::chrono::milliseconds pause,
                                const std::function<bool()>& alive) {
  std::unique_lock guard(mutex_);
  Host& host = hosts_[origin];
  while (true) {
    const auto now = Time::now();
    const auto rested = [&] { return host.left == Time::time_point{} || now - host.left >= pause; };
    if (!host.busy && rested() && lock(origin, host)) {
      if (rested()) break;
      ::close(host.file);  // another program was here meanwhile
      host.file = -1;
    }
    const auto look_again = now + std::chrono::seconds(1);
    changed_.wait_until(guard,
                        host.busy || rested() ? look_again : std::min<Time::time_point>(host.left + pause, look_again));
    guard.unlock();
    const bool go_on = alive();
    guard.lock();
    if (!go_on) {
      Turn none(*this, origin);
      none.turns_ = nullptr;
      return none;
    }
  }
  host.busy = true;
  return {*this, origin};
}

void HostTurns::rest(const std::string& origin, std::chrono::seconds duration) {
  const std::lock_guard guard(mutex_);
  Host& host = hosts_[origin];
  if (host.busy) host.rest = std::max(host.rest, duration);
}

void HostTurns::give_back(const std::string& origin) {
  {
    const std::lock_guard guard(mutex_);
    Host& host = hosts_[origin];
    host.busy = false;
    host.left = Time::now() + std::exchange(host.rest, std::chrono::seconds(0));
    if (host.file >= 0) {
      const auto since = host.left.time_since_epoch();
      const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(since);
      const timespec left{static_cast<time_t>(seconds.count()),
                          static_cast<long>(std::chrono::nanoseconds(since - seconds).count())};
      const timespec both[2] = {left, left};
      ::futimens(host.file, both);
      ::close(std::exchange(host.file, -1));
    }
  }
  changed_.notify_all();
}

}  // namespace lawhub
