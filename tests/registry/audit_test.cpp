#include "registry/audit.h"

#include <SQLiteCpp/Database.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <sstream>

#include "registry/operators.h"
#include "tests/support/fixed_clock.h"

namespace lawhub {
namespace {

/// A log of five acts.
struct Kept {
  Kept() {
    for (int i = 0; i < 5; ++i) {
      AuditLine line;
      line.who = i % 2 == 0 ? "li" : "wang";
      line.role = "system";
      line.address = "192.0.2.7";
      line.act = "approve-snapshot";
      line.object = "/admin/snapshots/" + std::to_string(i) + "/approve";
      line.detail = "reason=核对过\"了\"";
      line.result = "done";
      log.add(line);
      clock.advance(60);
    }
  }
  std::vector<std::string> lines() const {
    std::vector<std::string> out;
    std::istringstream in(log.text());
    for (std::string line; std::getline(in, line);) out.push_back(line);
    return out;
  }
  Operators db{":memory:"};
  FixedClock clock;
  AuditLog log{db, clock};
};

std::string text_of(const std::vector<std::string>& lines) {
  std::string out;
  for (const auto& line : lines) out += line + "\n";
  return out;
}

}  // namespace

TEST_CASE("an untouched record is whole, and so is its export") {
  const Kept kept;
  const auto check = kept.log.check("");
  CHECK(check.fault.empty());
  CHECK(check.lines == 5);
  CHECK(check.anchor == kept.log.anchor());
  CHECK(check_audit(kept.log.text(), kept.log.anchor()).fault.empty());
}

TEST_CASE("a changed, a removed and a reordered line are seen, each at its place") {
  const Kept kept;
  const auto good = kept.lines();
  for (std::size_t i = 0; i < good.size(); ++i) {
    INFO(i);
    auto changed = good;
    changed[i].replace(changed[i].find("192.0.2.7"), 9, "192.0.2.8");
    CHECK_FALSE(check_audit(text_of(changed), "").fault.empty());
    CHECK(check_audit(text_of(changed), "").lines == static_cast<std::int64_t>(i));
    auto removed = good;
    removed.erase(removed.begin() + static_cast<std::ptrdiff_t>(i));
    CHECK_FALSE(check_audit(text_of(removed), kept.log.anchor()).fault.empty());
    for (std::size_t j = 0; j < i; ++j) {
      auto reordered = good;
      std::swap(reordered[i], reordered[j]);
      CHECK(check_audit(text_of(reordered), "").lines == static_cast<std::int64_t>(j));
    }
  }
  auto doubled = good;
  doubled.push_back(good.back());
  CHECK_FALSE(check_audit(text_of(doubled), "").fault.empty());
  CHECK_FALSE(check_audit("not a line\n", "").fault.empty());
  CHECK_FALSE(check_audit(" " + text_of(good), "").fault.empty());
}

TEST_CASE("a cut end is seen by whoever kept the anchor, and so is a record written anew") {
  const Kept kept;
  const auto anchor = kept.log.anchor();
  auto cut = kept.lines();
  cut.pop_back();
  CHECK(check_audit(text_of(cut), "").fault.empty());  // alone the rest is a good chain
  CHECK_FALSE(check_audit(text_of(cut), anchor).fault.empty());
  Kept anew;
  anew.log.add({});
  CHECK(anew.log.check(anchor).fault.empty());  // the same acts at the same times, and one more
  FixedClock later(1800000001);
  Operators other(":memory:");
  AuditLog rewritten(other, later);
  for (int i = 0; i < 5; ++i) rewritten.add({});
  CHECK(rewritten.check("").fault.empty());
  CHECK_FALSE(rewritten.check(anchor).fault.empty());
}

TEST_CASE("the store itself refuses to change or remove a line, and a change behind its back is seen") {
  Kept kept;
  auto& sql = kept.db.sql();
  CHECK_THROWS(sql.exec("UPDATE audit SET who = 'nobody' WHERE number = 2"));
  CHECK_THROWS(sql.exec("DELETE FROM audit WHERE number = 2"));
  CHECK(kept.log.check("").fault.empty());
  sql.exec("DROP TRIGGER audit_is_not_changed; UPDATE audit SET who = 'nobody' WHERE number = 2");
  CHECK(kept.log.check("").lines == 1);
  CHECK_FALSE(kept.log.check("").fault.empty());
}

TEST_CASE("the end of an act is a line of its own that names the first") {
  Kept kept;
  AuditLine line;
  line.who = "li";
  line.act = "roll-back";
  line.result = "begun";
  const auto begun = kept.log.add(line);
  kept.log.end(begun, "refused 409");
  const auto found = kept.log.list({"li", "roll-back", "", 0}, 10);
  REQUIRE(found.size() == 2);
  CHECK(found[0].begun == begun);
  CHECK(found[0].result == "refused 409");
  CHECK(kept.log.list({"", "", "snapshots/3", 0}, 10).size() == 1);
  CHECK(kept.log.list({"", "", "", 3}, 10).size() == 2);
  CHECK(kept.log.check("").fault.empty());
}

}  // namespace lawhub
