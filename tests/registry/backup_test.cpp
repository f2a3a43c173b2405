#include "registry/backup.h"

#include <catch2/catch.hpp>
#include <fstream>

#include "base/file.h"
#include "registry/accounts.h"
#include "registry/audit.h"
#include "registry/database.h"
#include "registry/operators.h"
#include "registry/source.h"
#include "tests/support/fixed_clock.h"

namespace lawhub {
namespace {

namespace fs = std::filesystem;

Config hub_in(const fs::path& folder) {
  Config config;
  config.data = folder;
  return config;
}

Source source() {
  Source out;
  out.id = "sfj-3704";
  out.name = "枣庄市司法局";
  return out;
}

/// A hub with a source, an account, a line of the record and a file that was handed in.
struct Hub {
  Hub() {
    Sources(db).put(source());
    Accounts(operators, clock).put({"li", Role::system});
    AuditLog(operators, clock).add({});
    fs::create_directory(config.inbox());
    std::ofstream(config.inbox() / "file") << "机构名称\n";
  }
  TemporaryFolder folder;
  Config config = hub_in(folder.path() / "data");
  FixedClock clock;
  Database db{config.registry_db(), Database::Access::write};
  Operators operators{config.operators_db()};
};

}  // namespace

TEST_CASE("what was backed up while the hub works comes back whole") {
  Hub hub;
  const auto kept = hub.folder.path() / "kept";
  const auto anchor = AuditLog(hub.operators, hub.clock).anchor();
  hub.db.transaction([&] { back_up(hub.config, kept); });  // in the middle of a large acceptance
  CHECK_THROWS(back_up(hub.config, kept));

  const auto fresh = hub_in(hub.folder.path() / "fresh");
  restore(kept, fresh);
  Database db(fresh.registry_db(), Database::Access::write);
  CHECK(Sources(db).find("sfj-3704")->name == "枣庄市司法局");
  Operators operators(fresh.operators_db());
  CHECK(Accounts(operators, hub.clock).find("li"));
  CHECK(AuditLog(operators, hub.clock).check(anchor).fault.empty());
  CHECK(read_file(fresh.inbox() / "file") == "机构名称\n");
  CHECK_THROWS(restore(kept, fresh));  // never over a hub
}

TEST_CASE("a damaged backup is not put back, not even in part") {
  Hub hub;
  const auto kept = hub.folder.path() / "kept";
  back_up(hub.config, kept);
  std::ofstream(kept / "inbox" / "file", std::ios::app) << "x";
  const auto fresh = hub_in(hub.folder.path() / "fresh");
  CHECK_THROWS_WITH(restore(kept, fresh), Catch::Contains("inbox/file"));
  CHECK_FALSE(fs::exists(fresh.data));
  fs::remove(kept / "inbox" / "file");
  CHECK_THROWS(restore(kept, fresh));
}

TEST_CASE("what a removed hub left behind does not get into the restored one") {
  Hub hub;
  const auto kept = hub.folder.path() / "kept";
  back_up(hub.config, kept);
  const auto fresh = hub_in(hub.folder.path() / "fresh");
  fs::create_directories(fresh.data);
  std::ofstream(fresh.registry_db().string() + "-wal") << std::string(5000, 'x');
  restore(kept, fresh);
  CHECK(Sources(*std::make_unique<Database>(fresh.registry_db(), Database::Access::write)).find("sfj-3704"));
}

TEST_CASE("nothing to back up is an error and leaves nothing") {
  const TemporaryFolder folder;
  CHECK_THROWS(back_up(hub_in(folder.path() / "none"), folder.path() / "kept"));
  CHECK_FALSE(fs::exists(folder.path() / "kept"));
}

}  // namespace lawhub
