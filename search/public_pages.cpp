#include "search/public_pages.h"

#include "registry/division.h"
#include "registry/register.h"
#include "search/source_status.h"

namespace lawhub {
namespace {

constexpr std::size_t kJobsShown = 20;

}  // namespace

std::vector<Bucket> count_types(const Hub& hub, const std::string& division) {
  Parameters inside;
  inside.division = division;
  inside.kind = Parameters::Kind::institution;
  inside.size = 1;
  return hub.engine.search(inside).by_type;
}

Response show_home(const Call& call) { return html_response(home_page(call.hub.site, call.hub.engine.size())); }

Response show_results(const Call& call) {
  auto parameters = read_parameters(call.request.query);
  if (!parameters) return refusal(call, parameters.error());
  return html_response(result_page(call.hub.site, *parameters, call.hub.engine.search(*parameters)));
}

Response show_institution(const Call& call) {
  const auto& id = call.captures[0];
  return call.hub.stores.read([&](Database& db) {
    auto institution = Register(db).find(id);
    if (!institution) return not_found(call);
    if (institution->id != id) return redirect(301, "/institutions/" + institution->id);
    int status = institution->presence == Presence::withdrawn ? 410 : 200;
    auto page = institution_page(call.hub.site, *institution, sources_by_id(db), call.hub.clock.now());
    return html_response(std::move(page), status);
  });
}

Response show_division(const Call& call) {
  const auto* division = Divisions::get().find(call.captures[0]);
  if (division == nullptr) return not_found(call);
  if (!division->current && !division->successor.empty()) return redirect(301, "/divisions/" + division->successor);
  return html_response(division_page(call.hub.site, division->code, count_types(call.hub, division->code)));
}

Response show_sources(const Call& call) {
  auto& hub = call.hub;
  return html_response(
      sources_page(hub.site, hub.stores.read([&](Database& db) { return all_source_statuses(db, hub.clock); })));
}

Response show_source(const Call& call) {
  auto& hub = call.hub;
  return hub.stores.read([&](Database& db) {
    auto source = Sources(db).find(call.captures[0]);
    if (!source) return not_found(call);
    auto jobs = Journal(db, hub.clock).latest_of(source->id, kJobsShown);
    return html_response(source_page(hub.site, status_of_source(db, hub.clock, *source), jobs));
  });
}

Response show_crawler(const Call& call) { return html_response(crawler_page(call.hub.site)); }

}  // namespace lawhub
