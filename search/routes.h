// The route table: which handler answers which path, who may ask, and what is true of every answer.
#pragma once
#include <span>
#include <string_view>

#include "search/service.h"

namespace lawhub {

/// What the {id} of a pattern names. A publisher meets only what belongs to its own sources; all else is not there.
enum class About { nothing, source, job, snapshot, upload, ticket };

/// A set of roles.
using Roles = unsigned;
constexpr Roles only(Role role) { return 1U << static_cast<unsigned>(role); }

/// Who may use a route.
struct Access {
  enum class By {
    anyone,           ///< everybody, unasked
    session,          ///< signed in, by cookie
    session_or_token  ///< the same, or by bearer token
  } by = By::anyone;
  Roles roles = 0;
  About about = About::nothing;
  bool holds(Role role) const { return (roles & only(role)) != 0; }
  static const Access open;  // NOLINT(readability-identifier-naming): a word of the table
};
inline constexpr Access Access::open{};

struct Route {
  std::string_view method;      ///< GET (also answers HEAD) or POST
  std::string_view pattern;     ///< "/institutions/{id}"; {…} is one segment, not empty
  std::string_view parameters;  ///< names a query may have, separated by spaces; "*": the handler reads them
  Access access;
  Response (*handle)(const Call&);
  std::string_view act = "";                          ///< what the audit log calls it; empty: nothing is done by it
  enum class Body { form, bytes } body = Body::form;  ///< bytes: of any type, for the handler to read
};

/// Every route, for dispatch and for tests that walk over all of them. Nothing else says who may use what.
std::span<const Route> routes();
/// The same as tab-separated lines: method, pattern, how one is known, roles, what {id} names, act.
std::string route_list();

/// Answers any request: finds the route, checks parameters, origin, account and the form's secret, keeps the record of
/// what people do, calls the handler, and adds security headers, validators and compression. Never throws; safe from
/// any thread.
Response answer_request(Service& service, Request request);

}  // namespace lawhub
