#include "registry/accounts.h"

#include <argon2.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "base/hash.h"
#include "base/network.h"
#include "base/text.h"
#include "registry/operators.h"
#include "registry/sqlite.h"
#include "registry/totp.h"

namespace lawhub {
namespace {

constexpr std::size_t kLeastPassword = 10;  ///< characters
constexpr std::size_t kLongestName = 40;    ///< bytes
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

struct Words {
  std::string_view code, label;
};
constexpr std::array<Words, 4> kRoles{
    {{"system", "系统管理员"}, {"security", "安全管理员"}, {"auditor", "审计员"}, {"publisher", "发布单位"}}};

const char* const kAccount =
    "SELECT name, role, sources, networks, provisional, barred, totp_secret <> '', locked_until FROM accounts ";

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

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> out;
  for (const auto word : split(text, ' ')) {
    if (!word.empty()) out.emplace_back(word);
  }
  return out;
}

Account read_account(SQLite::Statement& row) {
  Account out;
  out.name = row.getColumn(0).getString();
  out.role = role_of_code(row.getColumn(1).getString()).value_or(Role::auditor);
  out.sources = words_of(row.getColumn(2).getString());
  out.networks = words_of(row.getColumn(3).getString());
  out.provisional = row.getColumn(4).getInt() != 0;
  out.barred = row.getColumn(5).getInt() != 0;
  out.second_factor = row.getColumn(6).getInt() != 0;
  out.locked_until = row.getColumn(7).getInt64();
  return out;
}

bool may_come_from(const Account& account, std::string_view address) {
  const auto holds = [&](const std::string& network) { return is_within(address, network); };
  return account.networks.empty() || std::any_of(account.networks.begin(), account.networks.end(), holds);
}

void check_account(const Account& account) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.'; };
  if (account.name.empty() || account.name.size() > kLongestName ||
      !std::all_of(account.name.begin(), account.name.end(), fits)) {
    throw std::invalid_argument("账号由小写字母、数字、点和短横组成,最多 40 个字符。");
  }
  if (!std::all_of(account.networks.begin(), account.networks.end(), is_network))
    throw std::invalid_argument("网段应写成 10.0.0.0/8 或 192.0.2.7 这样。");
  if (account.sources.empty() == (account.role == Role::publisher))
    throw std::invalid_argument("发布单位要写明它的来源;别的身份不写来源。");
}

}  // namespace

std::string_view code_of(Role role) { return kRoles[static_cast<std::size_t>(role)].code; }
std::string_view label_of(Role role) { return kRoles[static_cast<std::size_t>(role)].label; }

std::optional<Role> role_of_code(std::string_view code) {
  for (std::size_t i = 0; i < kRoles.size(); ++i) {
    if (kRoles[i].code == code) return static_cast<Role>(i);
  }
  return std::nullopt;
}

bool Account::serves(std::string_view source) const {
  return role != Role::publisher || std::find(sources.begin(), sources.end(), source) != sources.end();
}

void Accounts::put(const Account& account) {
  check_account(account);
  db_.transaction([&] {
    run_sql(db_.sql(),
            "INSERT INTO accounts (name, role, sources, networks, password, provisional, barred) "
            "VALUES (?, ?, ?, ?, '', 1, ?) ON CONFLICT DO UPDATE SET role = excluded.role, sources = excluded.sources, "
            "networks = excluded.networks, barred = excluded.barred",
            account.name, code_of(account.role), join(account.sources, " "), join(account.networks, " "),
            account.barred ? 1 : 0);
    run_sql(db_.sql(), "DELETE FROM sessions WHERE account = ?", account.name);
  });
}

void Accounts::set_password(std::string_view name, std::string_view password, bool provisional) {
  if (count_code_points(password) < kLeastPassword)
    throw std::invalid_argument("密码至少要有 " + std::to_string(kLeastPassword) + " 个字符。");
  const std::string hash = hash_password(password);
  db_.transaction([&] {
    if (run_sql(db_.sql(),
                "UPDATE accounts SET password = ?, provisional = ?, locked_until = 0, token_hash = NULL WHERE name = ?",
                hash, provisional ? 1 : 0, name) != 1)
      throw std::invalid_argument("没有这个账号。");
    run_sql(db_.sql(), "DELETE FROM sign_in_failures WHERE account = ?", name);
    run_sql(db_.sql(), "DELETE FROM sessions WHERE account = ?", name);
  });
}

std::vector<Account> Accounts::all() const {
  auto rows = prepare(db_.sql(), std::string(kAccount) + "ORDER BY name");
  std::vector<Account> out;
  while (rows.executeStep()) out.push_back(read_account(rows));
  return out;
}

std::optional<Account> Accounts::find(std::string_view name) const {
  auto row = prepare(db_.sql(), std::string(kAccount) + "WHERE name = ?", name);
  return row.executeStep() ? std::optional(read_account(row)) : std::nullopt;
}

void Accounts::set_totp(std::string_view name, std::string_view secret) {
  db_.transaction(
      [&] { run_sql(db_.sql(), "UPDATE accounts SET totp_secret = ?, totp_step = 0 WHERE name = ?", secret, name); });
}

std::string Accounts::password_of(std::string_view name) const {
  auto row = prepare(db_.sql(), "SELECT password FROM accounts WHERE name = ?", name);
  row.executeStep();
  return row.getColumn(0).getString();
}

bool Accounts::is_right(const Proof& proof) {
  if (!is_password(password_of(proof.name), proof.password)) return false;
  auto row = prepare(db_.sql(), "SELECT totp_secret, totp_step FROM accounts WHERE name = ?", proof.name);
  row.executeStep();
  const std::string secret = row.getColumn(0).getString();
  const std::int64_t last = row.getColumn(1).getInt64();
  row.reset();
  if (secret.empty()) return true;
  const auto step = totp_step_of(secret, proof.code, clock_.now(), last);
  if (step) run_sql(db_.sql(), "UPDATE accounts SET totp_step = ? WHERE name = ?", *step, proof.name);
  return step.has_value();
}

void Accounts::note_failure(std::string_view name) {
  const Instant now = clock_.now();
  run_sql(db_.sql(), "DELETE FROM sign_in_failures WHERE account = ? AND at <= ?", name, now - kFailureWindow);
  run_sql(db_.sql(), "INSERT INTO sign_in_failures (account, at) VALUES (?, ?)", name, now);
  auto count = prepare(db_.sql(), "SELECT count(*) FROM sign_in_failures WHERE account = ?", name);
  count.executeStep();
  if (count.getColumn(0).getInt() < kMostFailures) return;
  run_sql(db_.sql(), "UPDATE accounts SET locked_until = ? WHERE name = ?", now + kLockTime, name);
  run_sql(db_.sql(), "DELETE FROM sign_in_failures WHERE account = ?", name);
}

Accounts::SignIn Accounts::judge(std::string_view name, const std::function<bool()>& is_right) {
  const auto account = find(name);
  if (clock_.now() < account.value().locked_until) return SignIn::locked;
  bool right = false;
  db_.transaction([&] {
    right = is_right();
    if (right) {
      run_sql(db_.sql(), "DELETE FROM sign_in_failures WHERE account = ?", name);
    } else {
      note_failure(name);
    }
  });
  return right ? SignIn::ok : SignIn::wrong;
}

Accounts::SignIn Accounts::check(const Proof& proof) {
  const auto account = find(proof.name);
  if (!account) {
    hash_password(proof.password);  // an unknown name takes as long as a wrong password
    return SignIn::wrong;
  }
  const auto outcome = judge(proof.name, [&] { return is_right(proof); });
  if (outcome != SignIn::ok) return outcome;
  return account->barred || !may_come_from(*account, proof.address) ? SignIn::elsewhere : SignIn::ok;
}

Accounts::SignIn Accounts::check_password(std::string_view name, std::string_view password) {
  return judge(name, [&] { return is_password(password_of(name), password); });
}

Session Accounts::open(std::string_view name) {
  Session session;
  session.token = random_token(kSecretLength);
  session.account = find(name).value();
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

std::optional<Session> Accounts::session(std::string_view token, std::string_view address) const {
  const Instant now = clock_.now();
  auto row =
      prepare(db_.sql(), "SELECT account, used_at FROM sessions WHERE token_hash = ? AND used_at > ? AND opened_at > ?",
              sha256_hex(token), now - kIdleTime, now - kLongestSession);
  if (!row.executeStep()) return std::nullopt;
  auto account = find(row.getColumn(0).getString());
  if (!account || account->barred || !may_come_from(*account, address)) return std::nullopt;
  Session session;
  session.token = token;
  session.account = std::move(*account);
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

std::optional<Account> Accounts::of_token(std::string_view token, std::string_view address) const {
  auto row = prepare(db_.sql(), std::string(kAccount) + "WHERE token_hash = ?", sha256_hex(token));
  if (!row.executeStep()) return std::nullopt;
  auto account = read_account(row);
  if (account.barred || !may_come_from(account, address)) return std::nullopt;
  return account;
}

}  // namespace lawhub
