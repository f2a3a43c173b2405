#include "search/feed_out.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/hash.h"
#include "base/text.h"
#include "feeds/embedded.h"
#include "feeds/hub_feed.h"
#include "feeds/oai.h"
#include "feeds/writer.h"
#include "registry/register.h"

namespace lawhub {
namespace {

constexpr std::int64_t kLimit = 200;
constexpr Instant kDay = 86'400;

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

struct Asked {
  Selection selection;
  std::int64_t limit = kLimit;
  std::optional<HarvestCursor> resumed;
};

std::optional<Refused> read_token(const NamedValues& query, Instant now, Asked& asked) {
  // A harvester whose base address has a limit repeats it beside the token, which holds it already.
  const bool repeats = std::all_of(query.begin(), query.end(),
                                   [](const auto& one) { return one.first == "token" || one.first == "limit"; });
  if (!repeats) return Refused{400, "bad-value", "token 不能和 from、until、set 一起用。", "token", 0};
  asked.resumed = cursor_of(value_of(query, "token"), now);
  if (asked.resumed && asked.resumed->form.empty()) return {};
  return Refused{400, "bad-value", "token 无效或已过期,请从头采集。", "token", 0};
}

std::optional<Refused> read_question(const NamedValues& query, Instant now, Asked& asked) {
  if (!value_of(query, "token").empty()) return read_token(query, now, asked);
  auto bad = [](const char* name, const char* message) { return Refused{400, "bad-value", message, name, 0}; };
  auto& s = asked.selection;
  auto from = value_of(query, "from"), until = value_of(query, "until"), limit = value_of(query, "limit");
  auto set = value_of(query, "set");
  if (!from.empty() && !read_instant(from, false, s.from)) {
    return bad("from", "from 应是 2026-11-24 这样的日期或时间。");
  }
  if (!until.empty() && !read_instant(until, true, s.until)) {
    return bad("until", "until 应是 2026-11-24 这样的日期或时间。");
  }
  if (!set.empty() && !read_set(set, s)) {
    return bad("set", "set 应是 type:NOT、division:3704,或两者用逗号连接。");
  }
  constexpr auto kMost = static_cast<std::int64_t>(kFeedRecords);
  if (!limit.empty() && (!parse_number(limit, asked.limit) || asked.limit < 1 || asked.limit > kMost)) {
    return bad("limit", "limit 应是 1 到 1000 的整数。");
  }
  return {};
}

}  // namespace

void add_validators(const Service& service, Database& db, const NamedValues& query, Response& response) {
  // Whoever keeps a page keeps its token: after a day at most they get one that is fresh.
  std::string state = fmt::format("{} {}", Register(db).last_sequence(), service.clock.now() / kDay);
  for (const auto& [name, value] : query) state.append("\n").append(name).append("=").append(value);
  response.headers.emplace_back("ETag", fmt::format("W/\"{:016x}\"", hash64(state)));
  // A second that is not over may see more changes.
  if (const auto latest = PublicList(db, service.clock.now()).latest(); latest != 0 && latest < service.clock.now()) {
    response.headers.emplace_back("Last-Modified", http_date(latest));
  }
}

Response send_feed(const Call& call) {
  auto& service = call.service;
  auto now = service.clock.now();
  Asked asked;
  if (auto why = read_question(call.request.query, now, asked)) return refusal(call, *why);
  Response response;
  response.type = "application/xml; charset=utf-8";
  service.stores.read([&](Database& db) {
    const PublicList list(db, now);
    add_validators(service, db, call.request.query, response);
    auto cursor = asked.resumed ? *asked.resumed
                                : begin_harvest(list, asked.selection, static_cast<std::size_t>(asked.limit), now);
    response.body = write_feed(hub_page(list, publisher_of(service), cursor, now));
    return true;
  });
  return response;
}

Response send_oai(const Call& call) {
  Response response;
  response.type = "text/xml; charset=utf-8";
  OaiArguments arguments = call.request.query;
  arguments.insert(arguments.end(), call.form.begin(), call.form.end());
  response.body = call.service.stores.read([&](Database& db) {
    return oai_answer(PublicList(db, call.service.clock.now()), publisher_of(call.service), arguments,
                      call.service.clock.now());
  });
  return response;
}

Response send_schema(const Call&) {
  Response response;
  response.type = "application/xml; charset=utf-8";
  response.body = feeds_file("institutions.xsd");
  return response;
}

}  // namespace lawhub
