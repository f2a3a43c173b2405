#include "registry/database.h"

#include <SQLiteCpp/Database.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <thread>
#include <vector>

#include "base/file.h"
#include "registry/source.h"

using lawhub::Database;

namespace {

lawhub::Source source(const std::string& id) {
  lawhub::Source s;
  s.id = id;
  s.name = "枣庄市司法局";
  return s;
}

}  // namespace

TEST_CASE("a store is made once, however many programs open it at the same moment") {
  lawhub::TemporaryFolder folder;
  std::atomic<int> opened = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 6; ++i) {
    threads.emplace_back([&, i] {
      Database db(folder.path() / "new" / "registry.db", Database::Access::write);
      lawhub::Sources(db).put(source("s" + std::to_string(i)));
      ++opened;
    });
  }
  for (auto& t : threads) t.join();
  CHECK(opened == 6);
  Database db(folder.path() / "new" / "registry.db", Database::Access::read);
  CHECK(lawhub::Sources(db).all().size() == 6);
}

TEST_CASE("the store keeps a write-ahead log, syncs every commit and checks foreign keys") {
  lawhub::TemporaryFolder folder;
  Database db(folder.path() / "registry.db", Database::Access::write);
  CHECK(db.sql().execAndGet("PRAGMA journal_mode").getString() == "wal");
  CHECK(db.sql().execAndGet("PRAGMA synchronous").getInt() == 2);
  CHECK(db.sql().execAndGet("PRAGMA foreign_keys").getInt() == 1);
}

TEST_CASE("a transaction that throws leaves nothing behind, also what its inner ones wrote") {
  Database db(":memory:", Database::Access::write);
  lawhub::Sources sources(db);
  CHECK_THROWS_AS(db.transaction([&] {
    db.transaction([&] { sources.put(source("a")); });
    throw std::runtime_error("stop");
  }),
                  std::runtime_error);
  CHECK(sources.all().empty());
  db.transaction([&] { sources.put(source("b")); });
  CHECK(sources.find("b").has_value());
}

TEST_CASE("readers see whole transactions while another writes") {
  lawhub::TemporaryFolder folder;
  Database writer(folder.path() / "registry.db", Database::Access::write);
  Database reader(folder.path() / "registry.db", Database::Access::read);
  writer.transaction([&] {
    lawhub::Sources(writer).put(source("a"));
    CHECK(lawhub::Sources(reader).all().empty());
  });
  CHECK(lawhub::Sources(reader).all().size() == 1);
  CHECK_THROWS(lawhub::Sources(reader).put(source("b")));
}

TEST_CASE("a missing, damaged or newer store is an error that names the file") {
  lawhub::TemporaryFolder folder;
  const auto file = folder.path() / "registry.db";
  CHECK_THROWS_WITH(Database(file, Database::Access::read), Catch::Contains("registry.db"));
  lawhub::write_file_atomically(file, std::string(4096, 'x'));
  CHECK_THROWS_WITH(Database(file, Database::Access::write), Catch::Contains("registry.db"));
  std::filesystem::remove(file);
  { Database(file, Database::Access::write).sql().exec("PRAGMA user_version=99"); }
  CHECK_THROWS_WITH(Database(file, Database::Access::write), Catch::Contains("99"));
}

TEST_CASE("hours of a day may go over midnight, and are written in one way") {
  const auto night = lawhub::parse_day_window("22:00-06:30");
  REQUIRE(night);
  CHECK(night->holds(22 * 60));
  CHECK(night->holds(0));
  CHECK_FALSE(night->holds(6 * 60 + 30));
  CHECK_FALSE(night->holds(12 * 60));
  CHECK(lawhub::parse_day_window("01:00-05:00")->holds(60));
  CHECK_FALSE(lawhub::parse_day_window("01:00-05:00")->holds(300));
  for (const char* wrong : {"", "-", "22:00", "24:00-06:00", "22:60-06:00", "2:00-6:00", "22:00-22:00", "22:00-06:00 "})
    CHECK_FALSE(lawhub::parse_day_window(wrong).has_value());
}

TEST_CASE("a source comes back as it was put, and is replaced under its id") {
  Database db(":memory:", Database::Access::write);
  lawhub::Source s = source("sfj-3704");
  s.kind = lawhub::SourceKind::xml_feed;
  s.standing = lawhub::Standing::registering;
  s.division = "370400";
  s.url = "http://127.0.0.1/";
  s.recipe = "hanweb";
  s.crs = "BD09";
  s.allow = {"127.0.0.1", "10.0.0.1"};
  s.delay_ms = 1;
  s.interval_minutes = 2;
  s.page_limit = 3;
  s.night = "23:30-05:00";
  s.daily_requests = 6;
  s.ports = {81, 8443};
  s.contact = "https://bureau.example/hook";
  s.shrink_percent = 4;
  s.shrink_records = 5;
  s.enabled = false;
  lawhub::Sources sources(db);
  sources.put(source("z"));
  sources.put(source("sfj-3704"));
  sources.put(s);
  CHECK(sources.find("sfj-3704") == s);
  CHECK(sources.all().size() == 2);
  CHECK(sources.all().front().id == "sfj-3704");
  CHECK_FALSE(sources.find("none").has_value());
}
