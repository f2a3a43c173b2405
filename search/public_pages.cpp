#include "search/public_pages.h"

#include "base/url.h"
#include "registry/division.h"
#include "registry/published.h"
#include "registry/register.h"
#include "search/discreet.h"
#include "search/source_status.h"

namespace lawhub {
namespace {

constexpr std::size_t kJobsShown = 20, kOwnPagesShown = 5;

/// Pages of the institution's own website, the best first, among those that name it.
std::vector<Item> pages_of_site(const Service& service, const Record& record) {
  const auto site = parse_url(record.website);
  if (!site || record.name.size() > kMaxQueryBytes) return {};
  Parameters named;
  named.q = record.name;
  named.kind = Parameters::Kind::page;
  std::vector<Item> pages = service.engine.search(named).items;
  std::erase_if(pages, [&](const Item& page) {
    const auto place = parse_url(page.url);
    return !place || place->host != site->host;
  });
  if (pages.size() > kOwnPagesShown) pages.resize(kOwnPagesShown);
  return pages;
}

}  // namespace

Answer count_institutions(const Service& service, const std::string& division) {
  Parameters inside;
  inside.division = division;
  inside.kind = Parameters::Kind::institution;
  inside.size = 1;
  return service.engine.search(inside);
}

Response show_home(const Call& call) { return html_response(home_page(call.service.site, call.service.engine.size())); }

Response show_results(const Call& call) {
  const auto query = read_discreet(call.request.query);
  auto parameters = read_parameters(query);
  if (!parameters) return refusal(call, parameters.error());
  const Answer answer = call.service.engine.search(*parameters);
  const bool said_openly = !value_of(call.request.query, "q").empty();
  if (said_openly && is_sensitive(answer.understood)) return redirect(303, "/search?" + discreet_query(*parameters));
  note_demand(call.service, *parameters, answer);
  return html_response(result_page(call.service.site, *parameters, answer));
}

Response show_institution(const Call& call) {
  const auto& id = call.captures[0];
  return call.service.stores.read([&](Database& db) {
    auto institution = Register(db).find(id);
    if (!institution) return not_found(call);
    if (institution->id != id) return redirect(301, "/institutions/" + institution->id);
    int status = institution->presence == Presence::withdrawn ? 410 : 200;
    Instant now = call.service.clock.now();
    auto page =
        institution_page(call.service.site, published(*institution, iso_date(china_time(now).date)), sources_by_id(db),
                         Relations(db).all_of(*institution), pages_of_site(call.service, institution->record), now);
    return html_response(std::move(page), status);
  });
}

Response show_division(const Call& call) {
  const auto* division = Divisions::get().find(call.captures[0]);
  if (division == nullptr) return not_found(call);
  if (!division->current && !division->successor.empty()) return redirect(301, "/divisions/" + division->successor);
  const auto& service = call.service;
  return html_response(division_page(service.site, *division, local_bodies(service.engine, *division),
                                     count_institutions(service, division->code), service.clock.now()));
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
