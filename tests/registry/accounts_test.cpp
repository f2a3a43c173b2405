#include "registry/accounts.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <catch2/catch.hpp>

#include "registry/database.h"
#include "tests/support/fixed_clock.h"

using lawhub::Accounts;
using SignIn = lawhub::Accounts::SignIn;

namespace {

constexpr const char* kPassword = "黄河入海流白日依山尽";

struct Desk {
  lawhub::Database db{":memory:", lawhub::Database::Access::write};
  lawhub::FixedClock clock;
  Accounts accounts{db, clock};
  Desk() { accounts.put("admin", kPassword, "admin"); }
};

}  // namespace

TEST_CASE("a password is checked and never stored") {
  Desk d;
  CHECK_FALSE(d.accounts.empty());
  CHECK(d.accounts.check("admin", kPassword) == SignIn::ok);
  CHECK(d.accounts.check("admin", "不是这个密码不是这个密码") == SignIn::wrong);
  CHECK(d.accounts.check("nobody", kPassword) == SignIn::wrong);
  const std::string stored = d.db.sql().execAndGet("SELECT password FROM accounts").getString();
  CHECK_THAT(stored, Catch::StartsWith("$argon2id$"));
}

TEST_CASE("a password of fewer than 10 characters is refused") {
  Desk d;
  CHECK_THROWS_AS(d.accounts.put("b", "九个汉字不够长的呀", "admin"), std::invalid_argument);
  CHECK_NOTHROW(d.accounts.put("b", "十个汉字就正好够长了", "admin"));
}

TEST_CASE("five failures in a quarter of an hour lock the account for a quarter of an hour") {
  Desk d;
  for (int i = 0; i < 5; ++i) {
    CHECK(d.accounts.check("admin", "wrong") == SignIn::wrong);
    d.clock.advance(60);
  }
  CHECK(d.accounts.check("admin", kPassword) == SignIn::locked);
  d.clock.advance(13 * 60);
  CHECK(d.accounts.check("admin", kPassword) == SignIn::locked);
  d.clock.advance(60);
  CHECK(d.accounts.check("admin", kPassword) == SignIn::ok);
}

TEST_CASE("only failures of the last quarter of an hour count") {
  Desk d;
  for (int i = 0; i < 10; ++i) {
    CHECK(d.accounts.check("admin", "wrong") == SignIn::wrong);
    d.clock.advance(4 * 60);
  }
  for (int i = 0; i < 2; ++i) CHECK(d.accounts.check("admin", "wrong") == SignIn::wrong);
  CHECK(d.accounts.check("admin", kPassword) == SignIn::locked);
}

TEST_CASE("a success forgives the failures before it") {
  Desk d;
  for (int i = 0; i < 4; ++i) CHECK(d.accounts.check("admin", "wrong") == SignIn::wrong);
  CHECK(d.accounts.check("admin", kPassword) == SignIn::ok);
  for (int i = 0; i < 4; ++i) CHECK(d.accounts.check("admin", "wrong") == SignIn::wrong);
  CHECK(d.accounts.check("admin", kPassword) == SignIn::ok);
}

TEST_CASE("a session ends when idle for 30 minutes, and use renews it") {
  Desk d;
  const auto session = d.accounts.open("admin");
  d.clock.advance(29 * 60);
  CHECK(d.accounts.find(session.token)->csrf == session.csrf);
  d.accounts.renew(session.token);
  d.clock.advance(29 * 60);
  CHECK(d.accounts.find(session.token)->used_at == d.clock.now() - 29 * 60);
  d.accounts.renew(session.token);
  d.clock.advance(30 * 60);
  CHECK_FALSE(d.accounts.find(session.token).has_value());
}

TEST_CASE("a session ends after 12 hours, however busy") {
  Desk d;
  const auto session = d.accounts.open("admin");
  for (int i = 0; i < 12 * 4 - 1; ++i) {
    d.clock.advance(15 * 60);
    REQUIRE(d.accounts.find(session.token).has_value());
    d.accounts.renew(session.token);
  }
  d.clock.advance(15 * 60);
  CHECK_FALSE(d.accounts.find(session.token).has_value());
}

TEST_CASE("signing out, or a new password, ends the session") {
  Desk d;
  const auto one = d.accounts.open("admin");
  const auto two = d.accounts.open("admin");
  CHECK(one.token != two.token);
  CHECK(one.csrf != two.csrf);
  d.accounts.close(one.token);
  CHECK_FALSE(d.accounts.find(one.token).has_value());
  CHECK(d.accounts.find(two.token)->account == "admin");
  d.accounts.put("admin", "另一个很长很长的密码", "admin");
  CHECK_FALSE(d.accounts.find(two.token).has_value());
}

TEST_CASE("secrets of cookies and bearer tokens are stored as hashes only") {
  Desk d;
  const auto session = d.accounts.open("admin");
  const std::string token = d.accounts.new_token("admin");
  CHECK(d.db.sql().execAndGet("SELECT token_hash FROM sessions").getString().find(session.token) == std::string::npos);
  CHECK(d.db.sql().execAndGet("SELECT token_hash FROM accounts").getString().find(token) == std::string::npos);
}

TEST_CASE("a bearer token names its account until it is replaced") {
  Desk d;
  const std::string first = d.accounts.new_token("admin");
  CHECK(d.accounts.of_token(first)->name == "admin");
  const std::string second = d.accounts.new_token("admin");
  CHECK_FALSE(d.accounts.of_token(first).has_value());
  CHECK(d.accounts.of_token(second)->role == "admin");
  CHECK_FALSE(d.accounts.of_token("").has_value());
}
