#include "search/vocabulary_pages.h"

#include <algorithm>

#include "base/text.h"
#include "registry/services.h"
#include "search/discreet.h"
#include "search/type_notes.h"
#include "search/view.h"

namespace lawhub {
namespace {

constexpr std::size_t kMostSynonyms = 12;

std::string address_of(const Term& term) {
  return (term.facet == Facet::service ? "/services/" : "/matters/") + term.code;
}

/// When the law gives a lawyer for nothing; see Term::legal_aid.
std::string_view aid_text(std::string_view legal_aid) {
  if (legal_aid == "Y") return "经济困难的,可以申请法律援助,不收费。";
  if (legal_aid == "N") return "申请法律援助不看经济状况,不收费。";
  if (legal_aid == "S") return "有些情形经济困难的可以申请法律援助,请先打 12348 问。";
  if (legal_aid == "刑事") return "刑事案件的当事人可以申请法律援助;没有律师的,可以找值班律师。";
  if (legal_aid == "33条") return "不服生效裁判、决定又请不起律师的,可以申请法律援助。";
  return {};
}

bool is_free(InstitutionType type) { return type_note(type).cost.find("不收费") != std::string::npos; }

/// In the order of the vocabulary, those that cost nothing first.
std::vector<InstitutionType> helpers_of(const Term& term) {
  auto types = term.types;
  std::stable_partition(types.begin(), types.end(), is_free);
  return types;
}

std::string question_link(const Term& term, InstitutionType type) {
  Parameters p;
  p.q = term.label;
  p.types = {type};
  Understood understood;
  if (term.facet == Facet::matter) understood.matters.push_back({term.code, term.label});
  return is_sensitive(understood) ? discreet_query(p) : to_query(p);
}

Views helper_views(const Term& term) {
  Views list = no_views();
  for (const InstitutionType type : helpers_of(term)) {
    const TypeNote& note = type_note(type);
    View one;
    put(one, "label", label_of(type));
    put(one, "what", note.what);
    put(one, "cost", note.cost);
    put_list(one, "bring", text_views(note.bring));
    put(one, "link", question_link(term, type));
    list << one;
  }
  return list;
}

Views term_views(const std::vector<const Term*>& terms) {
  Views list = no_views();
  for (const Term* term : terms) {
    View one;
    put(one, "address", address_of(*term));
    put(one, "label", term->label);
    list << one;
  }
  return list;
}

std::vector<const Term*> terms_of(std::string_view domain, const Term* but = nullptr) {
  std::vector<const Term*> terms;
  for (const Term& term : vocabulary()) {
    const bool shown = term.facet == Facet::matter || term.facet == Facet::service;
    if (shown && term.domain == domain && &term != but) terms.push_back(&term);
  }
  return terms;
}

Response term_page(const Call& call, Facet facet) {
  const Term* term = find_term(call.captures[0]);
  if (term == nullptr || term->facet != facet) return not_found(call);
  const Term* domain = find_term(term->domain);
  auto synonyms = term->synonyms;
  if (synonyms.size() > kMostSynonyms) synonyms.resize(kMostSynonyms);
  Understood understood;
  if (facet == Facet::matter) understood.matters.push_back({term->code, term->label});
  const bool sensitive = is_sensitive(understood);
  View view;
  put(view, "label", term->label);
  put(view, "domain", domain == nullptr ? "" : std::string_view(domain->label));
  put(view, "synonyms", join(synonyms, "、"));
  put(view, "aid", aid_text(term->legal_aid));
  put_list(view, "helpers", helper_views(*term));
  put_list(view, "others", term_views(terms_of(term->domain, term)));
  put(view, "box", search_box(sensitive ? "" : term->label, {}, false));
  // a page that others had better not see is not named after its subject
  Layout layout{.title = sensitive ? "谁能帮您" : term->label,
                .column = facet == Facet::matter ? "按事情找" : "服务事项"};
  layout.quick_exit = sensitive;
  return html_response(page(call.service.site, layout, render("term", view)));
}

}  // namespace

Response show_matters(const Call& call) {
  Views domains = no_views();
  for (const Term& term : vocabulary()) {
    if (term.facet != Facet::domain) continue;
    const Views terms = term_views(terms_of(term.code));
    if (!terms.is_non_empty_list()) continue;
    View one;
    put(one, "label", term.label);
    one.set("terms", terms);
    domains << one;
  }
  View view;
  put(view, "box", search_box("", {}, false));
  view.set("domains", domains);
  return html_response(page(call.service.site, {.title = "按事情找", .column = "按事情找"}, render("terms", view)));
}

Response show_matter(const Call& call) { return term_page(call, Facet::matter); }
Response show_service(const Call& call) { return term_page(call, Facet::service); }

}  // namespace lawhub
