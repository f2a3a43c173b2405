// The route table: which handler answers which path, who may ask, and what is true of every answer.
#pragma once
#include <span>
#include <string_view>

#include "search/service.h"

namespace lawhub {

enum class Access {
  open,      ///< everybody
  session,   ///< signed-in administrators, by cookie
  operators  ///< the same, or by bearer token
};

struct Route {
  std::string_view method;      ///< GET (also answers HEAD) or POST
  std::string_view pattern;     ///< "/institutions/{id}"; {…} is one segment, not empty
  std::string_view parameters;  ///< names a query may have, separated by spaces; "*": the handler reads them
  Access access;
  Response (*handle)(const Call&);
  enum class Body { form, bytes } body = Body::form;  ///< bytes: of any type, for the handler to read
};

/// Every route, for dispatch and for tests that walk over all of them.
std::span<const Route> routes();

/// Answers any request: finds the route, checks parameters, origin, account and the form's secret, calls the handler,
/// and adds security headers, validators and compression. Never throws; safe from any thread.
Response answer_request(Service& service, const Request& request);

}  // namespace lawhub
