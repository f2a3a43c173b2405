#include "search/particulars.h"

#include "base/text.h"
#include "registry/codes.h"
#include "registry/division.h"
#include "registry/forensic_scope.h"
#include "registry/hours.h"
#include "registry/services.h"

namespace lawhub {

namespace {

std::string scope_label(std::string_view code) {
  if (const Term* term = find_term(code)) return term->label;
  const ForensicItem* item = find_forensic_item(code);
  return item != nullptr ? item->label : std::string(code);
}

/// What is covered, or with `excluded` what is not.
std::string scope_text(const ServiceOffer& offer, bool excluded) {
  std::vector<std::string> labels;
  for (const std::string& code : offer.scope) {
    if (code.starts_with('-') == excluded) labels.push_back(scope_label(code.substr(excluded ? 1 : 0)));
  }
  return join(labels, "、");
}

std::string labels_of(std::string_view list, const std::vector<std::string>& codes) {
  std::vector<std::string> labels;
  labels.reserve(codes.size());
  for (const std::string& code : codes) labels.push_back(code_label(list, code));
  return join(labels, "、");
}

/// "2025-01-01 至 2026-12-31"; empty without dates.
std::string period(const std::string& from, const std::string& to) {
  if (from.empty() && to.empty()) return {};
  return to.empty() ? from + " 起" : from + (from.empty() ? "至 " : " 至 ") + to;
}

Views eligibility_views(const ServiceOffer& offer) {
  Views list = no_views();
  for (const Eligibility& rule : offer.eligibility) {
    View one;
    put(one, "text", rule.text);
    put(one, "division", Divisions::get().full_name(rule.division));
    put(one, "period", period(rule.valid_from, rule.valid_to));
    list << one;
  }
  return list;
}

}  // namespace

std::string hours_text(const Hours& hours) {
  const std::string said = hours.notation.empty() ? hours.text : hours_in_words(hours.notation);
  return said.empty() || hours.note.empty() ? said + hours.note : said + ";" + hours.note;
}

Views service_views(const Record& record) {
  Views list = no_views();
  for (const ServiceOffer& offer : record.services) {
    if (!is_offered(offer)) continue;
    const Term* term = find_term(offer.code);
    View one;
    put(one, "label", !offer.name.empty() ? offer.name : term != nullptr ? term->label : offer.code);
    put(one, "fees", code_label("fees", offer.fees));
    put_flag(one, "paused", offer.status != "active");
    put(one, "scope", scope_text(offer, false));
    put(one, "without", scope_text(offer, true));
    put(one, "description", offer.description);
    put(one, "fees_description", offer.fees_description);
    put(one, "documents", join(offer.required_documents, "、"));
    put(one, "ways", labels_of("delivery_mode", offer.delivery_modes));
    put(one, "hours", hours_text(offer.hours));
    put(one, "url", safe_link(offer.url));
    put_list(one, "eligibility", eligibility_views(offer));
    list << one;
  }
  return list;
}

Views channel_views(const Record& record) {
  Views list = no_views();
  for (const Channel& channel : record.channels) {
    View one;
    put(one, "label", code_label("channel", channel.kind));
    put(one, "url", safe_link(channel.url));
    put(one, "number", channel.phone);
    put(one, "dial", replace_all(channel.phone, "-", ""));
    put(one, "note", channel.note);
    list << one;
  }
  return list;
}

Views relation_views(const Record& record, const std::vector<RelatedInstitution>& related) {
  Views list = no_views();
  for (std::size_t i = 0; i < record.relations.size(); ++i) {
    const Relation& relation = record.relations[i];
    const RelatedInstitution whom = i < related.size() ? related[i] : RelatedInstitution{};
    const bool placed = Divisions::get().find(relation.division) != nullptr;
    const std::string place = placed ? Divisions::get().full_name(relation.division) : std::string();
    View one;
    put(one, "label", code_label("relation", relation.kind));
    put(one, "id", whom.id);
    put(one, "name", !whom.name.empty() ? whom.name : !relation.target_name.empty() ? relation.target_name : place);
    put(one, "division", placed ? relation.division : std::string());
    put(one, "place", place);
    put(one, "note", relation.note);
    put(one, "period", period(relation.since, relation.until));
    list << one;
  }
  return list;
}

Views other_location_views(const Record& record) {
  Views list = no_views();
  for (const Location& location : record.other_locations) {
    View one;
    put(one, "kind",
        location.address.registered   ? "注册地址"
        : location.kind != "physical" ? code_label("location_type", location.kind)
                                      : std::string());
    put(one, "place", location.address.place);
    put(one, "address", location.address.text);
    put(one, "hours", hours_text(location.hours));
    put(one, "transportation", location.transportation);
    put(one, "accessibility", labels_of("accessibility", location.accessibility));
    put_list(one, "phones", phone_views(location.phones));
    list << one;
  }
  return list;
}

Views penalty_views(const Record& record) {
  Views list = no_views();
  for (const Penalty& penalty : record.penalties) {
    const Document& document = penalty.document;
    View one;
    put(one, "label", code_label("penalty", penalty.kind));
    put(one, "document", !document.number.empty() ? document.number : document.title);
    put(one, "url", safe_link(document.url));
    put(one, "issuer", document.issuer);
    put(one, "date", document.date);
    list << one;
  }
  return list;
}

}  // namespace lawhub
