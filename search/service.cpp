#include "search/service.h"

#include "search/json.h"

namespace lawhub {
Service::Service(const Config& c, const Clock& t)
    : config(c),
      clock(t),
      site{c.hub_name, c.notice, c.public_url, c.sponsor, c.icp, c.police_record, c.site_code, c.division},
      stores(c),
      engine(c.index(), t),
      demand(c.demand(), t) {}

Publisher publisher_of(const Service& service) { return publisher_of(service.config, service.site.url); }

void note_demand(Service& service, const Parameters& parameters, const Answer& answer) {
  if (parameters.page == 1 && !parameters.q.empty()) service.demand.note(answer);
}

Response html_response(std::string page, int status) {
  Response response;
  response.status = status;
  response.body = std::move(page);
  return response;
}

Response json_response(std::string text, int status) {
  Response response;
  response.status = status;
  response.type = "application/json; charset=utf-8";
  response.body = std::move(text);
  return response;
}

Response redirect(int status, std::string location) {
  Response response;
  response.status = status;
  response.headers.emplace_back("Location", std::move(location));
  return response;
}

Response refusal(const Call& call, const Refused& why) {
  if (call.request.path.rfind("/api/", 0) == 0) {
    return json_response(error_json(why.code, why.message, why.parameter, why.position), why.status);
  }
  return html_response(problem_page(call.service.site, why.status, why.message), why.status);
}

Response refusal(const Call& call, const ParameterError& error) {
  return refusal(call, Refused{400, error.code, error.message, error.parameter, error.position});
}

Response not_found(const Call& call) {
  return refusal(call, Refused{404, "not-found", "这里没有您要找的内容。", "", 0});
}

}  // namespace lawhub
