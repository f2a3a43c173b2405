#include "search/questions.h"

#include <functional>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "base/log.h"
#include "base/text.h"
#include "registry/register.h"
#include "search/html_questions.h"
#include "search/json.h"

namespace lawhub {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kPairsShown = 10, kDecisionsShown = 20, kMostQuestions = 200;
constexpr std::size_t kLongestReason = 200;  // characters

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

QuestionSide side_of(const Register& reg, const std::string& id) {
  return {reg.find(id).value_or(Institution{}), reg.members_of(id)};
}

std::vector<AskedPair> asked_pairs(Database& db, std::size_t skip, std::size_t limit) {
  const Register reg(db);
  std::vector<AskedPair> out;
  for (Question& question : Decisions(db).questions(skip, limit)) {
    QuestionSide a = side_of(reg, question.a), b = side_of(reg, question.b);
    out.push_back({std::move(question), std::move(a), std::move(b)});
  }
  return out;
}

Json side_json(const QuestionSide& side) {
  Json listings = Json::array();
  for (const Observation& listing : side.listings) {
    listings.push_back({{"source", listing.source},
                        {"key", listing.key},
                        {"url", listing.url},
                        {"record", Json::parse(to_json(listing.record))}});
  }
  return {{"id", side.institution.id},
          {"record", Json::parse(to_json(side.institution.record))},
          {"listings", std::move(listings)}};
}

Json listings_json(const std::vector<ListingId>& side) {
  Json out = Json::array();
  for (const ListingId& listing : side) out.push_back({{"source", listing.source}, {"birth", listing.birth}});
  return out;
}

Json decision_json(const Decision& d) {
  Json out = {{"id", d.id}, {"by", d.by}, {"at", iso_instant(d.at)}, {"reason", d.reason}};
  if (d.ruling) {
    out["ruling"] = code_of(*d.ruling);
    out["a"] = listings_json(d.a);
    out["b"] = listings_json(d.b);
  } else {
    out["institution"] = d.institution;
    out["field"] = field_name(d.field);
    out["value"] = d.value.empty() ? Json() : Json::parse(d.value);
  }
  return out;
}

/// Numbers of a query; `otherwise` when absent; nothing when it is no number within reach.
std::optional<std::size_t> number_of(const Call& call, std::string_view name, std::size_t otherwise, std::size_t most) {
  const std::string_view text = value_of(call.request.query, name);
  if (text.empty()) return otherwise;
  std::int64_t value = 0;
  if (!parse_number(text, value) || value < 0 || static_cast<std::size_t>(value) > most) return std::nullopt;
  return static_cast<std::size_t>(value);
}

Refused bad(std::string code, std::string message, std::string parameter = "") {
  return {400, std::move(code), std::move(message), std::move(parameter), 0};
}

/// The members of a JSON body that are texts.
class Body {
 public:
  explicit Body(const std::string& text) : json_(Json::parse(text, nullptr, false)) {}
  bool is_object() const { return json_.is_object(); }
  std::string text(const char* name) const {
    const auto found = json_.find(name);
    return found != json_.end() && found->is_string() ? found->get<std::string>() : std::string();
  }
  const Json* find(const char* name) const {
    const auto found = json_.find(name);
    return found == json_.end() ? nullptr : &*found;
  }

 private:
  Json json_;
};

/// Writes a decision, or says why it cannot be.
tl::expected<Decision, Refused> decide(const Call& call, std::string_view given,
                                       const std::function<Decision(Decisions&, const Grounds&)>& decision) {
  const std::string reason = squeeze(given);
  if (reason.empty()) return tl::unexpected(bad("missing-parameter", "请写明理由。", "reason"));
  if (count_code_points(reason) > kLongestReason) return tl::unexpected(bad("bad-value", "理由太长。", "reason"));
  try {
    Decision done = call.service.stores.write([&](Database& db) {
      Decisions decisions(db);
      return decision(decisions, {call.account.name, reason});
    });
    spdlog::info("{} decided {}", call.account.name, done.id);
    return done;
  } catch (const std::invalid_argument&) {
    return tl::unexpected(bad("bad-value", "没有这样的机构、决定或取值,可能刚刚已有变化,请刷新后再试。"));
  }
}

tl::expected<Decision, Refused> decide_pair(const Call& call, std::string_view a, std::string_view b,
                                            std::string_view ruling, std::string_view reason) {
  const auto word = ruling_of_code(ruling);
  if (!word) return tl::unexpected(bad("bad-value", "答复应是 same、different 或 open。", "ruling"));
  return decide(call, reason, [&](Decisions& decisions, const Grounds& grounds) {
    return decisions.rule(a, b, *word, grounds, call.service.clock);
  });
}

tl::expected<Decision, Refused> redecide(const Call& call, std::string_view ruling, std::string_view reason) {
  std::int64_t id = 0;
  const auto word = ruling_of_code(ruling);
  if (!word) return tl::unexpected(bad("bad-value", "答复应是 same、different 或 open。", "ruling"));
  if (!parse_number(call.captures[0], id)) return tl::unexpected(bad("bad-value", "没有这个决定。"));
  return decide(call, reason, [&](Decisions& decisions, const Grounds& grounds) {
    return decisions.rule_again(id, *word, grounds, call.service.clock);
  });
}

std::optional<Field> field_named(std::string_view name) {
  for (const Field field : all_fields()) {
    if (field_name(field) == name) return field;
  }
  return std::nullopt;
}

Response decision_response(const Call& call, const tl::expected<Decision, Refused>& decision) {
  return decision ? json_response(dump(decision_json(*decision))) : refusal(call, decision.error());
}

}  // namespace

Response show_questions(const Call& call) {
  auto& service = call.service;
  const auto number = number_of(call, "page", 1, 100000);
  if (!number || *number == 0) return refusal(call, bad("bad-value", "没有这一页。", "page"));
  return service.stores.read([&](Database& db) {
    const Decisions decisions(db);
    return html_response(questions_page(
        service.site, call.session, asked_pairs(db, (*number - 1) * kPairsShown, kPairsShown),
        decisions.count_questions(), *number, kPairsShown, decisions.latest(kDecisionsShown), sources_by_id(db)));
  });
}

Response answer_question(const Call& call) {
  const auto decision = decide_pair(call, value_of(call.form, "a"), value_of(call.form, "b"),
                                    value_of(call.form, "ruling"), value_of(call.form, "reason"));
  return decision ? redirect(303, "/admin/questions") : refusal(call, decision.error());
}

Response decide_again(const Call& call) {
  const auto decision = redecide(call, value_of(call.form, "ruling"), value_of(call.form, "reason"));
  return decision ? redirect(303, "/admin/questions") : refusal(call, decision.error());
}

Response api_questions(const Call& call) {
  const auto limit = number_of(call, "limit", 50, kMostQuestions), offset = number_of(call, "offset", 0, 1000000);
  if (!limit || !offset) return refusal(call, bad("bad-value", "limit 至多 200,offset 应是数字。"));
  return call.service.stores.read([&](Database& db) {
    Json list = Json::array();
    for (const AskedPair& pair : asked_pairs(db, *offset, *limit)) {
      Json labels = Json::array();
      for (const std::string& reason : pair.question.reasons) labels.push_back(reason_label(reason));
      Json one = {{"a", side_json(pair.a)},
                  {"b", side_json(pair.b)},
                  {"score", pair.question.score},
                  {"reasons", pair.question.reasons},
                  {"reason_labels", std::move(labels)},
                  {"asked_at", iso_instant(pair.question.asked_at)}};
      if (pair.question.put_off) one["put_off"] = decision_json(*pair.question.put_off);
      list.push_back(std::move(one));
    }
    return json_response(dump({{"total", Decisions(db).count_questions()}, {"questions", std::move(list)}}));
  });
}

Response api_answer_question(const Call& call) {
  const Body body(call.request.body);
  if (!body.is_object()) return refusal(call, bad("bad-json", "内容应是一个 JSON 对象。"));
  return decision_response(call,
                           decide_pair(call, body.text("a"), body.text("b"), body.text("ruling"), body.text("reason")));
}

Response api_decide_again(const Call& call) {
  const Body body(call.request.body);
  if (!body.is_object()) return refusal(call, bad("bad-json", "内容应是一个 JSON 对象。"));
  return decision_response(call, redecide(call, body.text("ruling"), body.text("reason")));
}

Response api_decisions(const Call& call) {
  return call.service.stores.read([&](Database& db) {
    if (!Register(db).find(call.captures[0])) return not_found(call);
    Json list = Json::array();
    for (const Decision& decision : Decisions(db).about(call.captures[0])) list.push_back(decision_json(decision));
    return json_response(dump({{"decisions", std::move(list)}}));
  });
}

Response api_set_field(const Call& call) {
  const Body body(call.request.body);
  if (!body.is_object()) return refusal(call, bad("bad-json", "内容应是一个 JSON 对象。"));
  const auto field = field_named(body.text("field"));
  if (!field) return refusal(call, bad("bad-value", "没有这个字段。", "field"));
  const Json* const value = body.find("value");
  if (value == nullptr)
    return refusal(call, bad("missing-parameter", "请写明 value;null 表示恢复各来源的说法。", "value"));
  const std::string text = value->is_null() ? "" : value->dump();
  return decision_response(call, decide(call, body.text("reason"), [&](Decisions& decisions, const Grounds& grounds) {
                             return decisions.set_field(call.captures[0], *field, text, grounds, call.service.clock);
                           }));
}

}  // namespace lawhub
