#include "feeds/hsds.h"

#include <catch2/catch.hpp>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "base/file.h"
#include "base/text.h"
#include "base/tsv.h"
#include "base/url.h"
#include "feeds/embedded.h"
#include "feeds/reader.h"
#include "generated/test_paths.h"

namespace lawhub {
namespace {

using Json = nlohmann::json;

struct Member {
  std::string type;
  bool required = false;
};
using Schemas = std::map<std::string, std::map<std::string, Member>>;

const Schemas& schemas() {
  static const Schemas kSchemas = [] {
    static const std::string text = read_file(TEST_DATA "/hsds_3_0.tsv");
    const Table table(text, "hsds_3_0.tsv");
    Schemas out;
    for (std::size_t row = 0; row < table.size(); ++row) {
      out[std::string(table.cell(row, 0))][std::string(table.cell(row, 1))] = {std::string(table.cell(row, 2)),
                                                                               table.cell(row, 3) == "yes"};
    }
    return out;
  }();
  return kSchemas;
}

bool is_of(const Json& value, const std::string& type);

/// As the schema of that object demands; says what is wrong.
bool is_valid(const Json& object, const std::string& name) {
  bool valid = object.is_object();
  for (const auto& [member, rule] : schemas().at(name)) {
    INFO(name << "." << member << " " << object.dump());
    if (!object.contains(member)) {
      CHECK_FALSE(rule.required);
      valid = valid && !rule.required;
    } else {
      const bool fits = is_of(object[member], rule.type);
      CHECK(fits);
      valid = valid && fits;
    }
  }
  for (const auto& [member, value] : object.items()) {
    INFO(name << "." << member);
    CHECK((schemas().at(name).contains(member) || (name == "organization" && member == "services")));
  }
  return valid;
}

bool is_of(const Json& value, const std::string& type) {
  static const std::regex kUuid("[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  if (type == "number") return value.is_number();
  if (type.front() == '[') {
    const std::string item = type.substr(1, type.size() - 2);
    return value.is_array() &&
           std::all_of(value.begin(), value.end(), [&](const Json& one) { return is_valid(one, item); });
  }
  if (schemas().contains(type)) return is_valid(value, type);
  if (!value.is_string()) return false;
  const std::string text = value;
  if (type == "uuid") return std::regex_match(text, kUuid);
  if (type == "uri") return parse_url(text).has_value();
  if (type == "email") return text.find('@') != std::string::npos;
  if (type == "date") return parse_iso_date(text).has_value();
  if (type.find('|') != std::string::npos) {
    const auto values = split(type, '|');
    return std::find(values.begin(), values.end(), text) != values.end();
  }
  return type == "string";
}

Institution example_of(const std::string& type) {
  const Result<FeedPage> page = read_feed(feeds_file("examples/" + type + ".xml"));
  REQUIRE(page);
  Institution out;
  out.id = "0123456789";
  out.record = page->records.at(0).record;
  out.changed_at = page->response_date;
  Provenance& why = out.provenance[Field::name];
  why.winner = {"sfj-3704", "1", "", page->response_date, "", out.record.name};
  return out;
}

void collect_ids(const Json& json, std::multiset<std::string>& ids) {
  if (json.is_object() && json.contains("id") && !json.contains("taxonomy")) ids.insert(json["id"].get<std::string>());
  for (const Json& child : json) {
    if (child.is_structured()) collect_ids(child, ids);
  }
}

}  // namespace

TEST_CASE("HSDS 3.0: every institution type gives a valid organization and valid services") {
  for (const InstitutionType type : all_institution_types()) {
    const Institution institution = example_of(std::string(code_of(type)));
    const std::vector<RelatedInstitution> related(institution.record.relations.size(), {"zzzzzzzzzz", "别的机构"});
    const Json organization = Json::parse(hsds_organization(institution, related, "https://hub.example.cn"));
    CHECK(is_valid(organization, "organization"));
    CHECK(organization["uri"] == "https://hub.example.cn/institutions/0123456789");
    for (std::size_t place = 0; place < institution.record.services.size(); ++place) {
      const Json service = Json::parse(hsds_service(institution, place, "https://hub.example.cn"));
      CHECK(is_valid(service, "service"));
      CHECK(is_valid(organization["services"][place], "service"));
      CHECK(organization["services"][place]["id"] == service["id"]);
    }
    std::multiset<std::string> ids;
    collect_ids(organization, ids);
    for (const std::string& id : ids) {
      INFO(id);
      CHECK(ids.count(id) == 1);
    }
  }
}

TEST_CASE("HSDS 3.0: what a notary office says is where others look for it") {
  const Json office = Json::parse(hsds_organization(example_of("NOT"), {}, "https://hub.example.cn"));
  CHECK(office["phones"][0]["number"] == "+86 632 7700001");
  CHECK(office["organization_identifiers"][0]["identifier_type"] == "统一社会信用代码");
  CHECK(office["legal_status"] == "事业单位");
  REQUIRE(office["locations"].size() == 2);
  const Json& address = office["locations"][0]["addresses"][0];
  CHECK(address["city"] == "枣庄市");
  CHECK(address["region"] == "峄城区");
  CHECK(address["country"] == "CN");
  CHECK(office["locations"][1]["name"] == "第二办证点");
  CHECK(office["locations"][0]["schedules"].size() == 4);  // two seasons of two spans
  CHECK(office["locations"][0]["schedules"][0]["opens_at"] == "08:30+08:00");
  CHECK(office["services"][0]["name"] == "继承公证");
  CHECK(office["services"][0]["required_documents"].size() == 2);
  CHECK(office["services"][0]["service_at_locations"].size() == 2);
}

TEST_CASE("HSDS 3.0: ids hold the public id and come back") {
  CHECK(read_hsds_id(hsds_organization_id("0123456789"))->institution == "0123456789");
  CHECK_FALSE(read_hsds_id(hsds_organization_id("zzzzzzzzzz"))->service);
  const auto service = read_hsds_id(hsds_service_id("zzzzzzzzzz", 70));
  CHECK(service->institution == "zzzzzzzzzz");
  CHECK(service->service == 70);
  for (const char* other : {"", "0123456789", "ac148810-d857-441c-9679-408f346de14b",
                            "00000000-0000-8000-8002-000000000000", "zzzzzzzz-zzzz-8z00-8000-000000000000"}) {
    CHECK_FALSE(read_hsds_id(other));
  }
}

}  // namespace lawhub
