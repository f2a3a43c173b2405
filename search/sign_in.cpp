#include "search/sign_in.h"

#include "base/log.h"

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

}  // namespace

std::optional<Session> session_of(Service& service, const Request& request) {
  auto token = request.cookie(kCookie);
  if (token.empty()) return {};
  auto session = service.stores.read([&](Database& db) { return Accounts(db, service.clock).find(token); });
  if (!session || service.clock.now() - session->used_at < kRenewAfter) return session;
  try {
    service.stores.write([&](Database& db) {
      Accounts(db, service.clock).renew(token);
      return true;
    });
  } catch (const DatabaseBusy&) {  // the next request renews it
    spdlog::debug("a session was not renewed");
  }
  return session;
}

std::optional<Account> account_of_bearer(Service& service, std::string_view authorization) {
  if (authorization.substr(0, kBearer.size()) != kBearer) return {};
  auto token = authorization.substr(kBearer.size());
  return service.stores.read([&](Database& db) { return Accounts(db, service.clock).of_token(token); });
}

Response show_sign_in(const Call& call) { return html_response(sign_in_page(call.service.site, "")); }

Response sign_in(const Call& call) {
  auto& service = call.service;
  auto name = value_of(call.form, "name"), password = value_of(call.form, "password");
  if (!service.sign_ins.allow(call.request.peer, service.clock.now())) {
    return sign_in_again(call, 429, "尝试太频繁,请一分钟后再试。");
  }
  auto old = call.request.cookie(kCookie);
  std::optional<Session> session;
  auto outcome = service.stores.write([&](Database& db) {
    Accounts accounts(db, service.clock);
    auto checked = accounts.check(name, password);
    if (checked != Accounts::SignIn::ok) return checked;
    if (!old.empty()) accounts.close(old);
    session = accounts.open(name);
    return checked;
  });
  if (outcome == Accounts::SignIn::locked) return sign_in_again(call, 429, "密码错误次数太多,请十五分钟后再试。");
  if (outcome == Accounts::SignIn::wrong) return sign_in_again(call, 403, "账号或密码不对。");
  spdlog::info("signed in: {}", session->account);
  auto response = redirect(303, "/admin");
  response.headers.emplace_back("Set-Cookie", set_cookie(service, session->token));
  return response;
}

Response sign_out(const Call& call) {
  call.service.stores.write([&](Database& db) {
    Accounts(db, call.service.clock).close(call.session.token);
    return true;
  });
  auto response = redirect(303, "/");
  response.headers.emplace_back("Set-Cookie", set_cookie(call.service, ""));
  return response;
}

}  // namespace lawhub
