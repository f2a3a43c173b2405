#include "registry/accounts.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <catch2/catch.hpp>

#include "registry/operators.h"
#include "registry/totp.h"
#include "tests/support/fixed_clock.h"

using lawhub::Account;
using lawhub::Accounts;
using lawhub::Role;
using SignIn = lawhub::Accounts::SignIn;

namespace {

constexpr const char* kPassword = "黄河入海流白日依山尽";

struct Desk {
  lawhub::Operators db{":memory:"};
  lawhub::FixedClock clock;
  Accounts accounts{db, clock};
  Desk() { add("admin", {}); }
  void add(const std::string& name, const std::vector<std::string>& networks) {
    accounts.put({name, Role::system, {}, networks});
    accounts.set_password(name, kPassword, false);
  }
  SignIn check(const std::string& name, const std::string& password, const std::string& code = "",
               const std::string& address = "192.0.2.7") {
    return accounts.check({name, password, code, address});
  }
  std::optional<lawhub::Session> session(const std::string& token, const std::string& address = "192.0.2.7") {
    return accounts.session(token, address);
  }
};

}  // namespace

TEST_CASE("a password is checked and never stored") {
  Desk d;
  CHECK(d.check("admin", kPassword) == SignIn::ok);
  CHECK(d.check("admin", "不是这个密码不是这个密码") == SignIn::wrong);
  CHECK(d.check("nobody", kPassword) == SignIn::wrong);
  const std::string stored = d.db.sql().execAndGet("SELECT password FROM accounts").getString();
  CHECK_THAT(stored, Catch::StartsWith("$argon2id$"));
}

TEST_CASE("a password of fewer than 10 characters is refused") {
  Desk d;
  CHECK_THROWS_AS(d.accounts.set_password("admin", "九个汉字不够长的呀", false), std::invalid_argument);
  CHECK_NOTHROW(d.accounts.set_password("admin", "十个汉字就正好够长了", false));
}

TEST_CASE("five failures in a quarter of an hour lock the account for a quarter of an hour") {
  Desk d;
  for (int i = 0; i < 5; ++i) {
    CHECK(d.check("admin", "wrong") == SignIn::wrong);
    d.clock.advance(60);
  }
  CHECK(d.check("admin", kPassword) == SignIn::locked);
  d.clock.advance(13 * 60);
  CHECK(d.check("admin", kPassword) == SignIn::locked);
  d.clock.advance(60);
  CHECK(d.check("admin", kPassword) == SignIn::ok);
}

TEST_CASE("only failures of the last quarter of an hour count") {
  Desk d;
  for (int i = 0; i < 10; ++i) {
    CHECK(d.check("admin", "wrong") == SignIn::wrong);
    d.clock.advance(4 * 60);
  }
  for (int i = 0; i < 2; ++i) CHECK(d.check("admin", "wrong") == SignIn::wrong);
  CHECK(d.check("admin", kPassword) == SignIn::locked);
}

TEST_CASE("a success forgives the failures before it") {
  Desk d;
  for (int i = 0; i < 4; ++i) CHECK(d.check("admin", "wrong") == SignIn::wrong);
  CHECK(d.check("admin", kPassword) == SignIn::ok);
  for (int i = 0; i < 4; ++i) CHECK(d.check("admin", "wrong") == SignIn::wrong);
  CHECK(d.check("admin", kPassword) == SignIn::ok);
}

TEST_CASE("a session ends when idle for 30 minutes, and use renews it") {
  Desk d;
  const auto session = d.accounts.open("admin");
  d.clock.advance(29 * 60);
  CHECK(d.session(session.token)->csrf == session.csrf);
  d.accounts.renew(session.token);
  d.clock.advance(29 * 60);
  CHECK(d.session(session.token)->used_at == d.clock.now() - 29 * 60);
  d.accounts.renew(session.token);
  d.clock.advance(30 * 60);
  CHECK_FALSE(d.session(session.token).has_value());
}

TEST_CASE("a session ends after 12 hours, however busy") {
  Desk d;
  const auto session = d.accounts.open("admin");
  for (int i = 0; i < 12 * 4 - 1; ++i) {
    d.clock.advance(15 * 60);
    REQUIRE(d.session(session.token).has_value());
    d.accounts.renew(session.token);
  }
  d.clock.advance(15 * 60);
  CHECK_FALSE(d.session(session.token).has_value());
}

TEST_CASE("signing out, or a new password, ends the session") {
  Desk d;
  const auto one = d.accounts.open("admin");
  const auto two = d.accounts.open("admin");
  CHECK(one.token != two.token);
  CHECK(one.csrf != two.csrf);
  d.accounts.close(one.token);
  CHECK_FALSE(d.session(one.token).has_value());
  CHECK(d.session(two.token)->account.name == "admin");
  d.accounts.set_password("admin", "另一个很长很长的密码", false);
  CHECK_FALSE(d.session(two.token).has_value());
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
  CHECK(d.accounts.of_token(first, "192.0.2.7")->name == "admin");
  const std::string second = d.accounts.new_token("admin");
  CHECK_FALSE(d.accounts.of_token(first, "192.0.2.7").has_value());
  CHECK(d.accounts.of_token(second, "192.0.2.7")->role == Role::system);
  CHECK_FALSE(d.accounts.of_token("", "192.0.2.7").has_value());
}

TEST_CASE("an account may be kept to its networks") {
  Desk d;
  d.add("bound", {"10.1.0.0/16", "2001:db8::/32"});
  CHECK(d.check("bound", kPassword, "", "10.2.0.1") == SignIn::elsewhere);
  CHECK(d.check("bound", kPassword, "", "10.1.200.1") == SignIn::ok);
  const auto session = d.accounts.open("bound");
  CHECK(d.session(session.token, "2001:db8::7"));
  CHECK_FALSE(d.session(session.token, "192.0.2.7"));
  const auto token = d.accounts.new_token("bound");
  CHECK(d.accounts.of_token(token, "10.1.0.1"));
  CHECK_FALSE(d.accounts.of_token(token, "10.2.0.1"));
}

TEST_CASE("a barred account is out at once, with its sessions and its token") {
  Desk d;
  const auto session = d.accounts.open("admin");
  const auto token = d.accounts.new_token("admin");
  Account account = *d.accounts.find("admin");
  account.barred = true;
  d.accounts.put(account);
  CHECK_FALSE(d.session(session.token));
  CHECK_FALSE(d.accounts.of_token(token, "192.0.2.7"));
  CHECK(d.check("admin", kPassword) == SignIn::elsewhere);
}

TEST_CASE("with a second factor the password alone is not enough, and no code counts twice") {
  Desk d;
  const auto secret = lawhub::new_totp_secret();
  d.accounts.set_totp("admin", secret);
  const auto code = lawhub::totp_code(secret, d.clock.now() / 30);
  CHECK(d.check("admin", kPassword) == SignIn::wrong);
  CHECK(d.check("admin", "不是这个密码不是这个密码", code) == SignIn::wrong);
  CHECK(d.check("admin", kPassword, code) == SignIn::ok);
  CHECK(d.check("admin", kPassword, code) == SignIn::wrong);
  d.clock.advance(30);
  CHECK(d.check("admin", kPassword, lawhub::totp_code(secret, d.clock.now() / 30)) == SignIn::ok);
}

TEST_CASE("what cannot be an account is refused") {
  Desk d;
  CHECK_THROWS_AS(d.accounts.put({"Ad min", Role::system}), std::invalid_argument);
  CHECK_THROWS_AS(d.accounts.put({"a", Role::publisher}), std::invalid_argument);
  CHECK_THROWS_AS(d.accounts.put({"a", Role::system, {"sfj-3704"}}), std::invalid_argument);
  CHECK_THROWS_AS(d.accounts.put({"a", Role::system, {}, {"10.0.0.0/33"}}), std::invalid_argument);
}
