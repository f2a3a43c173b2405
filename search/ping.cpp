#include "search/ping.h"

#include <nlohmann/json.hpp>

#include "base/log.h"
#include "registry/ping.h"

namespace lawhub {
namespace {

using Outcome = PingAnswer::Outcome;

Response answer_to(const Call& call, const PingAnswer& ping) {
  switch (ping.outcome) {
    case Outcome::unknown:  // the same for all: nobody learns which sources there are secrets for
      return refusal(call, Refused{403, "ping-refused", "来源不存在,或者签名不对。", "", 0});
    case Outcome::stale:
      return refusal(
          call,
          Refused{403, "ping-stale",
                  "通知的时间和枢纽相差超过五分钟,枢纽现在是 " + iso_instant(call.service.clock.now()) + "。", "", 0});
    case Outcome::too_soon: {
      auto response = refusal(call, Refused{429, "too-soon", "刚刚通知过,请一分钟后再来。", "", 0});
      response.headers.emplace_back("Retry-After", std::to_string(ping.retry_after));
      return response;
    }
    case Outcome::ordered:
    case Outcome::repeated:
      break;
  }
  const nlohmann::ordered_json json = {{"job", ping.job}, {"repeated", ping.outcome == Outcome::repeated}};
  return json_response(json.dump(), 202);
}

}  // namespace

Response api_ping(const Call& call) {
  auto& service = call.service;
  const auto source = value_of(call.request.query, "source");
  const auto timestamp = call.request.header("x-lawhub-timestamp");
  const auto signature = call.request.header("x-lawhub-signature");
  for (const auto& [name, value] : {std::pair("source", source), std::pair("X-Lawhub-Timestamp", timestamp),
                                    std::pair("X-Lawhub-Signature", signature)}) {
    if (value.empty())
      return refusal(call, Refused{400, "missing-parameter", "缺少 " + std::string(name) + "。", name, 0});
  }
  // Strangers never get as far as the writer.
  PingAnswer ping;
  ping.outcome =
      service.stores.read([&](Database& db) { return Pings(db, service.clock).check(source, timestamp, signature); });
  if (ping.outcome == Outcome::ordered) {
    ping =
        service.stores.write([&](Database& db) { return Pings(db, service.clock).take(source, timestamp, signature); });
  }
  if (ping.outcome == Outcome::ordered) spdlog::info("ping of {}: job {}", source, ping.job);
  return answer_to(call, ping);
}

}  // namespace lawhub
