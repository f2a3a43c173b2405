// Who may administer: accounts with argon2id passwords, sessions, bearer tokens, failed attempts.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace lawhub {

class Database;

struct Account {
  std::string name;
  std::string role = "admin";
};

struct Session {
  std::string token;  ///< secret of the cookie; only its hash is stored
  std::string account;
  std::string csrf;     ///< must come back with every form
  Instant used_at = 0;  ///< opened or renewed
};

class Accounts {
 public:
  Accounts(Database& db, const Clock& clock) : db_(db), clock_(clock) {}
  bool empty() const;
  /// Adds an account or sets its password. The password has at least 10 characters.
  void put(std::string_view name, std::string_view password, std::string_view role);
  /// Checks the password (argon2id). After 5 failures in 15 minutes the account answers "locked" for 15 minutes.
  enum class SignIn { ok, wrong, locked };
  SignIn check(std::string_view name, std::string_view password);
  Session open(std::string_view name);
  /// The session of a cookie; nothing when unknown, not renewed for 30 minutes or older than 12 hours.
  std::optional<Session> find(std::string_view token) const;
  /// It is in use: its 30 minutes begin anew.
  void renew(std::string_view token);
  void close(std::string_view token);
  /// A bearer token for the API; only its hash is stored. Valid until replaced.
  std::string new_token(std::string_view name);
  std::optional<Account> of_token(std::string_view token) const;

 private:
  Database& db_;
  const Clock& clock_;
};

}  // namespace lawhub
