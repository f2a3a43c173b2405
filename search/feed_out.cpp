#include "search/feed_out.h"

#include <fmt/format.h>

#include "base/hash.h"
#include "base/text.h"
#include "feeds/hub_feed.h"
#include "feeds/writer.h"
#include "registry/register.h"

namespace lawhub {
namespace {

constexpr Instant kDay = 86'400;
constexpr const char* kProvince = "370000";

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

std::optional<Refused> read_cursor(const NamedValues& query, Instant now, FeedCursor& c) {
  c.until = now;
  auto bad = [](const char* name, const char* message) { return Refused{400, "bad-value", message, name, 0}; };
  auto from = value_of(query, "from"), until = value_of(query, "until"), limit = value_of(query, "limit");
  auto token = value_of(query, "token");
  if (!token.empty()) {
    if (!from.empty() || !until.empty() || !limit.empty()) return bad("token", "token 不能和其他参数一起用。");
    const auto resumed = cursor_of(token);
    if (!resumed) return bad("token", "token 无效,请从头采集。");
    c = *resumed;
    return {};
  }
  if (!from.empty() && !read_instant(from, false, c.from))
    return bad("from", "from 应是 2026-11-24 这样的日期或时间。");
  if (!until.empty() && !read_instant(until, true, c.until))
    return bad("until", "until 应是 2026-11-24 这样的日期或时间。");
  c.until = std::min(c.until, now);
  std::int64_t most = static_cast<std::int64_t>(c.limit);
  if (!limit.empty() && (!parse_number(limit, most) || most < 1 || most > static_cast<std::int64_t>(kFeedRecords))) {
    return bad("limit", "limit 应是 1 到 1000 的整数。");
  }
  c.limit = static_cast<std::size_t>(most);
  return {};
}

}  // namespace

Response send_feed(const Call& call) {
  auto& service = call.service;
  FeedCursor cursor;
  if (auto why = read_cursor(call.request.query, service.clock.now(), cursor)) return refusal(call, *why);
  Response response;
  response.type = "application/xml; charset=utf-8";
  service.stores.read([&](Database& db) {
    std::string state = std::to_string(Register(db).last_sequence());
    for (const auto& [name, value] : call.request.query) state += fmt::format("\n{}={}", name, value);
    response.headers.emplace_back("ETag", fmt::format("W/\"{:016x}\"", hash64(state)));
    const FeedPublisher publisher{service.site.name, kProvince, service.site.url + "/feeds/institutions.xml"};
    response.body = write_feed(hub_page(Register(db), publisher, cursor, service.clock.now()));
    return true;
  });
  return response;
}

}  // namespace lawhub
