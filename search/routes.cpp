#include "search/routes.h"

#include <fmt/format.h>

#include <array>

#include "base/text.h"
#include "search/admin.h"
#include "search/admin_api.h"
#include "search/api.h"
#include "search/assets.h"
#include "search/audit_desk.h"
#include "search/coverage_report.h"
#include "search/demand_report.h"
#include "search/display.h"
#include "search/embed.h"
#include "search/feed_out.h"
#include "search/health.h"
#include "search/hub_health.h"
#include "search/open_data.h"
#include "search/ping.h"
#include "search/public_pages.h"
#include "search/questions.h"
#include "search/report_form.h"
#include "search/reports.h"
#include "search/sign_in.h"
#include "search/snapshot_desk.h"
#include "search/source_desk.h"
#include "search/ticket_desk.h"
#include "search/upload_pages.h"
#include "search/users.h"
#include "search/validation.h"
#include "search/vocabulary_pages.h"

namespace lawhub {
namespace {

constexpr Roles kSystem = only(Role::system), kSecurity = only(Role::security), kAuditor = only(Role::auditor);
constexpr Roles kBureau = kSystem | only(Role::publisher), kAnyRole = kBureau | kSecurity | kAuditor;

constexpr Access session(Roles roles, About about = About::nothing) { return {Access::By::session, roles, about}; }
constexpr Access operators(Roles roles, About about = About::nothing) {
  return {Access::By::session_or_token, roles, about};
}

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
    Route{"POST", "/api/v1/admin/crawl", "", operators(kBureau), api_order_crawl, "order-crawl"},
    Route{"GET", "/api/v1/admin/jobs/{id}", "", operators(kBureau, About::job), api_job},
    Route{"GET", "/api/v1/admin/jobs/{id}/items", "offset limit", operators(kBureau, About::job), api_job_items},
    Route{"POST", "/api/v1/admin/jobs/{id}/cancel", "", operators(kBureau, About::job), api_cancel_job, "cancel-job"},
    // Ways in.
    Route{"POST", "/api/v1/ping", "source", Access::open, api_ping},
    Route{"GET", "/templates/{name}", "", Access::open, send_template},
    Route{"GET", "/admin/sources/{id}/upload", "", session(kBureau, About::source), show_upload_form},
    Route{"POST", "/admin/sources/{id}/upload", "", session(kBureau, About::source), take_upload, "upload"},
    Route{"GET", "/admin/uploads/{id}", "", session(kBureau, About::upload), show_upload},
    Route{"POST", "/admin/uploads/{id}/apply", "", session(kBureau, About::upload), apply_upload, "apply-upload"},
    Route{"POST", "/admin/uploads/{id}/drop", "", session(kBureau, About::upload), drop_upload, "drop-upload"},
    // Identity and what people decide of it.
    Route{"GET", "/admin/questions", "page", session(kSystem), show_questions},
    Route{"POST", "/admin/questions", "", session(kSystem), answer_question, "rule"},
    Route{"POST", "/admin/decisions/{id}", "", session(kSystem), decide_again, "rule"},
    Route{"GET", "/api/v1/admin/questions", "limit offset", operators(kSystem), api_questions},
    Route{"POST", "/api/v1/admin/questions", "", operators(kSystem), api_answer_question, "rule"},
    Route{"POST", "/api/v1/admin/decisions/{id}", "", operators(kSystem), api_decide_again, "rule"},
    Route{"GET", "/api/v1/admin/institutions/{id}/decisions", "", operators(kSystem), api_decisions},
    Route{"POST", "/api/v1/admin/institutions/{id}/fields", "", operators(kSystem), api_set_field, "set-field"},
    Route{"GET", "/validate", "", Access::open, show_validation},
    Route{"POST", "/validate", "", Access::open, validate_form},
    Route{"POST", "/api/v1/validate", "format", Access::open, api_validate, "", Route::Body::bytes},
    Route{"GET", "/admin/sign-in", "", Access::open, show_sign_in},
    Route{"POST", "/admin/sign-in", "", Access::open, sign_in},
    Route{"POST", "/admin/sign-out", "", session(kAnyRole), sign_out, "sign-out"},
    Route{"GET", "/admin", "", session(kAnyRole), show_desk},
    Route{"POST", "/admin/crawl", "", session(kBureau), order_crawl, "order-crawl"},
    Route{"GET", "/admin/jobs/{id}", "", session(kBureau, About::job), show_job},
    Route{"GET", "/admin/jobs/{id}/items.csv", "", operators(kBureau, About::job), send_job_items},
    Route{"GET", "/admin/jobs/{id}/events", "", session(kBureau, About::job), follow_job},
    Route{"POST", "/admin/jobs/{id}/cancel", "", session(kBureau, About::job), cancel_job, "cancel-job"},

    // Who may use the desk, and what was done there
    Route{"GET", "/admin/account", "", session(kAnyRole), show_own_account},
    Route{"POST", "/admin/account", "", session(kAnyRole), change_own_account, "change-own-account"},
    Route{"GET", "/admin/users", "", session(kSecurity), show_users},
    Route{"POST", "/admin/users", "", session(kSecurity), put_user, "put-user"},
    Route{"POST", "/admin/users/{name}/reset", "", session(kSecurity), reset_user, "reset-user"},
    Route{"POST", "/admin/users/{name}/bar", "", session(kSecurity), bar_user, "bar-user"},
    Route{"GET", "/admin/sources", "", session(kSystem | kSecurity), show_source_desk},
    Route{"GET", "/admin/source-form", "id", session(kSystem), show_source_form},
    Route{"POST", "/admin/source-form", "", session(kSystem), ask_source_change, "ask-source-change"},
    Route{"GET", "/admin/source-changes/{number}", "", session(kSystem | kSecurity), show_source_change},
    Route{"POST", "/admin/source-changes/{number}/approve", "", session(kSecurity), approve_source_change,
          "approve-source-change"},
    Route{"POST", "/admin/source-changes/{number}/reject", "", session(kSecurity), reject_source_change,
          "reject-source-change"},
    Route{"POST", "/admin/sources/{id}/revoke-key", "", session(kSystem | kSecurity, About::source), revoke_source_key,
          "revoke-key"},
    Route{"GET", "/admin/health", "", session(kSystem | kAuditor), show_hub_health},
    Route{"GET", "/api/v1/admin/health", "", operators(kSystem | kAuditor), api_hub_health},
    Route{"GET", "/admin/audit", "who act object before anchor", session(kAuditor), show_audit},
    Route{"GET", "/admin/audit.jsonl", "", operators(kAuditor), send_audit},

    // Safe change: snapshots, tickets, reports
    Route{"GET", "/admin/held", "", session(kBureau), show_held},
    Route{"GET", "/admin/sources/{id}/snapshots", "", session(kBureau, About::source), show_snapshots},
    Route{"GET", "/admin/snapshots/{id}", "", session(kBureau, About::snapshot), show_snapshot},
    Route{"POST", "/admin/snapshots/{id}/approve", "", session(kSystem, About::snapshot), approve_snapshot,
          "approve-snapshot"},
    Route{"POST", "/admin/snapshots/{id}/reject", "", session(kSystem, About::snapshot), reject_snapshot,
          "reject-snapshot"},
    Route{"POST", "/admin/snapshots/{id}/rollback", "", session(kSystem, About::snapshot), roll_back_snapshot,
          "roll-back"},
    Route{"GET", "/api/v1/admin/held", "", operators(kBureau), api_held},
    Route{"GET", "/api/v1/admin/sources/{id}/snapshots", "", operators(kBureau, About::source), api_snapshots},
    Route{"GET", "/api/v1/admin/snapshots/{id}", "", operators(kBureau, About::snapshot), api_snapshot},
    Route{"POST", "/api/v1/admin/snapshots/{id}/approve", "", operators(kSystem, About::snapshot), api_approve_snapshot,
          "approve-snapshot"},
    Route{"POST", "/api/v1/admin/snapshots/{id}/reject", "", operators(kSystem, About::snapshot), api_reject_snapshot,
          "reject-snapshot"},
    Route{"POST", "/api/v1/admin/snapshots/{id}/rollback", "", operators(kSystem, About::snapshot),
          api_roll_back_snapshot, "roll-back"},
    Route{"GET", "/admin/tickets", "state division source page", session(kBureau), show_tickets},
    Route{"GET", "/admin/tickets.csv", "state division source", operators(kBureau), send_tickets_csv},
    Route{"POST", "/admin/tickets/{id}/answer", "", session(kBureau, About::ticket), answer_ticket, "answer-ticket"},
    Route{"GET", "/api/v1/admin/tickets", "state division source page", operators(kBureau), api_tickets},
    Route{"POST", "/api/v1/admin/tickets/{id}/answer", "", operators(kBureau, About::ticket), api_answer_ticket,
          "answer-ticket"},
    Route{"GET", "/admin/reports/integration", "", session(kSystem | kAuditor), show_integration},
    Route{"GET", "/admin/reports/integration.csv", "", operators(kSystem | kAuditor), send_integration_csv},
    Route{"GET", "/api/v1/admin/reports/integration", "", operators(kSystem | kAuditor), api_integration},
    Route{"GET", "/reports/dead-links", "source", Access::open, show_dead_links},
    Route{"GET", "/reports/dead-links.csv", "source", Access::open, send_dead_links_csv},
    Route{"GET", "/api/v1/reports/dead-links", "source", Access::open, api_dead_links},
    Route{"GET", "/admin/reports/demand", "part", session(kSystem | kAuditor), show_demand},
    Route{"GET", "/admin/reports/demand.csv", "part", operators(kSystem | kAuditor), send_demand_csv},
    Route{"GET", "/api/v1/admin/reports/demand", "part", operators(kSystem | kAuditor), api_demand},
    Route{"GET", "/reports/coverage", "division", Access::open, show_coverage},
    Route{"GET", "/reports/coverage.csv", "division", Access::open, send_coverage_csv},
    Route{"GET", "/api/v1/reports/coverage", "division", Access::open, api_coverage},
    Route{"POST", "/admin/reports/coverage", "", session(kSystem), make_coverage, "make-coverage"},
    Route{"GET", "/reports/quality", "", Access::open, show_quality},
    Route{"GET", "/reports/quality.csv", "", Access::open, send_quality_csv},
    Route{"GET", "/api/v1/reports/quality", "", Access::open, api_quality},
};

std::string_view code_of(Access::By by) {
  if (by == Access::By::anyone) return "anyone";
  return by == Access::By::session ? "session" : "session-or-token";
}

std::string_view code_of(About about) {
  constexpr std::array<std::string_view, 6> kWords{"", "source", "job", "snapshot", "upload", "ticket"};
  return kWords[static_cast<std::size_t>(about)];
}

std::string roles_of(const Access& access) {
  std::vector<std::string> words;
  for (const Role role : {Role::system, Role::security, Role::auditor, Role::publisher}) {
    if (access.holds(role)) words.emplace_back(code_of(role));
  }
  return join(words, ",");
}

}  // namespace

std::span<const Route> routes() { return kRoutes; }

std::string route_list() {
  std::string out;
  for (const auto& route : kRoutes) {
    out += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\n", route.method, route.pattern, code_of(route.access.by),
                       roles_of(route.access), code_of(route.access.about), route.act);
  }
  return out;
}

}  // namespace lawhub
