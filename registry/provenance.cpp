#include "registry/provenance.h"

#include <nlohmann/json.hpp>
#include <stdexcept>
#include <tuple>

namespace lawhub {

namespace {

using Json = nlohmann::ordered_json;

/// The observations named so far, each once for every time at which it said something.
class Members {
 public:
  std::size_t place_of(const Assertion& a) {
    const auto [at, fresh] =
        places_.try_emplace({a.source, a.key, a.asserted_at, a.confirmed_at, a.asserted_by}, places_.size());
    if (fresh) {
      Json member = {a.source, a.key, a.url, a.asserted_at};
      if (a.confirmed_at != 0 || !a.asserted_by.empty()) {
        member.push_back(a.confirmed_at);
        member.push_back(a.asserted_by);
      }
      json_.push_back(std::move(member));
    }
    return at->second;
  }
  Json take() { return std::move(json_); }

 private:
  std::map<std::tuple<std::string, std::string, Instant, Instant, std::string>, std::size_t> places_;
  Json json_ = Json::array();
};

Assertion assertion_of(const Json& member) {
  Assertion out;
  out.source = member.at(0).get<std::string>();
  out.key = member.at(1).get<std::string>();
  out.url = member.at(2).get<std::string>();
  out.asserted_at = member.at(3).get<Instant>();
  if (member.size() > 4) {
    out.confirmed_at = member.at(4).get<Instant>();
    out.asserted_by = member.at(5).get<std::string>();
  }
  return out;
}

Provenance provenance_of(const Json& row, const Json& members, const Record& record, Field field) {
  Provenance out;
  out.rule = row.at(0).get<std::string>();
  out.winner = assertion_of(members.at(row.at(1).get<std::size_t>()));
  out.winner.value_json = field_json(record, field);
  out.winner.value_text = field_text(record, field);
  if (row.size() > 2) {
    for (const Json& loser : row.at(2)) {
      Assertion& assertion = out.losers.emplace_back(assertion_of(members.at(loser.at(0).get<std::size_t>())));
      assertion.value_json = loser.at(1).get<std::string>();
      assertion.value_text = loser.at(2).get<std::string>();
    }
  }
  return out;
}

}  // namespace

std::string provenance_to_json(const std::map<Field, Provenance>& provenance) {
  Members members;
  Json fields = Json::object();
  for (const auto& [field, p] : provenance) {
    Json row = {p.rule, members.place_of(p.winner)};
    if (!p.losers.empty()) {
      Json losers = Json::array();
      for (const Assertion& loser : p.losers) {
        losers.push_back({members.place_of(loser), loser.value_json, loser.value_text});
      }
      row.push_back(std::move(losers));
    }
    fields[std::string(field_name(field))] = std::move(row);
  }
  const Json out = {{"members", members.take()}, {"fields", std::move(fields)}};
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::map<Field, Provenance> provenance_from_json(std::string_view json, const Record& record) {
  try {
    const Json parsed = Json::parse(json);
    std::map<Field, Provenance> out;
    for (Field field : all_fields()) {
      const Json& fields = parsed.at("fields");
      if (auto row = fields.find(std::string(field_name(field))); row != fields.end()) {
        out.emplace(field, provenance_of(*row, parsed.at("members"), record, field));
      }
    }
    return out;
  } catch (const Json::exception& e) {
    throw std::runtime_error(std::string("not a provenance: ") + e.what());
  }
}

}  // namespace lawhub
