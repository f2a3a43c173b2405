#include "search/routes.h"

#include <algorithm>
#include <array>
#include <exception>

#include "base/hash.h"
#include "base/log.h"
#include "base/text.h"
#include "search/admin.h"
#include "search/admin_api.h"
#include "search/api.h"
#include "search/assets.h"
#include "search/display.h"
#include "search/embed.h"
#include "search/feed_out.h"
#include "search/finish.h"
#include "search/framing.h"
#include "search/health.h"
#include "search/open_data.h"
#include "search/ping.h"
#include "search/public_pages.h"
#include "search/questions.h"
#include "search/report_form.h"
#include "search/reports.h"
#include "search/sign_in.h"
#include "search/snapshot_desk.h"
#include "search/ticket_desk.h"
#include "search/upload_pages.h"
#include "search/validation.h"
#include "search/vocabulary_pages.h"

namespace lawhub {
namespace {

constexpr std::array kRoutes{
    Route{"GET", "/", "", Access::open, show_home},
    Route{"GET", "/search", "*", Access::open, show_results},
    Route{"GET", "/institutions/{id}", "", Access::open, show_institution},
    Route{"GET", "/institutions/{id}/report", "field", Access::open, show_report_form},
    Route{"POST", "/institutions/{id}/report", "", Access::open, take_report},
    Route{"GET", "/divisions/{code}", "", Access::open, show_division},
    Route{"GET", "/display", "text contrast back", Access::open, set_display},
    Route{"GET", "/embed", "*", Access::open, show_embed},
    Route{"GET", "/hotline", "*", Access::open, show_hotline},
    Route{"GET", "/matters", "", Access::open, show_matters},
    Route{"GET", "/matters/{code}", "", Access::open, show_matter},
    Route{"GET", "/services/{code}", "", Access::open, show_service},
    Route{"GET", "/sources", "", Access::open, show_sources},
    Route{"GET", "/sources/{id}", "", Access::open, show_source},
    Route{"GET", "/about/crawler", "", Access::open, show_crawler},
    Route{"GET", "/static/{name}", "", Access::open, send_asset},
    Route{"GET", "/favicon.ico", "", Access::open, send_favicon},
    Route{"GET", "/robots.txt", "", Access::open, send_robots},
    Route{"GET", "/opensearch.xml", "", Access::open, send_opensearch},
    Route{"GET", "/feeds/institutions.xml", "from until set limit token", Access::open, send_feed},
    Route{"GET", "/feeds/institutions.xsd", "", Access::open, send_schema},
    Route{"GET", "/open-data", "", Access::open, show_open_data},
    Route{"GET", "/atom", "division type before", Access::open, send_atom},
    Route{"GET", "/institutions.csv", "division type", Access::open, send_csv},
    Route{"GET", "/sitemap.xml", "", Access::open, send_sitemap_index},
    Route{"GET", "/sitemaps/{name}", "", Access::open, send_sitemap},
    Route{"GET", "/oai", "*", Access::open, send_oai},
    Route{"POST", "/oai", "*", Access::open, send_oai},
    Route{"GET", "/healthz", "", Access::open, tell_health},
    Route{"GET", "/readyz", "", Access::open, tell_readiness},
    Route{"GET", "/metrics", "", Access::open, tell_metrics},
    Route{"GET", "/api/v1/search", "*", Access::open, api_search},
    Route{"GET", "/api/v1/suggest", "q limit", Access::open, api_suggest},
    Route{"GET", "/api/v1/responsible", "division near address", Access::open, api_responsible},
    Route{"GET", "/api/v1/institutions/{id}", "", Access::open, api_institution},
    Route{"GET", "/api/v1/divisions/{code}", "", Access::open, api_division},
    Route{"GET", "/api/v1/sources", "", Access::open, api_sources},
    Route{"GET", "/api/v1/vocabulary", "format", Access::open, api_vocabulary},
    Route{"GET", "/api/v1/hsds/organizations", "page per_page", Access::open, api_hsds_organizations},
    Route{"GET", "/api/v1/hsds/organizations/{id}", "", Access::open, api_hsds_organization},
    Route{"GET", "/api/v1/hsds/services/{id}", "", Access::open, api_hsds_service},
    Route{"POST", "/api/v1/admin/crawl", "", Access::operators, api_order_crawl},
    Route{"GET", "/api/v1/admin/jobs/{id}", "", Access::operators, api_job},
    Route{"GET", "/api/v1/admin/jobs/{id}/items", "offset limit", Access::operators, api_job_items},
    Route{"POST", "/api/v1/admin/jobs/{id}/cancel", "", Access::operators, api_cancel_job},
    // Ways in.
    Route{"POST", "/api/v1/ping", "source", Access::open, api_ping},
    Route{"GET", "/templates/{name}", "", Access::open, send_template},
    Route{"GET", "/admin/sources/{id}/upload", "", Access::session, show_upload_form},
    Route{"POST", "/admin/sources/{id}/upload", "", Access::session, take_upload},
    Route{"GET", "/admin/uploads/{id}", "", Access::session, show_upload},
    Route{"POST", "/admin/uploads/{id}/apply", "", Access::session, apply_upload},
    Route{"POST", "/admin/uploads/{id}/drop", "", Access::session, drop_upload},
    // Identity and what people decide of it.
    Route{"GET", "/admin/questions", "page", Access::session, show_questions},
    Route{"POST", "/admin/questions", "", Access::session, answer_question},
    Route{"POST", "/admin/decisions/{id}", "", Access::session, decide_again},
    Route{"GET", "/api/v1/admin/questions", "limit offset", Access::operators, api_questions},
    Route{"POST", "/api/v1/admin/questions", "", Access::operators, api_answer_question},
    Route{"POST", "/api/v1/admin/decisions/{id}", "", Access::operators, api_decide_again},
    Route{"GET", "/api/v1/admin/institutions/{id}/decisions", "", Access::operators, api_decisions},
    Route{"POST", "/api/v1/admin/institutions/{id}/fields", "", Access::operators, api_set_field},
    Route{"GET", "/validate", "", Access::open, show_validation},
    Route{"POST", "/validate", "", Access::open, validate_form},
    Route{"POST", "/api/v1/validate", "format", Access::open, api_validate, Route::Body::bytes},
    Route{"GET", "/admin/sign-in", "", Access::open, show_sign_in},
    Route{"POST", "/admin/sign-in", "", Access::open, sign_in},
    Route{"POST", "/admin/sign-out", "", Access::session, sign_out},
    Route{"GET", "/admin", "", Access::session, show_desk},
    Route{"POST", "/admin/crawl", "", Access::session, order_crawl},
    Route{"GET", "/admin/jobs/{id}", "", Access::session, show_job},
    Route{"GET", "/admin/jobs/{id}/items.csv", "", Access::operators, send_job_items},
    Route{"GET", "/admin/jobs/{id}/events", "", Access::session, follow_job},
    Route{"POST", "/admin/jobs/{id}/cancel", "", Access::session, cancel_job},

    // Safe change: snapshots, tickets, reports
    Route{"GET", "/admin/held", "", Access::session, show_held},
    Route{"GET", "/admin/sources/{id}/snapshots", "", Access::session, show_snapshots},
    Route{"GET", "/admin/snapshots/{id}", "", Access::session, show_snapshot},
    Route{"POST", "/admin/snapshots/{id}/approve", "", Access::session, approve_snapshot},
    Route{"POST", "/admin/snapshots/{id}/reject", "", Access::session, reject_snapshot},
    Route{"POST", "/admin/snapshots/{id}/rollback", "", Access::session, roll_back_snapshot},
    Route{"GET", "/api/v1/admin/held", "", Access::operators, api_held},
    Route{"GET", "/api/v1/admin/sources/{id}/snapshots", "", Access::operators, api_snapshots},
    Route{"GET", "/api/v1/admin/snapshots/{id}", "", Access::operators, api_snapshot},
    Route{"POST", "/api/v1/admin/snapshots/{id}/approve", "", Access::operators, api_approve_snapshot},
    Route{"POST", "/api/v1/admin/snapshots/{id}/reject", "", Access::operators, api_reject_snapshot},
    Route{"POST", "/api/v1/admin/snapshots/{id}/rollback", "", Access::operators, api_roll_back_snapshot},
    Route{"GET", "/admin/tickets", "state division source page", Access::session, show_tickets},
    Route{"GET", "/admin/tickets.csv", "state division source", Access::operators, send_tickets_csv},
    Route{"POST", "/admin/tickets/{id}/answer", "", Access::session, answer_ticket},
    Route{"GET", "/api/v1/admin/tickets", "state division source page", Access::operators, api_tickets},
    Route{"POST", "/api/v1/admin/tickets/{id}/answer", "", Access::operators, api_answer_ticket},
    Route{"GET", "/admin/reports/integration", "", Access::session, show_integration},
    Route{"GET", "/admin/reports/integration.csv", "", Access::operators, send_integration_csv},
    Route{"GET", "/api/v1/admin/reports/integration", "", Access::operators, api_integration},
    Route{"GET", "/reports/dead-links", "source", Access::open, show_dead_links},
    Route{"GET", "/reports/dead-links.csv", "source", Access::open, send_dead_links_csv},
    Route{"GET", "/api/v1/reports/dead-links", "source", Access::open, api_dead_links},
    Route{"GET", "/reports/quality", "", Access::open, show_quality},
    Route{"GET", "/reports/quality.csv", "", Access::open, send_quality_csv},
    Route{"GET", "/api/v1/reports/quality", "", Access::open, api_quality},
};

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
  for (const auto& route : kRoutes) {
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

/// Fills in who asks.
std::optional<Refused> check_account(const Route& route, Call& call) {
  if (route.access == Access::open) return {};
  const Refused nobody{401, "sign-in", "请先登录。", "", 0};
  auto authorization = call.request.header("authorization");
  if (route.access == Access::operators && !authorization.empty()) {
    auto account = account_of_bearer(call.service, authorization);
    if (!account) return nobody;
    call.account = account->name;
    return {};
  }
  auto session = session_of(call.service, call.request);
  if (!session) return nobody;
  call.session = *session;
  call.account = session->account;
  if (route.method != "POST") return {};
  auto secret = value_of(call.form, "csrf");
  if (secret.empty()) secret = call.request.header("x-csrf-token");
  if (!equal_secret(secret, session->csrf)) return Refused{403, "csrf", "页面已经过期,请返回刷新后再提交。", "", 0};
  return {};
}

Response refuse_account(const Call& call, const Refused& why) {
  if (why.status == 401 && call.request.path.rfind("/api/", 0) != 0) return redirect(303, "/admin/sign-in");
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
  if (auto why = check_account(route, call)) return refuse_account(call, *why);
  return route.handle(call);
}

}  // namespace

std::span<const Route> routes() { return kRoutes; }

Response answer_request(Service& service, const Request& request) {
  auto begun = std::chrono::steady_clock::now();
  Call call{service, request, {}, {}, {}, {}};
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
    response = refusal(call, Refused{500, "internal", "服务出了故障,已经记录下来,请稍后再试。", "", 0});
  }
  bool open = found.route == nullptr || found.route->access == Access::open;
  apply_display(request, response);
  finish_response(request, open, response);
  service.metrics.count(pattern, response.status, std::chrono::steady_clock::now() - begun);
  return response;
}

}  // namespace lawhub
