#include "search/api.h"

#include "base/text.h"
#include "feeds/vocabulary.h"
#include "registry/division.h"
#include "registry/published.h"
#include "registry/register.h"
#include "search/json.h"
#include "search/public_pages.h"
#include "search/source_status.h"

namespace lawhub {
namespace {

constexpr std::int64_t kSuggestions = 10, kMostSuggestions = 20;

}  // namespace

Response api_search(const Call& call) {
  auto parameters = read_parameters(call.request.query);
  if (!parameters) return refusal(call, parameters.error());
  const Answer answer = call.service.engine.search(*parameters);
  note_demand(call.service, *parameters, answer);
  return json_response(answer_json(answer));
}

Response api_suggest(const Call& call) {
  auto typed = value_of(call.request.query, "q"), limit_text = value_of(call.request.query, "limit");
  if (typed.size() > kMaxQueryBytes) {
    return refusal(call, Refused{400, "too-long", "输入的文字太长。", "q", static_cast<int>(kMaxQueryBytes)});
  }
  std::int64_t limit = kSuggestions;
  if (!limit_text.empty() && (!parse_number(limit_text, limit) || limit < 1 || limit > kMostSuggestions)) {
    return refusal(call, Refused{400, "bad-value", "limit 应是 1 到 20 的整数。", "limit", 0});
  }
  return json_response(suggestions_json(typed, call.service.engine.suggest(typed, static_cast<std::size_t>(limit))));
}

Response api_institution(const Call& call) {
  return call.service.stores.read([&](Database& db) {
    auto institution = Register(db).find(call.captures[0]);
    if (!institution) return not_found(call);
    auto now = call.service.clock.now();
    return json_response(institution_json(published(*institution, iso_date(china_time(now).date)), sources_by_id(db),
                                          Relations(db).all_of(*institution), now));
  });
}

Response api_vocabulary(const Call& call) {
  auto format = value_of(call.request.query, "format");
  if (format == "csv") {
    Response response;
    response.type = "text/csv; charset=utf-8";
    response.body = vocabulary_csv();
    return response;
  }
  if (!format.empty() && format != "json") {
    return refusal(call, Refused{400, "bad-value", "format 应是 json 或 csv。", "format", 0});
  }
  return json_response(vocabulary_json());
}

Response api_responsible(const Call& call) {
  NamedValues place;  // read as a search reads them
  for (const auto& [name, value] : call.request.query) {
    if (name != "address") place.emplace_back(name, value);
  }
  const auto read = read_parameters(place);
  if (!read) return refusal(call, read.error());
  const PlaceAsked asked{read->division, read->near, std::string(value_of(call.request.query, "address"))};
  if (asked.address.size() > kMaxQueryBytes) {
    return refusal(call, Refused{400, "too-long", "地址太长。", "address", static_cast<int>(kMaxQueryBytes)});
  }
  const int given = (asked.division.empty() ? 0 : 1) + (asked.near ? 1 : 0) + (asked.address.empty() ? 0 : 1);
  if (given != 1) {
    return refusal(call, Refused{400, "missing-parameter", "请给出 division、near、address 中的一个。", "division", 0});
  }
  const auto found = call.service.engine.responsible(asked);
  if (!found) return refusal(call, Refused{404, "unknown-place", "不能确定这是哪个乡镇、街道,请换一种写法。", "", 0});
  return json_response(responsible_json(*found));
}

Response api_division(const Call& call) {
  const auto* division = Divisions::get().find(call.captures[0]);
  if (division == nullptr) return not_found(call);
  return json_response(division_json(*division, count_institutions(call.service, division->code).by_type));
}

Response api_sources(const Call& call) {
  auto& service = call.service;
  return json_response(sources_json(
      service.stores.read([&](Database& db) { return all_source_statuses(db, service.clock); }), service.clock.now()));
}

}  // namespace lawhub
