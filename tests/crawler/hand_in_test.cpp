#include "crawler/hand_in.h"

#include <catch2/catch.hpp>

#include "base/file.h"
#include "base/log.h"
#include "crawler/crew.h"
#include "registry/database.h"
#include "registry/register.h"
#include "registry/upload.h"
#include "tests/support/fixed_clock.h"

using namespace lawhub;

namespace {

std::string list(int count) {
  std::string rows = "机构名称,地址,电话\n";
  for (int i = 0; i < count; ++i) {
    const std::string number = std::to_string(100 + i);
    rows += "薛城区第" + number + "法律服务所,薛城区光明路" + number + "号,0632-4400" + number + "\n";
  }
  return rows;
}

struct Inbox {
  TemporaryFolder folder;
  Config config;
  FixedClock clock;
  Database db;
  Uploads uploads;

  Inbox()
      : config(config_in(folder.path())),
        db(config.registry_db(), Database::Access::write),
        uploads(db, config.inbox(), clock) {
    start_log("crawler_test", "off");
    Source source;
    source.id = "list";
    source.kind = SourceKind::upload;
    source.division = "370403";
    Sources(db).put(source);
  }
  static Config config_in(const std::filesystem::path& folder) {
    Config config;
    config.data = folder;
    return config;
  }
  Job apply(const Upload& upload) {
    const auto ordered = uploads.apply(upload.id, "admin");
    REQUIRE(ordered);
    Crew(config, clock).work([&] {
      const auto state = Journal(db, clock).find(ordered->id)->state;
      return state == JobState::queued || state == JobState::running;
    });
    return *Journal(db, clock).find(ordered->id);
  }
};

}  // namespace

TEST_CASE("an uploaded list goes from the inbox into the register, once it is confirmed") {
  Inbox inbox;
  const auto upload = inbox.uploads.add("list", "名单.csv", list(20), "admin");
  CHECK(read_file(inbox.config.inbox() / upload.hash) == list(20));
  CHECK(Register(inbox.db).count() == 0);
  const auto job = inbox.apply(upload);
  CHECK(job.message == "完成:读取 名单.csv;机构 20 家,新增 20、更新 0、撤下 0。");
  CHECK(Register(inbox.db).count() == 20);
  CHECK(inbox.uploads.apply(upload.id, "admin")->id == job.id);
  CHECK_FALSE(inbox.uploads.drop(upload.id));
}

TEST_CASE("a list that shrinks waits for a person, also when somebody confirmed it") {
  Inbox inbox;
  inbox.apply(inbox.uploads.add("list", "a.csv", list(20), "admin"));
  const auto job = inbox.apply(inbox.uploads.add("list", "b.csv", list(3), "admin"));
  CHECK(job.state == JobState::held);
  CHECK(Register(inbox.db).count() == 20);
}

TEST_CASE("what lies in the inbox is what was sent, or nothing is taken in") {
  Inbox inbox;
  const auto upload = inbox.uploads.add("list", "a.csv", list(20), "admin");
  write_file_atomically(inbox.config.inbox() / upload.hash, list(19));
  CHECK(inbox.apply(upload).state == JobState::failed);
  CHECK(Register(inbox.db).count() == 0);
}

TEST_CASE("a dropped file is gone, unless another upload is of the same") {
  Inbox inbox;
  const auto first = inbox.uploads.add("list", "a.csv", list(20), "admin");
  CHECK(inbox.uploads.add("list", "again.csv", list(20), "admin").id == first.id);
  const auto other = inbox.uploads.add("other", "a.csv", list(20), "admin");
  CHECK(inbox.uploads.drop(first.id));
  CHECK(std::filesystem::exists(inbox.config.inbox() / first.hash));
  CHECK_FALSE(inbox.uploads.apply(first.id, "admin"));
  CHECK(inbox.uploads.drop(other.id));
  CHECK_FALSE(std::filesystem::exists(inbox.config.inbox() / first.hash));
}
