#include "search/health.h"

#include <fmt/format.h>

#include "base/log.h"
#include "registry/register.h"
#include "search/hub_health.h"

namespace lawhub {
namespace {

/// The last step of the registry's change log; nothing when it cannot be read.
std::optional<std::int64_t> registry_sequence(Service& service) {
  try {
    return service.stores.read([](Database& db) { return Register(db).last_sequence(); });
  } catch (const std::exception& error) {
    spdlog::error("registry: {}", error.what());
    return std::nullopt;
  }
}

/// What waits for crawlers and for people; empty when the registry cannot be read.
std::string people_metrics(Service& service) {
  try {
    const auto h = service.stores.read([&](Database& db) { return health_of(service.config, db, service.clock); });
    const auto gauge = [](const char* name, const char* help, std::size_t value) {
      return metric(name, "gauge", help, static_cast<double>(value));
    };
    const auto number = [](std::int64_t n) { return static_cast<std::size_t>(n); };
    return gauge("lawhub_jobs_queued", "Jobs that wait.", number(h.queued)) +
           gauge("lawhub_jobs_running", "Jobs under way.", number(h.running)) +
           gauge("lawhub_jobs_silent", "Jobs whose crawler is not heard of.", number(h.silent)) +
           gauge("lawhub_snapshots_held", "Deliveries that wait for a person.", number(h.held)) +
           gauge("lawhub_questions_open", "Pairs that a person must tell to be one or two.", number(h.questions)) +
           gauge("lawhub_tickets_open", "Contradictions that wait for a bureau.", number(h.tickets)) +
           gauge("lawhub_sources_late", "Sources without a good harvest for too long.", h.late.size()) +
           gauge("lawhub_disk_free_bytes", "Free space where the data is.", number(h.disk_free)) +
           gauge("lawhub_alerts", "Things that need somebody.", h.alerts.size());
  } catch (const std::exception& error) {
    spdlog::error("health: {}", error.what());
    return {};
  }
}

Response text_response(std::string text, int status = 200) {
  Response response;
  response.status = status;
  response.type = "text/plain; charset=utf-8";
  response.body = std::move(text);
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

}  // namespace

Response tell_health(const Call&) { return text_response("ok\n"); }

Response tell_readiness(const Call& call) {
  if (!call.service.engine.ready()) return text_response("no index yet\n", 503);
  if (!registry_sequence(call.service)) return text_response("registry cannot be read\n", 503);
  return text_response("ready " + call.service.engine.size().generation + "\n");
}

Response tell_metrics(const Call& call) {
  auto& service = call.service;
  const auto& t = service.traffic;
  auto size = service.engine.size();
  std::string out = service.metrics.text();
  auto add = [&out](const char* name, const char* type, const char* help, std::uint64_t value) {
    out += metric(name, type, help, static_cast<double>(value));
  };
  add("lawhub_connections_open", "gauge", "Connections now.", t.open);
  add("lawhub_connections_accepted_total", "counter", "Connections accepted.", t.accepted);
  add("lawhub_requests_refused_total", "counter", "Requests refused before a handler saw them.", t.refused);
  add("lawhub_overload_total", "counter", "Requests answered 503 and connections closed to make room.", t.overloaded);
  add("lawhub_timeouts_total", "counter", "Connections closed at a deadline.", t.timed_out);
  add("lawhub_index_ready", "gauge", "1 when there is a generation to search.", service.engine.ready() ? 1 : 0);
  add("lawhub_institutions", "gauge", "Institutions in the index.", size.institutions);
  add("lawhub_pages", "gauge", "Pages in the index.", size.pages);
  out += fmt::format(
      "# HELP lawhub_generation The generation that answers.\n# TYPE lawhub_generation gauge\n"
      "lawhub_generation{{id=\"{}\"}} 1\n",
      size.generation);
  add("lawhub_index_sequence", "counter", "Last step of the registry's change log that is in the index.",
      static_cast<std::uint64_t>(size.institution_sequence));
  add("lawhub_index_page_sequence", "counter", "Last step of the pages' change log that is in the index.",
      static_cast<std::uint64_t>(size.page_sequence));
  if (auto sequence = registry_sequence(service)) {
    add("lawhub_registry_sequence", "counter", "Last step of the registry's change log.",
        static_cast<std::uint64_t>(*sequence));
  }
  out += people_metrics(service);
  auto response = text_response(std::move(out));
  response.type = "text/plain; version=0.0.4; charset=utf-8";
  return response;
}

}  // namespace lawhub
