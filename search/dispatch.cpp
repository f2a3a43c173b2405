#include <algorithm>
#include <exception>

#include "base/hash.h"
#include "base/log.h"
#include "base/log_scope.h"
#include "base/text.h"
#include "registry/register.h"
#include "registry/tickets.h"
#include "registry/upload.h"
#include "search/client_address.h"
#include "search/display.h"
#include "search/finish.h"
#include "search/framing.h"
#include "search/record.h"
#include "search/routes.h"
#include "search/sign_in.h"

namespace lawhub {
namespace {

constexpr std::string_view kOwnAccount = "/admin/account", kSignOut = "/admin/sign-out";

bool matches(std::string_view pattern, std::string_view path, std::vector<std::string>& captures) {
  auto wanted = split(pattern, '/');
  auto given = split(path, '/');
  if (wanted.size() != given.size()) return false;
  captures.clear();
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (!wanted[i].empty() && wanted[i].front() == '{') {
      if (given[i].empty()) return false;
      captures.emplace_back(given[i]);
    } else if (wanted[i] != given[i]) {
      return false;
    }
  }
  return true;
}

struct Found {
  const Route* route = nullptr;
  std::string allowed;  // methods of the path, when it has some
};

Found find_route(const Request& request, std::vector<std::string>& captures) {
  std::string_view method = request.method == "HEAD" ? "GET" : std::string_view(request.method);
  Found found;
  for (const auto& route : routes()) {
    std::vector<std::string> here;
    if (!matches(route.pattern, request.path, here)) continue;
    if (route.method == method) {
      found.route = &route;
      captures = std::move(here);
      return found;
    }
    found.allowed.append(found.allowed.empty() ? "" : ", ").append(route.method == "GET" ? "GET, HEAD" : route.method);
  }
  return found;
}

bool is_clean(std::string_view text) {
  auto control = [](unsigned char c) { return c < 0x20 && c != '\t' && c != '\n' && c != '\r'; };
  return is_valid_utf8(text) && std::none_of(text.begin(), text.end(), control);
}

/// Nothing unknown is silently ignored.
std::optional<Refused> check_parameters(const Route& route, const NamedValues& query) {
  auto known = split(route.parameters, ' ');
  std::vector<std::string_view> seen;
  for (const auto& [name, value] : query) {
    if (!is_clean(name) || !is_clean(value)) return Refused{400, "bad-value", "参数不是有效的 UTF-8 文本。", "", 0};
    if (route.parameters == "*") continue;
    if (name.empty() || std::find(known.begin(), known.end(), name) == known.end()) {
      return Refused{400, "unknown-parameter", "不认识的参数:" + shorten(name, 40), shorten(name, 40), 0};
    }
    if (std::find(seen.begin(), seen.end(), name) != seen.end()) {
      return Refused{400, "repeated-parameter", "参数重复:" + name, name, 0};
    }
    seen.push_back(name);
  }
  return {};
}

bool has_type(const Request& request, std::string_view type) {
  auto sent = request.header("content-type");
  return trim(sent.substr(0, sent.find(';'))) == type;
}

/// Forms of other sites are refused, also that for signing in, which has no secret of a session yet.
bool is_foreign(const Request& request) {
  auto site = request.header("sec-fetch-site");
  if (!site.empty()) return site != "same-origin" && site != "none";
  auto origin = request.header("origin");
  if (origin.empty()) return false;
  auto host = origin.find("://");
  return host == std::string_view::npos || origin.substr(host + 3) != request.header("host");
}

/// True when the body is a form with files.
bool read_files(Call& call) {
  auto form = parse_multipart(call.request.header("content-type"), call.request.body);
  if (!form) return false;
  call.form = std::move(form->fields);
  call.files = std::move(form->files);
  return true;
}

std::optional<Refused> check_body(const Route& route, Call& call) {
  const auto& request = call.request;
  if (route.method != "POST") return {};
  if (is_foreign(request)) return Refused{403, "foreign", "表单不是从本站提交的。", "", 0};
  if (route.body == Route::Body::bytes) return {};
  if (takes_file(request.path) && read_files(call)) return {};
  bool form = has_type(request, "application/x-www-form-urlencoded");
  if (!request.body.empty() && !form && !has_type(request, "application/json")) {
    return Refused{415, "content-type", "只接受表单或 JSON。", "", 0};
  }
  if (!is_clean(form ? std::string_view() : request.body)) {
    return Refused{400, "bad-value", "内容不是有效的 UTF-8 文本。", "", 0};
  }
  if (form) call.form = parse_form(request.body);
  return {};
}

std::optional<Refused> check_secret(const Route& route, const Call& call) {
  if (route.method != "POST" || call.session.token.empty()) return {};
  auto secret = value_of(call.form, "csrf");
  if (secret.empty()) secret = call.request.header("x-csrf-token");
  if (equal_secret(secret, call.session.csrf)) return {};
  return Refused{403, "csrf", "页面已经过期,请返回刷新后再提交。", "", 0};
}

/// Fills in who asks; false when that is not known.
bool find_account(const Route& route, Call& call) {
  auto authorization = call.request.header("authorization");
  if (route.access.by == Access::By::session_or_token && !authorization.empty()) {
    auto account = account_of_bearer(call.service, call.request);
    if (account) call.account = std::move(*account);
    return account.has_value();
  }
  auto session = session_of(call.service, call.request);
  if (!session) return false;
  call.account = session->account;
  call.session = std::move(*session);
  return true;
}

/// The sources that what the route's {id} names belongs to; none when it names nothing that is there.
std::vector<std::string> sources_behind(const Route& route, const Call& call) {
  const auto& text = call.captures[0];
  if (route.access.about == About::source) return {text};
  std::int64_t id = 0;
  if (!parse_number(text, id)) return {};
  auto& service = call.service;
  return service.stores.read([&](Database& db) -> std::vector<std::string> {
    switch (route.access.about) {
      case About::job:
        if (auto job = Journal(db, service.clock).find(id)) return {job->source};
        break;
      case About::snapshot:
        if (auto snapshot = Register(db).snapshot(id)) return {snapshot->source};
        break;
      case About::upload:
        if (auto upload = Uploads(db, service.config.inbox(), service.clock).find(id)) return {upload->source};
        break;
      case About::ticket:
        if (auto ticket = Tickets(db).find(id)) return {ticket->what.shown.source, ticket->what.other.source};
        break;
      case About::source:
      case About::nothing:
        break;
    }
    return {};
  });
}

/// May this account use the route, and what its {id} names? What belongs to others is not there.
std::optional<Refused> check_right(const Route& route, const Call& call) {
  if (!route.access.holds(call.account.role)) {
    return Refused{403, "role", "您的身份不能做这件事。", "", 0};
  }
  if (call.account.provisional && route.pattern != kOwnAccount && route.pattern != kSignOut) {
    return Refused{403, "provisional", "请先把别人给您的密码换成自己的。", "", 0};
  }
  if (route.access.about == About::nothing || call.account.role != Role::publisher) return {};
  const auto sources = sources_behind(route, call);
  const auto own = [&](const std::string& source) { return call.account.serves(source); };
  if (std::any_of(sources.begin(), sources.end(), own)) return {};
  return Refused{404, "not-found", "这里没有您要找的内容。", "", 0};
}

std::optional<Refused> check_account(const Route& route, Call& call) {
  if (route.access.by == Access::By::anyone) return {};
  if (!find_account(route, call)) return Refused{401, "sign-in", "请先登录。", "", 0};
  if (auto why = check_secret(route, call)) return why;
  return check_right(route, call);
}

Response refuse_account(const Call& call, const Refused& why) {
  const bool page = call.request.path.rfind("/api/", 0) != 0;
  if (why.status == 401 && page) return redirect(303, "/admin/sign-in");
  if (why.code == "provisional" && page) return redirect(303, std::string(kOwnAccount));
  auto response = refusal(call, why);
  if (why.status == 401) response.headers.emplace_back("WWW-Authenticate", "Bearer");
  return response;
}

Response dispatch(Call& call, const Found& found) {
  if (found.route == nullptr && found.allowed.empty()) return not_found(call);
  if (found.route == nullptr) {
    auto response = refusal(call, Refused{405, "method", "这个地址不接受这种请求。", "", 0});
    response.headers.emplace_back("Allow", found.allowed);
    return response;
  }
  const auto& route = *found.route;
  if (auto why = check_parameters(route, call.request.query)) return refusal(call, *why);
  if (auto why = check_body(route, call)) return refusal(call, *why);
  if (auto why = check_account(route, call)) {
    if (!call.account.name.empty()) record_refusal(route, call, why->status);
    return refuse_account(call, *why);
  }
  return route.act.empty() ? route.handle(call) : recorded(route, call);
}

}  // namespace

Response answer_request(Service& service, Request request) {
  request.id = request_id(service.config.trusted_proxy, request);
  request.peer = client_address(service.config.trusted_proxy, request);
  const LogScope scope("request", request.id);
  auto begun = std::chrono::steady_clock::now();
  Call call{service, request, {}, {}};
  auto found = find_route(request, call.captures);
  auto pattern = found.route == nullptr ? std::string_view("none") : found.route->pattern;
  Response response;
  try {
    response = dispatch(call, found);
  } catch (const DatabaseBusy& error) {
    spdlog::warn("{} {}: {}", request.method, pattern, error.what());
    response = refusal(call, Refused{503, "busy", "正在写入大量数据,请稍后再试。", "", 0});
    response.headers.emplace_back("Retry-After", "10");
  } catch (const std::exception& error) {  // its text is for the log alone
    spdlog::error("{} {}: {}", request.method, pattern, error.what());
    response = refusal(
        call, Refused{500, "internal", "服务出了故障,已经记录下来(编号 " + request.id + "),请稍后再试。", "", 0});
  }
  bool open = found.route == nullptr || found.route->access.by == Access::By::anyone;
  response.headers.emplace_back("X-Request-Id", request.id);
  apply_display(request, response);
  finish_response(request, open, response);
  service.metrics.count(pattern, response.status, std::chrono::steady_clock::now() - begun);
  return response;
}

}  // namespace lawhub
