#include "crawler/frontier.h"

#include "base/hash.h"
#include "base/log.h"
#include "crawler/constants.h"

namespace lawhub {
namespace {

constexpr std::size_t kMostRemembered = 100'000;  // addresses: 4 MB

std::size_t most_at_once() {
  static const auto kMost = static_cast<std::size_t>(crawling("steps_at_once"));
  return kMost;
}

}  // namespace

Frontier::~Frontier() {
  try {
    flush();
  } catch (const std::exception& error) {
    spdlog::error("steps of job {} are to be done again: {}", job_, error.what());
  }
}

std::optional<FrontierItem> Frontier::next() {
  if (window_.empty()) {
    flush();
    for (auto& item : pages_.open(job_, most_at_once())) window_.push_back(std::move(item));
  }
  if (window_.empty()) return std::nullopt;
  auto item = std::move(window_.front());
  window_.pop_front();
  return item;
}

void Frontier::end(Pages::Done step) {
  static const std::chrono::milliseconds kLongest(crawling("steps_wait_ms"));
  std::erase_if(step.found, [&](const FrontierItem& item) { return is_known_well(item); });
  const auto now = std::chrono::steady_clock::now();
  if (ended_.empty()) first_ended_ = now;
  ended_.push_back(std::move(step));
  if (at_once_ || ended_.size() >= most_at_once() || now - first_ended_ >= kLongest) flush();
}

/// Is it planned, with as many pages that link it as are kept?
bool Frontier::is_known_well(const FrontierItem& item) {
  const auto hash = hash64(item.url);
  const auto found = found_.find(hash);
  if (found != found_.end()) return ++found->second > kMostFinders + 1;  // one of them may be the page itself
  if (found_.size() < kMostRemembered) found_.emplace(hash, 1);
  return false;
}

void Frontier::flush() {
  if (ended_.empty()) return;
  auto steps = std::move(ended_);
  ended_.clear();
  pages_.done(job_, std::move(steps));
}

}  // namespace lawhub
