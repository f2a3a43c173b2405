#include "search/health.h"

#include <fmt/format.h>

#include "base/log.h"
#include "registry/register.h"

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
  auto response = text_response(std::move(out));
  response.type = "text/plain; version=0.0.4; charset=utf-8";
  return response;
}

}  // namespace lawhub
