#include "registry/ping.h"

#include <cstdlib>
#include <stdexcept>

#include "base/hash.h"
#include "registry/database.h"
#include "registry/journal.h"
#include "registry/source.h"
#include "registry/sqlite.h"

namespace lawhub {
namespace {

constexpr Instant kWindow = 300;     // seconds a clerk's clock may be wrong
constexpr Instant kPause = 60;       // seconds between two orders: a pull of a small list takes about as long
constexpr std::size_t kSecret = 32;  // characters of base 32: 160 bits

}  // namespace

std::string ping_signature(std::string_view secret, std::string_view source, std::string_view timestamp) {
  return hmac_sha256_hex(secret, std::string(source) + "\n" + std::string(timestamp));
}

std::string Pings::new_secret(std::string_view source) {
  if (!Sources(db_).find(source)) throw std::runtime_error("there is no source " + std::string(source));
  const std::string secret = random_token(kSecret);
  db_.transaction([&] {
    run_sql(
        db_.sql(),
        "INSERT INTO ping_secrets (source, secret) VALUES (?, ?) ON CONFLICT DO UPDATE SET secret = excluded.secret",
        source, secret);
  });
  return secret;
}

PingAnswer::Outcome Pings::check(std::string_view source, std::string_view timestamp,
                                 std::string_view signature) const {
  auto row = prepare(db_.sql(), "SELECT secret FROM ping_secrets WHERE source = ?", source);
  const bool known = row.executeStep();
  const std::string secret = known ? row.getColumn(0).getString() : std::string();
  if (!equal_secret(ping_signature(secret, source, timestamp), signature) || !known)
    return PingAnswer::Outcome::unknown;
  const auto at = parse_iso_instant(timestamp);
  const bool fresh = at && std::abs(*at - clock_.now()) <= kWindow;
  return fresh ? PingAnswer::Outcome::ordered : PingAnswer::Outcome::stale;
}

PingAnswer Pings::take(std::string_view source, std::string_view timestamp, std::string_view signature) {
  PingAnswer answer;
  db_.transaction([&] {
    answer.outcome = check(source, timestamp, signature);
    if (answer.outcome != PingAnswer::Outcome::ordered) return;
    const auto known = Sources(db_).find(source);
    if (!known || !known->enabled || known->kind == SourceKind::upload) {
      answer.outcome = PingAnswer::Outcome::unknown;
      return;
    }
    auto row = prepare(db_.sql(), "SELECT pinged_at, taken_at, job FROM ping_secrets WHERE source = ?", source);
    row.executeStep();
    const Instant pinged_at = row.getColumn(0).getInt64(), taken_at = row.getColumn(1).getInt64();
    answer.job = row.getColumn(2).getInt64();
    const Instant at = parse_iso_instant(timestamp).value_or(0), now = clock_.now();
    if (at <= pinged_at) {
      answer.outcome = PingAnswer::Outcome::repeated;
    } else if (now < taken_at + kPause) {
      answer.outcome = PingAnswer::Outcome::too_soon;
      answer.retry_after = taken_at + kPause - now;
    } else {
      answer.job = Journal(db_, clock_).order(source, JobMode::harvest, "ping").id;
      run_sql(db_.sql(), "UPDATE ping_secrets SET pinged_at = ?, taken_at = ?, job = ? WHERE source = ?", at, now,
              answer.job, source);
    }
  });
  return answer;
}

}  // namespace lawhub
