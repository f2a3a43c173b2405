// Who may use the desk: accounts with a role, argon2id passwords, a second factor, sessions, bearer tokens, failed
// attempts.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace lawhub {

class Operators;

/// The three that GB/T 22239 keeps apart, and the bureaus. What each may do is search/route_table.cpp; none both acts
/// and keeps the record of it.
enum class Role {
  system,    ///< runs the hub: sources, crawls, held deliveries, identity, tickets
  security,  ///< says who may use the desk
  auditor,   ///< reads what the others did
  publisher  ///< a bureau, for its own sources alone
};
std::string_view code_of(Role role);   ///< "system", "security", "auditor", "publisher"
std::string_view label_of(Role role);  ///< 系统管理员, 安全管理员, 审计员, 发布单位
std::optional<Role> role_of_code(std::string_view code);

struct Account {
  std::string name;
  Role role = Role::system;
  std::vector<std::string> sources{};   ///< of a publisher: its own
  std::vector<std::string> networks{};  ///< from which it may be used (base/network.h); empty: from anywhere
  bool provisional = false;             ///< another chose the password; it is good for choosing one's own
  bool barred = false;                  ///< by the security administrator, until allowed again
  bool second_factor = false;           ///< it is asked for a code beside the password; set by set_totp() alone
  Instant locked_until = 0;             ///< after failed sign-ins; 0: not locked
  /// May it see and touch what belongs to this source?
  bool serves(std::string_view source) const;
};

struct Session {
  std::string token;  ///< secret of the cookie; only its hash is stored
  Account account;
  std::string csrf;     ///< must come back with every form
  Instant used_at = 0;  ///< opened or renewed
};

class Accounts {
 public:
  Accounts(Operators& db, const Clock& clock) : db_(db), clock_(clock) {}
  /// Adds an account, or changes role, sources, networks and bars of the one of that name. Ends its sessions.
  /// Throws std::invalid_argument (Chinese) on a name, network or list of sources that cannot be.
  void put(const Account& account);
  /// Sets the password, at least 10 characters (std::invalid_argument, Chinese, else). Ends its sessions, its lock and
  /// its bearer token.
  void set_password(std::string_view name, std::string_view password, bool provisional);
  std::vector<Account> all() const;  ///< by name
  std::optional<Account> find(std::string_view name) const;

  /// From now on a code of this secret (totp.h) is asked for; an empty one ends that.
  void set_totp(std::string_view name, std::string_view secret);
  /// What somebody who wants to come in shows, and from where.
  struct Proof {
    std::string_view name, password, code, address;
  };
  /// Checks all of it. After 5 failures in 15 minutes the account answers "locked" for 15 minutes. `elsewhere`: all is
  /// right but the address, or the account is barred.
  enum class SignIn { ok, wrong, locked, elsewhere };
  SignIn check(const Proof& proof);
  /// The password alone, of somebody who is signed in already; counts failures as check() does. Never `elsewhere`.
  SignIn check_password(std::string_view name, std::string_view password);

  Session open(std::string_view name);
  /// The session of a cookie; nothing when unknown, not renewed for 30 minutes, older than 12 hours, barred or coming
  /// from a network that the account may not be used from.
  std::optional<Session> session(std::string_view token, std::string_view address) const;
  /// It is in use: its 30 minutes begin anew.
  void renew(std::string_view token);
  void close(std::string_view token);

  /// A bearer token for the API; only its hash is stored. Valid until replaced. Throws when there is no such account.
  std::string new_token(std::string_view name);
  std::optional<Account> of_token(std::string_view token, std::string_view address) const;

 private:
  SignIn judge(std::string_view name, const std::function<bool()>& is_right);
  std::string password_of(std::string_view name) const;
  bool is_right(const Proof& proof);
  void note_failure(std::string_view name);

  Operators& db_;
  const Clock& clock_;
};

}  // namespace lawhub
