#include "search/feed_out.h"

#include <fmt/format.h>

#include "base/hash.h"
#include "base/text.h"
#include "feeds/writer.h"
#include "registry/published.h"
#include "registry/register.h"

namespace lawhub {
namespace {

constexpr std::int64_t kLimit = 200, kMostLimit = 1'000;
constexpr Instant kDay = 86'400;
constexpr std::string_view kProvince = "370000";

/// Where a page begins, and up to when the harvest goes.
struct Cursor {
  Instant from = 0;
  std::string after_id;
  Instant until = 0;
  std::int64_t limit = kLimit;
};

/// "until.limit.from.after"; opaque to clients.
std::string token_of(const Cursor& c) { return fmt::format("{}.{}.{}.{}", c.until, c.limit, c.from, c.after_id); }

bool read_token(std::string_view token, Cursor& c) {
  auto parts = split(token, '.');
  if (parts.size() != 4 || parts[3].empty() || parts[3].size() > 20) return false;
  c.after_id = parts[3];
  return parse_number(parts[0], c.until) && parse_number(parts[1], c.limit) && parse_number(parts[2], c.from) &&
         c.limit >= 1 && c.limit <= kMostLimit;
}

/// A day as `until` means its last second.
bool read_instant(std::string_view text, bool end_of_day, Instant& to) {
  if (auto instant = parse_iso_instant(text)) {
    to = *instant;
  } else if (auto day = parse_iso_date(text)) {
    to = start_of(*day) + (end_of_day ? kDay - 1 : 0);
  } else {
    return false;
  }
  return true;
}

std::optional<Refused> read_cursor(const NamedValues& query, Instant now, Cursor& c) {
  c.until = now;
  auto bad = [](const char* name, const char* message) { return Refused{400, "bad-value", message, name, 0}; };
  auto from = value_of(query, "from"), until = value_of(query, "until"), limit = value_of(query, "limit");
  auto token = value_of(query, "token");
  if (!token.empty()) {
    if (!from.empty() || !until.empty() || !limit.empty()) return bad("token", "token 不能和其他参数一起用。");
    return read_token(token, c) ? std::optional<Refused>() : bad("token", "token 无效,请从头采集。");
  }
  if (!from.empty() && !read_instant(from, false, c.from))
    return bad("from", "from 应是 2026-11-24 这样的日期或时间。");
  if (!until.empty() && !read_instant(until, true, c.until))
    return bad("until", "until 应是 2026-11-24 这样的日期或时间。");
  c.until = std::min(c.until, now);
  if (!limit.empty() && (!parse_number(limit, c.limit) || c.limit < 1 || c.limit > kMostLimit)) {
    return bad("limit", "limit 应是 1 到 1000 的整数。");
  }
  return {};
}

std::string reason_of(Status status) {
  if (status == Status::cancelled || status == Status::closed) return "cancelled";
  if (status == Status::revoked) return "revoked";
  return status == Status::merged ? "merged" : "published-in-error";
}

void add_institution(const Institution& institution, const Site& site, const Relations& relations, Instant now,
                     FeedPage& page) {
  if (institution.presence == Presence::withdrawn) {
    auto day = iso_date(china_time(institution.changed_at).date);
    page.withdrawals.push_back({institution.id, reason_of(institution.record.status), day, {}});
  } else {
    Observation said;
    said.key = institution.id;
    said.url = site.url + "/institutions/" + institution.id;
    said.asserted_at = institution.changed_at;
    said.version = institution.version;
    said.record = record_for_feed(institution, relations, iso_date(china_time(now).date));
    page.records.push_back(std::move(said));
  }
  for (const auto& alias : institution.aliases) {
    auto day = iso_date(china_time(institution.changed_at).date);
    page.withdrawals.push_back({alias, "duplicate", day, {institution.id}});
  }
}

FeedPage read_page(const Service& service, Database& db, const Cursor& cursor) {
  FeedPage page;
  page.bureau_id = "hub:" + std::string(kProvince);
  page.publisher_name = service.site.name;
  page.division = kProvince;
  page.base_url = service.site.url + "/feeds/institutions.xml";
  page.response_date = service.clock.now();
  page.deleted_record = "persistent";
  auto limit = static_cast<std::size_t>(cursor.limit);
  auto batch = Register(db).changed_from(cursor.from, cursor.after_id, limit + 1);
  while (!batch.empty() && batch.back().changed_at > cursor.until) batch.pop_back();
  if (batch.size() > limit) {
    batch.pop_back();
    page.resumption_token = token_of({batch.back().changed_at, batch.back().id, cursor.until, cursor.limit});
  }
  const Relations relations(db);
  for (const auto& institution : batch) add_institution(institution, service.site, relations, page.response_date, page);
  return page;
}

}  // namespace

Response send_feed(const Call& call) {
  auto& service = call.service;
  Cursor cursor;
  if (auto why = read_cursor(call.request.query, service.clock.now(), cursor)) return refusal(call, *why);
  Response response;
  response.type = "application/xml; charset=utf-8";
  service.stores.read([&](Database& db) {
    std::string state = std::to_string(Register(db).last_sequence());
    for (const auto& [name, value] : call.request.query) state.append("\n").append(name).append("=").append(value);
    response.headers.emplace_back("ETag", fmt::format("W/\"{:016x}\"", hash64(state)));
    response.body = write_feed(read_page(service, db, cursor));
    return true;
  });
  return response;
}

}  // namespace lawhub
