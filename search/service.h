// What the handlers of requests share, and what one of them is given.
#pragma once
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/config.h"
#include "feeds/publisher.h"
#include "registry/accounts.h"
#include "search/acceptor.h"
#include "search/attempt_limit.h"
#include "search/demand.h"
#include "search/engine.h"
#include "search/html.h"
#include "search/http.h"
#include "search/metrics.h"
#include "search/multipart.h"
#include "search/stores.h"

namespace lawhub {

/// Every member is safe from any thread.
struct Service {
  /// Throws std::runtime_error when registry.db cannot be used.
  Service(const Config& c, const Clock& t);

  const Config config;
  const Clock& clock;
  Site site;  ///< its address is set before the first request
  Stores stores;
  Engine engine;
  Traffic traffic;
  Metrics metrics;
  AttemptLimit sign_ins, validations, reports;
  Demand demand;
  std::mutex validating;  ///< held by the one that validates a feed for the public
  std::mutex exporting;   ///< held by the one who makes a whole province's table
};

/// A request on its way through a handler.
struct Call {
  Service& service;
  const Request& request;
  std::vector<std::string> captures;  ///< what stood for the {…} of the route's pattern, in order
  NamedValues form;                   ///< fields of a posted form
  Account account{};                  ///< who asks; set where the route demands it
  Session session{};                  ///< of the cookie; its token is empty when a bearer token told who asks
  std::vector<FormFile> files{};      ///< of a posted form that has any
};

/// The hub as its feeds name it.
Publisher publisher_of(const Service& service);

/// Counts the first page of an answer that is shown to somebody for report R3.
void note_demand(Service& service, const Parameters& parameters, const Answer& answer);

Response html_response(std::string page, int status = 200);
Response json_response(std::string text, int status = 200);
/// 301 or 303.
Response redirect(int status, std::string location);
/// Any refusal, as JSON under /api/ and as a page elsewhere. `message` is Chinese.
struct Refused {
  int status = 400;
  std::string code, message, parameter;
  int position = 0;
};
Response refusal(const Call& call, const Refused& why);
Response refusal(const Call& call, const ParameterError& error);
Response not_found(const Call& call);

}  // namespace lawhub
