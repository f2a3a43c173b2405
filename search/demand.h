// What people ask for, for report R3: counts by day of the words, the county and the matter. Never an address or a
// time of day; at most 30 days. Words that look like a number of a person or a telephone are kept without the digits.
#pragma once
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "base/clock.h"
#include "search/answer.h"

namespace lawhub {

/// Safe from any thread.
class Demand {
 public:
  struct Asked {
    std::string words;     ///< folded; empty for what came after the day's 20,000th different one
    std::string division;  ///< 6 digits of the county or city that was meant; empty: none
    std::string matter;    ///< code of the vocabulary; empty: none
    bool nothing = false;  ///< nothing was found
    auto operator<=>(const Asked&) const = default;
  };
  using Counts = std::map<Asked, std::int64_t>;

  /// One file a day in `folder`. Takes up what is there of today.
  Demand(std::filesystem::path folder, const Clock& clock);
  /// Writes what is not written yet.
  ~Demand();
  Demand(const Demand&) = delete;
  Demand& operator=(const Demand&) = delete;

  /// A question that was answered. Written within a minute of questions; a lost minute costs nothing.
  void note(const Answer& answer);
  /// All of the last 30 days; older files are gone when this returns.
  Counts counts();

 private:
  void begin_day(const std::string& day);
  void write();
  void forget_old();

  std::filesystem::path folder_;
  const Clock& clock_;
  std::mutex mutex_;
  std::string day_;
  Counts today_;
  Instant written_ = 0;
  bool changed_ = false;
};

}  // namespace lawhub
