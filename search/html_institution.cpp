// The pages of one institution and of one division.
#include "base/text.h"
#include "registry/division.h"
#include "registry/freshness.h"
#include "registry/hours.h"
#include "registry/merge.h"
#include "registry/services.h"
#include "search/json_ld.h"
#include "search/particulars.h"
#include "search/view.h"

namespace lawhub {

namespace {

std::string source_name(const std::map<std::string, Source>& sources, const std::string& id) {
  if (id.empty()) return "人工核定";
  const auto found = sources.find(id);
  return found == sources.end() ? id : found->second.name;
}

Views loser_views(const Provenance& provenance, const std::map<std::string, Source>& sources) {
  Views list = no_views();
  for (const Assertion& loser : provenance.losers) {
    View one;
    put(one, "value", loser.value_text);
    put(one, "source", source_name(sources, loser.source));
    put(one, "date", day_text(loser.asserted_at));
    list << one;
  }
  return list;
}

Views field_views(const Institution& institution, const std::map<std::string, Source>& sources) {
  Views list = no_views();
  for (const Field field : all_fields()) {
    const auto found = institution.provenance.find(field);
    const std::string value = field_text(institution.record, field);
    if (found == institution.provenance.end() || value.empty()) continue;
    const Assertion& winner = found->second.winner;
    View one;
    put(one, "label", field_label(field));
    put(one, "value", value);
    put(one, "source", source_name(sources, winner.source));
    put(one, "date", day_text(winner.asserted_at));
    put(one, "url", safe_link(winner.url));
    put(one, "rule", rule_label(found->second.rule));
    put_list(one, "losers", loser_views(found->second, sources));
    list << one;
  }
  return list;
}

}  // namespace

std::string institution_page(const Site& site, const Institution& institution,
                             const std::map<std::string, Source>& sources,
                             const std::vector<RelatedInstitution>& related, Instant now) {
  const Record& record = institution.record;
  View view;
  put_list(view, "crumbs", crumb_views(record.division, true));
  put(view, "id", institution.id);
  put(view, "name", record.name);
  put(view, "type", label_of(record.type));
  put(view, "subtype", field_text(record, Field::subtype));
  put_flag(view, "withdrawn", institution.presence == Presence::withdrawn);
  put(view, "status", record.status == Status::unknown ? "执业状态未注明" : label_of(record.status));
  put(view, "status_class", status_class(record.status));
  const bool living = record.status == Status::active || record.status == Status::unknown;
  const OpenState open = living ? open_at(record.hours.notation, now) : OpenState::unknown;
  put_flag(view, "open", open == OpenState::open);
  put_flag(view, "closed", open == OpenState::closed);
  put_list(view, "phones", phone_views(record.phones));
  put(view, "address", record.address.text);
  put(view, "place", record.address.place);
  put(view, "transportation", record.transportation);
  put(view, "accessibility", field_text(record, Field::accessibility));
  put(view, "hours", hours_text(record.hours));
  put(view, "website", safe_link(record.website));
  put_list(view, "services", service_views(record));
  put_list(view, "channels", channel_views(record));
  put_list(view, "relations", relation_views(record, related));
  put_list(view, "locations", other_location_views(record));
  put_list(view, "penalties", penalty_views(record));
  put(view, "inspections", field_text(record, Field::inspections));
  put(view, "honours", field_text(record, Field::honours));
  view.set("fields", field_views(institution, sources));
  const bool listed = institution.presence == Presence::listed;
  put(view, "remark", listed ? remark_of(institution, now) : "");
  put(view, "confirmed", day_text(institution.confirmed_at));
  put(view, "confirmed_by", institution.confirmed_at == 0 ? "" : source_name(sources, institution.confirmed_by));
  put(view, "changed", time_text(institution.as_of));
  if (listed) put(view, "json_ld", json_ld(institution, site.url, now));
  return page(site, {.title = record.name, .refresh = false, .signed_in = false}, render("institution", view));
}

std::string division_page(const Site& site, std::string_view code, const std::vector<Bucket>& by_type) {
  const Divisions& divisions = Divisions::get();
  const Division* division = divisions.find(code);
  View view;
  put_list(view, "crumbs", crumb_views(code, false));
  put(view, "division", code);
  put(view, "name", division != nullptr ? division->name : code);
  Parameters kept;
  kept.division = code;
  put(view, "box", search_box("", kept, false));
  Views types = no_views();
  for (const Bucket& bucket : by_type) {
    View one;
    put(one, "code", bucket.code);
    put(one, "label", bucket.label);
    put(one, "count", count_text(bucket.count));
    types << one;
  }
  put_list(view, "types", types);
  Views children = no_views();
  for (const Division* child : divisions.children(code)) {
    View one;
    put(one, "code", child->code);
    put(one, "name", child->name);
    children << one;
  }
  put_list(view, "children", children);
  put(view, "former", division != nullptr ? join(division->former_names, "、") : "");
  const std::string title = (division != nullptr ? division->name : std::string(code)) + "的法律服务";
  return page(site, {.title = title, .refresh = false, .signed_in = false}, render("division", view));
}

}  // namespace lawhub
