#include "search/admin_api.h"

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "search/json.h"
#include "search/orders.h"

namespace lawhub {
namespace {

constexpr std::int64_t kItemsAtOnce = 200, kMostItems = 100'000;

struct Order {
  std::string source, mode;
};

/// The members of the body; what is not understood is a refusal.
tl::expected<Order, Refused> read_order(const std::string& body) {
  auto json = nlohmann::json::parse(body, nullptr, false);
  if (!json.is_object()) return tl::unexpected(Refused{400, "bad-json", "内容应是一个 JSON 对象。", "", 0});
  Order order;
  for (const auto& [name, value] : json.items()) {
    if (name != "source" && name != "mode") {
      return tl::unexpected(Refused{400, "unknown-parameter", "不认识的参数。", name, 0});
    }
    if (!value.is_string()) return tl::unexpected(Refused{400, "bad-value", "应是文字。", name, 0});
    (name == "source" ? order.source : order.mode) = value.get<std::string>();
  }
  if (order.source.empty()) {
    return tl::unexpected(Refused{400, "missing-parameter", "请写明数据来源 source。", "source", 0});
  }
  return order;
}

}  // namespace

Response api_order_crawl(const Call& call) {
  auto order = read_order(call.request.body);
  if (!order) return refusal(call, order.error());
  auto jobs = order_jobs(call, {order->source}, order->mode);
  if (!jobs) {
    const auto& error = jobs.error();
    return refusal(call, Refused{400, error.code, error.message, error.code == "unknown-mode" ? "mode" : "source", 0});
  }
  if (order->source == "*") return json_response(jobs_json(*jobs, call.service.clock.now()), 202);
  auto response = json_response(job_json(jobs->front(), call.service.clock.now()), 202);
  response.headers.emplace_back("Location", "/api/v1/admin/jobs/" + std::to_string(jobs->front().id));
  return response;
}

Response api_job(const Call& call) {
  auto job = job_of(call);
  return job ? json_response(job_json(*job, call.service.clock.now())) : not_found(call);
}

Response api_job_items(const Call& call) {
  auto job = job_of(call);
  if (!job) return not_found(call);
  std::int64_t offset = 0, limit = kItemsAtOnce;
  for (auto& [name, number] : {std::pair{"offset", &offset}, std::pair{"limit", &limit}}) {
    auto text = value_of(call.request.query, name);
    if (!text.empty() && (!parse_number(text, *number) || *number < 0 || *number > kMostItems)) {
      return refusal(call, Refused{400, "bad-value", "应是 0 到 100000 的整数。", name, 0});
    }
  }
  return call.service.stores.read([&](Database& db) {
    const Journal journal(db, call.service.clock);
    const auto items = journal.items(job->id, static_cast<std::size_t>(offset), static_cast<std::size_t>(limit));
    return json_response(job_items_json(*job, journal.groups(job->id), items, call.service.clock.now()));
  });
}

Response api_cancel_job(const Call& call) {
  auto job = job_of(call);
  if (!job) return not_found(call);
  if (!cancel(call, *job)) return refusal(call, Refused{409, "ended", "任务已经结束。", "", 0});
  return json_response(job_json(*job_of(call), call.service.clock.now()), 202);
}

}  // namespace lawhub
