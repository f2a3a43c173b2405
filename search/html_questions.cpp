#include "search/html_questions.h"

#include "search/view.h"

namespace lawhub {
namespace {

std::string source_name(const std::map<std::string, Source>& sources, const std::string& id) {
  const auto found = sources.find(id);
  return found == sources.end() ? id : found->second.name;
}

Views listing_views(const QuestionSide& side, const std::map<std::string, Source>& sources) {
  Views list = no_views();
  for (const Observation& listing : side.listings) {
    View one;
    put(one, "source", source_name(sources, listing.source));
    put(one, "name", listing.record.name);
    put(one, "url", safe_link(listing.url));
    put(one, "date", day_text(listing.asserted_at));
    list << one;
  }
  return list;
}

/// What either of them says, field by field.
Views field_views(const Record& a, const Record& b) {
  Views list = no_views();
  for (const Field field : all_fields()) {
    const std::string left = field_text(a, field), right = field_text(b, field);
    if (left.empty() && right.empty()) continue;
    View one;
    put(one, "label", field_label(field));
    put(one, "a", left);
    put(one, "b", right);
    put_flag(one, "differs", left != right && !left.empty() && !right.empty());
    list << one;
  }
  return list;
}

View pair_view(const AskedPair& pair, const Session& session, const std::map<std::string, Source>& sources) {
  View view;
  put(view, "csrf", session.csrf);
  put(view, "a", pair.question.a);
  put(view, "b", pair.question.b);
  put(view, "a_name", pair.a.institution.record.name);
  put(view, "b_name", pair.b.institution.record.name);
  put(view, "asked", day_text(pair.question.asked_at));
  if (pair.question.put_off) {
    put(view, "put_off",
        fmt::format("{} {} 留待以后:{}", day_text(pair.question.put_off->at), pair.question.put_off->by,
                    pair.question.put_off->reason));
  }
  Views reasons = no_views();
  for (const std::string& reason : pair.question.reasons) {
    View one;
    put(one, "reason", reason_label(reason));
    reasons << one;
  }
  put_list(view, "reasons", reasons);
  put_list(view, "fields", field_views(pair.a.institution.record, pair.b.institution.record));
  put_list(view, "a_listings", listing_views(pair.a, sources));
  put_list(view, "b_listings", listing_views(pair.b, sources));
  return view;
}

Views decision_views(const std::vector<Decision>& latest, const Session& session) {
  Views list = no_views();
  for (const Decision& decision : latest) {
    View one;
    put(one, "csrf", session.csrf);
    put(one, "id", std::to_string(decision.id));
    put(one, "by", decision.by);
    put(one, "date", time_text(decision.at));
    put(one, "reason", decision.reason);
    if (decision.ruling) {
      put(one, "what", label_of(*decision.ruling));
      put(one, "a", decision.a.empty() ? "" : decision.a.front().birth);
      put(one, "b", decision.b.empty() ? "" : decision.b.front().birth);
      put_flag(one, "closed", *decision.ruling != Ruling::open);
    } else {
      put(one, "what",
          fmt::format("{}{}", field_label(decision.field), decision.value.empty() ? ":恢复各来源的说法" : ":人工核定"));
      put(one, "a", decision.institution);
    }
    list << one;
  }
  return list;
}

}  // namespace

std::string questions_page(const Site& site, const Session& session, const std::vector<AskedPair>& pairs,
                           std::size_t total, std::size_t page_number, std::size_t per_page,
                           const std::vector<Decision>& latest, const std::map<std::string, Source>& sources) {
  View view;
  put(view, "total", count_text(total));
  Views rows = no_views();
  for (const AskedPair& pair : pairs) rows << pair_view(pair, session, sources);
  put_list(view, "pairs", rows);
  put_list(view, "decisions", decision_views(latest, session));
  put(view, "previous", page_number > 1 ? std::to_string(page_number - 1) : "");
  put(view, "next", page_number * per_page < total ? std::to_string(page_number + 1) : "");
  return page(site, {.title = "是不是同一家", .refresh = false, .signed_in = true}, render("questions", view));
}

}  // namespace lawhub
