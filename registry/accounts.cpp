#include "registry/accounts.h"

#include <argon2.h>

#include <array>
#include <stdexcept>

#include "base/hash.h"
#include "base/text.h"
#include "registry/database.h"
#include "registry/sqlite.h"

namespace lawhub {
namespace {

constexpr std::size_t kLeastPassword = 10;  ///< characters
constexpr int kMostFailures = 5;
constexpr std::int64_t kMinute = 60;
constexpr std::int64_t kFailureWindow = 15 * kMinute;
constexpr std::int64_t kLockTime = 15 * kMinute;
constexpr std::int64_t kIdleTime = 30 * kMinute;
constexpr std::int64_t kLongestSession = 720 * kMinute;
constexpr std::size_t kSecretLength = 40;  ///< base 32: 200 bits

// RFC 9106 argon2id at the cost OWASP's password storage page names for it: 19 MiB, 2 passes, 1 lane.
constexpr std::uint32_t kPasses = 2;
constexpr std::uint32_t kMemoryKib = 19456;
constexpr std::uint32_t kLanes = 1;
constexpr std::uint32_t kHashBytes = 32;

std::string hash_password(std::string_view password) {
  const std::string salt = random_token(26);
  std::array<char, 160> encoded{};
  const int rc = argon2id_hash_encoded(kPasses, kMemoryKib, kLanes, password.data(), password.size(), salt.data(),
                                       salt.size(), kHashBytes, encoded.data(), encoded.size());
  if (rc != ARGON2_OK) throw std::runtime_error(std::string("argon2: ") + argon2_error_message(rc));
  return encoded.data();
}

bool is_password(const std::string& encoded, std::string_view password) {
  return argon2id_verify(encoded.c_str(), password.data(), password.size()) == ARGON2_OK;
}

}  // namespace

bool Accounts::empty() const { return !prepare(db_.sql(), "SELECT 1 FROM accounts").executeStep(); }

void Accounts::put(std::string_view name, std::string_view password, std::string_view role) {
  if (count_code_points(password) < kLeastPassword) {
    throw std::invalid_argument("密码至少要有 " + std::to_string(kLeastPassword) + " 个字符。");
  }
  const std::string hash = hash_password(password);
  db_.transaction([&] {
    run_sql(db_.sql(),
            "INSERT INTO accounts (name, role, password) VALUES (?, ?, ?) "
            "ON CONFLICT DO UPDATE SET role = excluded.role, password = excluded.password, locked_until = 0",
            name, role, hash);
    run_sql(db_.sql(), "DELETE FROM sign_in_failures WHERE account = ?", name);
    run_sql(db_.sql(), "DELETE FROM sessions WHERE account = ?", name);
  });
}

Accounts::SignIn Accounts::check(std::string_view name, std::string_view password) {
  auto row = prepare(db_.sql(), "SELECT password, locked_until FROM accounts WHERE name = ?", name);
  if (!row.executeStep()) {
    hash_password(password);  // an unknown name takes as long as a wrong password
    return SignIn::wrong;
  }
  const std::string encoded = row.getColumn(0).getString();
  const Instant locked_until = row.getColumn(1).getInt64();
  row.reset();
  const Instant now = clock_.now();
  if (now < locked_until) return SignIn::locked;
  const bool right = is_password(encoded, password);
  db_.transaction([&] {
    if (right) {
      run_sql(db_.sql(), "DELETE FROM sign_in_failures WHERE account = ?", name);
      return;
    }
    run_sql(db_.sql(), "DELETE FROM sign_in_failures WHERE account = ? AND at <= ?", name, now - kFailureWindow);
    run_sql(db_.sql(), "INSERT INTO sign_in_failures (account, at) VALUES (?, ?)", name, now);
    auto count = prepare(db_.sql(), "SELECT count(*) FROM sign_in_failures WHERE account = ?", name);
    count.executeStep();
    if (count.getColumn(0).getInt() < kMostFailures) return;
    run_sql(db_.sql(), "UPDATE accounts SET locked_until = ? WHERE name = ?", now + kLockTime, name);
    run_sql(db_.sql(), "DELETE FROM sign_in_failures WHERE account = ?", name);
  });
  return right ? SignIn::ok : SignIn::wrong;
}

Session Accounts::open(std::string_view name) {
  Session session;
  session.token = random_token(kSecretLength);
  session.account = name;
  session.csrf = hmac_sha256_hex(session.token, "csrf");
  const Instant now = clock_.now();
  session.used_at = now;
  db_.transaction([&] {
    run_sql(db_.sql(), "DELETE FROM sessions WHERE used_at <= ? OR opened_at <= ?", now - kIdleTime,
            now - kLongestSession);
    run_sql(db_.sql(), "INSERT INTO sessions (token_hash, account, opened_at, used_at) VALUES (?, ?, ?, ?)",
            sha256_hex(session.token), name, now, now);
  });
  return session;
}

std::optional<Session> Accounts::find(std::string_view token) const {
  const Instant now = clock_.now();
  auto row =
      prepare(db_.sql(), "SELECT account, used_at FROM sessions WHERE token_hash = ? AND used_at > ? AND opened_at > ?",
              sha256_hex(token), now - kIdleTime, now - kLongestSession);
  if (!row.executeStep()) return std::nullopt;
  Session session;
  session.token = token;
  session.account = row.getColumn(0).getString();
  session.csrf = hmac_sha256_hex(token, "csrf");
  session.used_at = row.getColumn(1).getInt64();
  return session;
}

void Accounts::renew(std::string_view token) {
  db_.transaction([&] {
    run_sql(db_.sql(), "UPDATE sessions SET used_at = ? WHERE token_hash = ?", clock_.now(), sha256_hex(token));
  });
}

void Accounts::close(std::string_view token) {
  db_.transaction([&] { run_sql(db_.sql(), "DELETE FROM sessions WHERE token_hash = ?", sha256_hex(token)); });
}

std::string Accounts::new_token(std::string_view name) {
  std::string token = random_token(kSecretLength);
  db_.transaction([&] {
    if (run_sql(db_.sql(), "UPDATE accounts SET token_hash = ? WHERE name = ?", sha256_hex(token), name) != 1) {
      throw std::runtime_error("no such account: " + std::string(name));
    }
  });
  return token;
}

std::optional<Account> Accounts::of_token(std::string_view token) const {
  auto row = prepare(db_.sql(), "SELECT name, role FROM accounts WHERE token_hash = ?", sha256_hex(token));
  if (!row.executeStep()) return std::nullopt;
  return Account{row.getColumn(0).getString(), row.getColumn(1).getString()};
}

}  // namespace lawhub
