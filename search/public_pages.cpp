#include "search/public_pages.h"

#include "registry/division.h"
#include "registry/published.h"
#include "registry/register.h"
#include "search/source_status.h"

namespace lawhub {
namespace {

constexpr std::size_t kJobsShown = 20;

}  // namespace

std::vector<Bucket> count_types(const Service& service, const std::string& division) {
  Parameters inside;
  inside.division = division;
  inside.kind = Parameters::Kind::institution;
  inside.size = 1;
  return service.engine.search(inside).by_type;
}

Response show_home(const Call& call) { return html_response(home_page(call.service.site, call.service.engine.size())); }

Response show_results(const Call& call) {
  auto parameters = read_parameters(call.request.query);
  if (!parameters) return refusal(call, parameters.error());
  return html_response(result_page(call.service.site, *parameters, call.service.engine.search(*parameters)));
}

Response show_institution(const Call& call) {
  const auto& id = call.captures[0];
  return call.service.stores.read([&](Database& db) {
    auto institution = Register(db).find(id);
    if (!institution) return not_found(call);
    if (institution->id != id) return redirect(301, "/institutions/" + institution->id);
    int status = institution->presence == Presence::withdrawn ? 410 : 200;
    Instant now = call.service.clock.now();
    auto page = institution_page(call.service.site, published(*institution, iso_date(china_time(now).date)),
                                 sources_by_id(db), Relations(db).all_of(*institution), now);
    return html_response(std::move(page), status);
  });
}

Response show_division(const Call& call) {
  const auto* division = Divisions::get().find(call.captures[0]);
  if (division == nullptr) return not_found(call);
  if (!division->current && !division->successor.empty()) return redirect(301, "/divisions/" + division->successor);
  return html_response(division_page(call.service.site, division->code, count_types(call.service, division->code)));
}

Response show_sources(const Call& call) {
  auto& service = call.service;
  return html_response(sources_page(
      service.site, service.stores.read([&](Database& db) { return all_source_statuses(db, service.clock); })));
}

Response show_source(const Call& call) {
  auto& service = call.service;
  return service.stores.read([&](Database& db) {
    auto source = Sources(db).find(call.captures[0]);
    if (!source) return not_found(call);
    auto jobs = Journal(db, service.clock).latest_of(source->id, kJobsShown);
    return html_response(source_page(service.site, status_of_source(db, service.clock, *source), jobs));
  });
}

Response show_crawler(const Call& call) {
  return html_response(crawler_page(call.service.site, publisher_of(call.service).email));
}

}  // namespace lawhub
