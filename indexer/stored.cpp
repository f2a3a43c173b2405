#include "indexer/stored.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace lawhub {
namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// Keeps what is said; an empty text is left out.
void put(Json& json, const char* key, const std::string& text) {
  if (!text.empty()) json[key] = text;
}

std::string text_of(const Json& json, const char* key) { return json.value(key, std::string()); }

Json phones_json(const std::vector<Phone>& phones) {
  Json list = Json::array();
  for (const Phone& p : phones) list.push_back(Json::array({p.number, p.extension, p.kind, p.label}));
  return list;
}

std::vector<Phone> phones_of(const Json& list) {
  std::vector<Phone> phones;
  for (const Json& p : list) phones.push_back({p.at(0), p.at(1), p.at(2), p.at(3)});
  return phones;
}

Json parse(std::string_view data) {
  Json json = Json::parse(data, nullptr, false);
  if (!json.is_object()) throw std::runtime_error("索引中的一个文档已损坏");
  return json;
}

}  // namespace

std::string to_data(const StoredInstitution& s) {
  Json json;
  json["id"] = s.id;
  json["type"] = code_of(s.type);
  json["name"] = s.name;
  if (!s.former_names.empty()) json["former"] = s.former_names;
  put(json, "division", s.division_code);
  put(json, "in", s.division_name);
  put(json, "address", s.address);
  if (!s.phones.empty()) json["phones"] = phones_json(s.phones);
  if (const Position& p = s.position; !p.method.empty()) {
    json["at"] = Json::array({p.longitude, p.latitude, p.accuracy_m, p.method, p.published_crs});
  }
  json["status"] = code_of(s.status);
  put(json, "hours", s.hours);
  put(json, "website", s.website);
  put(json, "text", s.text);
  for (const Channel& c : s.channels) json["channels"].push_back(Json::array({c.kind, c.url, c.phone, c.note}));
  for (const Relation& r : s.relations) {
    json["relations"].push_back(Json::array({r.kind, r.target_name, r.division, r.note}));
  }
  for (const StoredInstitution::Mention& m : s.mentions) {
    json["sources"].push_back(Json::array({m.id, m.name, m.url, m.asserted_at}));
  }
  if (s.confirmed_at != 0) json["confirmed"] = Json::array({s.confirmed_at, s.confirmed_by});
  if (s.unlisted) json["unlisted"] = s.unlisted_since;
  return dump(json);
}

std::string to_data(const StoredPage& s) {
  Json json;
  json["title"] = s.title;
  json["url"] = s.url;
  put(json, "site", s.site);
  put(json, "date", s.date);
  return dump(json).append("\n").append(s.text);
}

StoredInstitution stored_institution(std::string_view data) {
  Json json = parse(data);
  StoredInstitution s;
  s.id = text_of(json, "id");
  s.type = type_of_code(text_of(json, "type")).value_or(InstitutionType::law_firm);
  s.name = text_of(json, "name");
  s.former_names = json.value("former", std::vector<std::string>());
  s.division_code = text_of(json, "division");
  s.division_name = text_of(json, "in");
  s.address = text_of(json, "address");
  if (json.contains("phones")) s.phones = phones_of(json["phones"]);
  if (auto at = json.find("at"); at != json.end()) {
    s.position = {at->at(0), at->at(1), at->at(2), at->at(3), at->at(4)};
  }
  s.status = status_of_code(text_of(json, "status")).value_or(Status::unknown);
  s.hours = text_of(json, "hours");
  s.website = text_of(json, "website");
  s.text = text_of(json, "text");
  if (auto list = json.find("channels"); list != json.end()) {
    for (const Json& c : *list) s.channels.push_back({c.at(0), c.at(1), c.at(2), c.at(3)});
  }
  if (auto list = json.find("relations"); list != json.end()) {
    for (const Json& r : *list) {
      Relation relation;
      relation.kind = r.at(0);
      relation.target_name = r.at(1);
      relation.division = r.at(2);
      relation.note = r.at(3);
      s.relations.push_back(std::move(relation));
    }
  }
  if (auto list = json.find("sources"); list != json.end()) {
    for (const Json& m : *list) s.mentions.push_back({m.at(0), m.at(1), m.at(2), m.at(3)});
  }
  if (auto confirmed = json.find("confirmed"); confirmed != json.end()) {
    s.confirmed_at = confirmed->at(0);
    s.confirmed_by = confirmed->at(1);
  }
  s.unlisted = json.contains("unlisted");
  s.unlisted_since = text_of(json, "unlisted");
  return s;
}

StoredPage stored_page(std::string_view data) {
  std::size_t end = data.find('\n');
  Json json = parse(data.substr(0, end));
  StoredPage s{text_of(json, "title"), text_of(json, "url"), text_of(json, "site"), text_of(json, "date"), {}};
  if (end != std::string_view::npos) s.text = data.substr(end + 1);
  return s;
}

}  // namespace lawhub
