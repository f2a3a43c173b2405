// Who asks: sessions by cookie, bearer tokens, signing in and out.
#pragma once
#include "search/service.h"

namespace lawhub {

/// The session of the request's cookie; renews its idle time.
std::optional<Session> session_of(Service& service, const Request& request);
/// Is the session still open? Looks without renewing, for streams.
bool is_open(Service& service, const Session& session, const std::string& address);
/// The account of the header "Authorization: Bearer TOKEN".
std::optional<Account> account_of_bearer(Service& service, const Request& request);

Response show_sign_in(const Call& call);
/// Always opens a new session and closes the one that the browser came with.
Response sign_in(const Call& call);
Response sign_out(const Call& call);

}  // namespace lawhub
