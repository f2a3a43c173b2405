// The register in HSDS 3.0, by its API reference: /organizations with page and per_page, /organizations/{id},
// /services/{id}. Ids are HSDS's UUIDs; an organization is also found by our own id.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "feeds/hsds.h"
#include "registry/published.h"
#include "registry/register.h"
#include "search/api.h"

namespace lawhub {
namespace {

constexpr std::int64_t kPerPage = 50, kMostPerPage = 200, kMostPage = 1'000'000;

std::string today(const Call& call) { return iso_date(china_time(call.service.clock.now()).date); }

/// A listed institution as the public may see it; nothing when there is none.
std::optional<Institution> find_listed(const Call& call, Database& db, const std::string& id) {
  auto found = Register(db).find(id);
  if (!found || found->presence != Presence::listed) return std::nullopt;
  return published(std::move(*found), today(call));
}

std::optional<Refused> read_number(const Call& call, const char* name, std::int64_t most, std::int64_t& to) {
  auto text = value_of(call.request.query, name);
  if (text.empty() || (parse_number(text, to) && to >= 1 && to <= most)) return {};
  return Refused{400, "bad-value", fmt::format("{} 应是 1 到 {} 的整数。", name, most), name, 0};
}

}  // namespace

Response api_hsds_organizations(const Call& call) {
  std::int64_t page = 1, per_page = kPerPage;
  if (auto why = read_number(call, "page", kMostPage, page)) return refusal(call, *why);
  if (auto why = read_number(call, "per_page", kMostPerPage, per_page)) return refusal(call, *why);
  return call.service.stores.read([&](Database& db) {
    const Register registered(db);
    const Relations relations(db);
    auto total = static_cast<std::int64_t>(registered.count());
    auto pages = std::max<std::int64_t>(1, (total + per_page - 1) / per_page);
    auto found = registered.listed(static_cast<std::size_t>((page - 1) * per_page), static_cast<std::size_t>(per_page));
    std::string contents;
    for (const auto& institution : found) {
      contents +=
          (contents.empty() ? "" : ",") +
          hsds_organization(published(institution, today(call)), relations.all_of(institution), call.service.site.url);
    }
    return json_response(fmt::format(
        R"({{"total_items":{},"total_pages":{},"page_number":{},"size":{},"first_page":{},"last_page":{},"empty":{},"contents":[{}]}})",
        total, pages, page, found.size(), page == 1, page >= pages, found.empty(), contents));
  });
}

Response api_hsds_organization(const Call& call) {
  const auto& asked = call.captures[0];
  auto name = read_hsds_id(asked);
  if (name && name->service) return not_found(call);
  return call.service.stores.read([&](Database& db) {
    auto institution = find_listed(call, db, name ? name->institution : asked);
    if (!institution) return not_found(call);
    return json_response(hsds_organization(*institution, Relations(db).all_of(*institution), call.service.site.url));
  });
}

Response api_hsds_service(const Call& call) {
  auto name = read_hsds_id(call.captures[0]);
  if (!name || !name->service) return not_found(call);
  return call.service.stores.read([&](Database& db) {
    auto institution = find_listed(call, db, name->institution);
    if (!institution || *name->service >= institution->record.services.size()) return not_found(call);
    return json_response(hsds_service(*institution, *name->service, call.service.site.url));
  });
}

}  // namespace lawhub
