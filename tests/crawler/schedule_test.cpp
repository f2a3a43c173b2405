#include "crawler/schedule.h"

#include <catch2/catch.hpp>

using namespace lawhub;

namespace {

constexpr Instant kNow = 1800000000;

Source source(const std::string& id, int minutes) {
  Source made;
  made.id = id;
  made.interval_minutes = minutes;
  return made;
}

Job job(JobState state, Instant finished) {
  Job made;
  made.state = state;
  made.finished_at = finished;
  return made;
}

}  // namespace

TEST_CASE("a source is due when its interval has passed, the longest overdue first") {
  const std::vector<Source> sources = {source("a", 60), source("b", 60), source("new", 60), source("soon", 60)};
  const std::map<std::string, Job> last = {{"a", job(JobState::done, kNow - 3600)},
                                           {"b", job(JobState::held, kNow - 9000)},
                                           {"soon", job(JobState::done, kNow - 3599)}};
  CHECK(due(sources, last, kNow) == std::vector<std::string>{"new", "b", "a"});
}

TEST_CASE("what is switched off, never scheduled, uploaded or already in hand is not due") {
  auto off = source("off", 60), upload = source("upload", 60);
  off.enabled = false;
  upload.kind = SourceKind::upload;
  CHECK(due({off, upload, source("never", 0), source("queued", 60), source("running", 60)},
            {{"queued", job(JobState::queued, 0)}, {"running", job(JobState::running, 0)}}, kNow)
            .empty());
}

TEST_CASE("a failed source is tried again after an hour") {
  CHECK(due({source("a", 1440)}, {{"a", job(JobState::failed, kNow - 3600)}}, kNow).size() == 1);
  CHECK(due({source("a", 1440)}, {{"a", job(JobState::failed, kNow - 3599)}}, kNow).empty());
}

TEST_CASE("a source that wants to be visited at night is due only then") {
  auto nightly = source("a", 60);
  nightly.night = "22:00-06:00";
  const Instant midnight = start_of({2026, 11, 24});
  CHECK(due({nightly}, {}, midnight + 3 * 3600).size() == 1);
  CHECK(due({nightly}, {}, midnight + 12 * 3600).empty());
}
