// The page of one institution.
#include <algorithm>
#include <array>
#include "base/text.h"
#include "registry/codes.h"
#include "registry/freshness.h"
#include "registry/hours.h"
#include "registry/merge.h"
#include "search/json_ld.h"
#include "search/particulars.h"
#include "search/type_notes.h"
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

/// "正在办公,到 17:30", "现在休息,明天 08:30 开门"; empty when it is not known.
std::string opening_text(OpenState state, std::optional<Instant> change, Instant now) {
  if (state == OpenState::unknown) return {};
  const std::string said = state == OpenState::open ? "正在办公" : "现在休息";
  if (!change) return said;
  const LocalTime then = china_time(*change);
  const std::string clock = fmt::format("{:02}:{:02}", then.minute / 60, then.minute % 60);
  const Instant days = (start_of(then.date) - start_of(china_time(now).date)) / 86400;
  if (state == OpenState::open) return days == 0 ? said + ",到 " + clock : said;
  static constexpr std::array kDays = {"周一", "周二", "周三", "周四", "周五", "周六", "周日"};
  const std::string day = days == 0   ? "今天"
                          : days == 1 ? "明天"
                                      : fmt::format("{}月{}日({})", then.date.month, then.date.day,
                                                    kDays[static_cast<std::size_t>(then.weekday) - 1]);
  return said + "," + day + " " + clock + " 开门";
}

void put_status(View& view, const Institution& institution, const std::map<std::string, Source>& sources, Instant now) {
  const Record& record = institution.record;
  put(view, "status", record.status == Status::unknown ? "执业状态未注明" : label_of(record.status));
  put(view, "status_class", status_class(record.status));
  const auto said = institution.provenance.find(Field::status);
  const bool known = said != institution.provenance.end() && record.status != Status::unknown;
  put(view, "status_source", known ? source_name(sources, said->second.winner.source) : "");
  put(view, "status_date", known ? day_text(said->second.winner.asserted_at) : "");
  const bool living = record.status == Status::active || record.status == Status::unknown;
  const OpenState open = living ? open_at(record.hours.notation, now) : OpenState::unknown;
  put_flag(view, "open", open == OpenState::open);
  put(view, "opening", opening_text(open, changes_next(record.hours.notation, now), now));
}

/// Each once, in the order of the services.
template <class Said>
std::vector<std::string> each_once(const Record& record, Said said) {
  std::vector<std::string> list;
  for (const ServiceOffer& offer : record.services) {
    if (!is_offered(offer)) continue;
    for (const std::string& one : said(offer)) {
      if (!one.empty() && std::find(list.begin(), list.end(), one) == list.end()) list.push_back(one);
    }
  }
  return list;
}

/// What a person asks before going there: what is it, what does it cost, what to bring, how to get in.
void put_visit(View& view, const Record& record) {
  const TypeNote& note = type_note(record.type);
  put(view, "what", note.what);
  put(view, "cost", note.cost);
  put(view, "fees",
      join(each_once(record,
                     [](const ServiceOffer& offer) {
                       return std::vector{code_label("fees", offer.fees), offer.fees_description};
                     }),
           "、"));
  constexpr std::size_t kMostDocuments = 8;
  auto documents = each_once(record, [](const ServiceOffer& offer) { return offer.required_documents; });
  if (documents.empty()) documents = note.bring;
  if (documents.size() > kMostDocuments) documents.resize(kMostDocuments);
  put_list(view, "bring", text_views(documents));
  put_list(view, "phones", phone_views(record.phones));
  put(view, "address", record.address.text);
  put(view, "place", record.address.place);
  put_list(view, "maps", map_views(map_links(record.name, record.address.text, record.position)));
  put_flag(view, "roughly", !is_walkable(record.position));
  put(view, "transportation", record.transportation);
  put(view, "accessibility", field_text(record, Field::accessibility));
  put(view, "hours", hours_text(record.hours));
  put(view, "website", safe_link(record.website));
  put(view, "former", field_text(record, Field::former_names));
}

Views own_page_views(const std::vector<Item>& pages) {
  Views list = no_views();
  for (const Item& item : pages) {
    View one;
    put(one, "url", safe_link(item.url));
    put(one, "title", item.title);
    put(one, "date", item.date);
    list << one;
  }
  return list;
}

}  // namespace

std::string institution_page(const Site& site, const Institution& institution,
                             const std::map<std::string, Source>& sources,
                             const std::vector<RelatedInstitution>& related, const std::vector<Item>& pages,
                             Instant now) {
  const Record& record = institution.record;
  View view;
  put_list(view, "crumbs", crumb_views(record.division, true));
  put(view, "id", institution.id);
  put(view, "name", record.name);
  put(view, "type", label_of(record.type));
  put(view, "subtype", field_text(record, Field::subtype));
  put_flag(view, "withdrawn", institution.presence == Presence::withdrawn);
  put_status(view, institution, sources, now);
  put_visit(view, record);
  put_list(view, "services", service_views(record));
  put_list(view, "channels", channel_views(record));
  put_list(view, "relations", relation_views(record, related));
  put_list(view, "locations", other_location_views(record));
  put_list(view, "penalties", penalty_views(record));
  put_list(view, "pages", own_page_views(pages));
  put(view, "inspections", field_text(record, Field::inspections));
  put(view, "honours", field_text(record, Field::honours));
  view.set("fields", field_views(institution, sources));
  const bool listed = institution.presence == Presence::listed;
  const std::string confirmed_by =
      institution.confirmed_at == 0 ? std::string() : source_name(sources, institution.confirmed_by);
  put(view, "remark", listed ? remark_of(institution, now) : "");
  put(view, "confirmed", day_text(institution.confirmed_at));
  put(view, "confirmed_by", confirmed_by);
  put(view, "changed", time_text(institution.as_of));
  put(view, "address_of_page", site.url + "/institutions/" + institution.id);
  if (listed) put(view, "json_ld", json_ld(institution, site.url, now));
  return page(site,
              {.title = record.name,
               .column = std::string(label_of(record.type)),
               .article = record.name,
               .published = time_text(institution.as_of),
               .source = confirmed_by,
               .description = record.name + ":" + type_note(record.type).what + "。" + record.address.text},
              render("institution", view));
}

}  // namespace lawhub
