#include "search/open_data.h"

#include <mutex>

#include "feeds/atom.h"
#include "feeds/csv_out.h"
#include "feeds/sitemap_out.h"
#include "registry/division.h"
#include "search/feed_out.h"
#include "search/finish.h"

namespace lawhub {
namespace {

constexpr const char* kXml = "application/xml; charset=utf-8";

/// `type` and `division` into the selection.
std::optional<Refused> read_sets(const NamedValues& query, Selection& selection) {
  auto type = value_of(query, "type"), division = value_of(query, "division");
  if (!type.empty() && !type_of_code(type)) return Refused{400, "bad-value", "不认识的机构类型代码。", "type", 0};
  selection.type = type;
  if (division.empty()) return {};
  auto prefix = division_prefix_of(division);
  auto padded = prefix.value_or("");
  if (padded.size() < 6) padded.append(6 - padded.size(), '0');
  if (!prefix || Divisions::get().find(padded) == nullptr) {
    return Refused{400, "bad-value", "不认识的行政区划代码。", "division", 0};
  }
  selection.division = *prefix;
  return {};
}

/// The answer that `write` makes of the list, unless the client has it.
template <class Write>
Response answer(const Call& call, const char* type, Write write) {
  auto& service = call.service;
  Response response;
  response.type = type;
  service.stores.read([&](Database& db) {
    add_validators(service, db, call.request.query, response);
    if (!is_known(call.request, response))
      response.body = write(PublicList(db, service.clock.now()), publisher_of(service));
    return true;
  });
  return response;
}

}  // namespace

Response show_open_data(const Call& call) { return html_response(open_data_page(call.service.site)); }

Response send_atom(const Call& call) {
  AtomQuestion question;
  if (auto why = read_sets(call.request.query, question.selection)) return refusal(call, *why);
  if (auto before = value_of(call.request.query, "before"); !before.empty()) {
    question.before = place_of(before);
    if (!question.before) return refusal(call, Refused{400, "bad-value", "before 无效。", "before", 0});
  }
  return answer(call, "application/atom+xml; charset=utf-8", [&](const PublicList& list, const Publisher& publisher) {
    return write_atom(list, publisher, question, call.service.clock.now());
  });
}

Response send_csv(const Call& call) {
  Selection selection;
  if (auto why = read_sets(call.request.query, selection)) return refusal(call, *why);
  const std::unique_lock turn(call.service.exporting, std::try_to_lock);
  if (!turn) {
    auto busy = refusal(call, Refused{503, "busy", "正有人在下载全部名录,请稍后再试。", "", 0});
    busy.headers.emplace_back("Retry-After", "10");
    return busy;
  }
  auto response =
      answer(call, "text/csv; charset=utf-8; header=present",
             [&](const PublicList& list, const Publisher& publisher) { return write_csv(list, publisher, selection); });
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"institutions.csv\"");
  return response;
}

Response send_sitemap_index(const Call& call) {
  return answer(call, kXml, [](const PublicList& list, const Publisher& publisher) {
    return write_sitemap_index(list, publisher);
  });
}

Response send_sitemap(const Call& call) {
  auto map = call.service.stores.read([&](Database& db) {
    return write_sitemap(PublicList(db, call.service.clock.now()), publisher_of(call.service), call.captures[0]);
  });
  if (!map) return not_found(call);
  Response response;
  response.type = kXml;
  response.body = std::move(*map);
  return response;
}

}  // namespace lawhub
