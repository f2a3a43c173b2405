#include "search/sign_in.h"

#include "base/log.h"
#include "base/text.h"
#include "search/record.h"

namespace lawhub {
namespace {

constexpr std::string_view kCookie = "lawhub_session";
constexpr Instant kRenewAfter = 60;  // seconds; so most requests only read
constexpr std::string_view kBearer = "Bearer ";

std::string set_cookie(const Service& service, std::string_view token) {
  std::string cookie = std::string(kCookie) + "=" + std::string(token) + "; Path=/; HttpOnly; SameSite=Strict";
  if (token.empty()) cookie += "; Max-Age=0";
  if (service.site.url.rfind("https:", 0) == 0) cookie += "; Secure";
  return cookie;
}

Response sign_in_again(const Call& call, int status, std::string_view message) {
  auto response = html_response(sign_in_page(call.service.site, message), status);
  if (status == 429) response.headers.emplace_back("Retry-After", "60");
  return response;
}

using SignIn = Accounts::SignIn;

struct Attempt {
  SignIn outcome = SignIn::wrong;
  std::optional<Account> account;  // whose name was given: a name that is none is kept nowhere, it may be a password
};

Attempt try_password(const Call& call) {
  const auto& form = call.form;
  return call.service.stores.operators([&](Operators& db) {
    Accounts accounts(db, call.service.clock);
    const auto name = value_of(form, "name");
    return Attempt{accounts.check({name, value_of(form, "password"), trim(value_of(form, "code")), call.request.peer}),
                   accounts.find(name)};
  });
}

std::string_view result_of(SignIn outcome) {
  switch (outcome) {
    case SignIn::ok:
      return "done";
    case SignIn::wrong:
      return "refused wrong";
    case SignIn::locked:
      return "refused locked";
    case SignIn::elsewhere:
      return "refused elsewhere";
  }
  return "";
}

/// An unknown name is told to no log: people type their password there. What comes while an account is locked is not
/// kept for ever either, or whoever likes could fill the record.
void record(const Call& call, const Attempt& attempt) {
  if (attempt.account && attempt.outcome != SignIn::locked) {
    record_sign_in(call, *attempt.account, result_of(attempt.outcome));
  } else {
    spdlog::warn("sign-in refused from {}: {}", call.request.peer, attempt.account ? "locked" : "no such account");
  }
}

/// A new one, whatever the browser came with; that one ends.
Session open_session(const Call& call, const std::string& name) {
  return call.service.stores.operators([&](Operators& db) {
    Accounts accounts(db, call.service.clock);
    accounts.close(call.request.cookie(kCookie));
    return accounts.open(name);
  });
}

}  // namespace

std::optional<Session> session_of(Service& service, const Request& request) {
  auto token = request.cookie(kCookie);
  if (token.empty()) return {};
  return service.stores.operators([&](Operators& db) {
    Accounts accounts(db, service.clock);
    auto session = accounts.session(token, request.peer);
    if (session && service.clock.now() - session->used_at >= kRenewAfter) accounts.renew(token);
    return session;
  });
}

bool is_open(Service& service, const Session& session, const std::string& address) {
  return service.stores.operators(
      [&](Operators& db) { return Accounts(db, service.clock).session(session.token, address).has_value(); });
}

std::optional<Account> account_of_bearer(Service& service, const Request& request) {
  auto authorization = request.header("authorization");
  if (authorization.substr(0, kBearer.size()) != kBearer) return {};
  auto token = authorization.substr(kBearer.size());
  return service.stores.operators(
      [&](Operators& db) { return Accounts(db, service.clock).of_token(token, request.peer); });
}

Response show_sign_in(const Call& call) { return html_response(sign_in_page(call.service.site, "")); }

Response sign_in(const Call& call) {
  auto& service = call.service;
  if (!service.sign_ins.allow(call.request.peer, service.clock.now())) {
    return sign_in_again(call, 429, "尝试太频繁,请一分钟后再试。");
  }
  const auto attempt = try_password(call);
  record(call, attempt);
  if (attempt.outcome == SignIn::locked) return sign_in_again(call, 429, "密码错误次数太多,请十五分钟后再试。");
  if (attempt.outcome != SignIn::ok) return sign_in_again(call, 403, "账号、密码或动态口令不对。");
  const auto session = open_session(call, attempt.account->name);
  auto response = redirect(303, "/admin");
  response.headers.emplace_back("Set-Cookie", set_cookie(service, session.token));
  return response;
}

Response sign_out(const Call& call) {
  call.service.stores.operators([&](Operators& db) {
    Accounts(db, call.service.clock).close(call.session.token);
    return true;
  });
  auto response = redirect(303, "/");
  response.headers.emplace_back("Set-Cookie", set_cookie(call.service, ""));
  return response;
}

}  // namespace lawhub
