// The data provider, clause by clause of http://www.openarchives.org/OAI/openarchivesprotocol.html.
#include "feeds/oai.h"

#include <catch2/catch.hpp>
#include <pugixml.hpp>
#include <set>

#include "base/text.h"
#include "generated/test_paths.h"
#include "tests/support/world.h"
#include "tests/support/xml_check.h"

namespace lawhub {
namespace {

const Publisher kHub = {"法律服务枢纽", "370000", "https://hub.example.gov.cn", "admin@hub.example.gov.cn"};
const std::string kSchema = std::string(TEST_DATA) + "/oai/response.xsd";

/// 1203 mediation committees, a notary office, and one that has closed.
struct Province {
  Province() {
    std::string table =
        "city | NOT | 枣庄市鲁南公证处 | 370402 | 0632-3312001 | | | offers=NTR02 | at=117.26,34.79\n"
        "city | NOT | 枣庄市石榴园公证处 | 370404 | 0632-7700001\n";
    for (int i = 0; i < 1203; ++i) {
      table += "city | PMC | 薛城区临城街道第" + std::to_string(i) + "社区人民调解委员会 | 370403001 | 0632-77" +
               std::to_string(10000 + i) + "\n";
    }
    world.say(table);
    began = world.clock().now();
    world.clock().advance(3600);
    Proposal closing = world.proposal("");
    closing.source = "city";
    closing.complete = false;
    closing.withdrawn = {{"2", "cancelled", "2026-01-31", {}}};
    REQUIRE(world.take(closing).removed == 1);
    closed_at = world.clock().now();
    world.clock().advance(3600);
  }

  std::string text(const OaiArguments& arguments) {
    return oai_answer(PublicList(world.db(), world.clock().now()), kHub, arguments, world.clock().now());
  }

  World world;
  Instant began = 0, closed_at = 0;
};

Province& province() {
  static Province made;
  return made;
}

/// The answer, which must be valid by the protocol's schema.
struct Answer {
  explicit Answer(const OaiArguments& arguments) : text(province().text(arguments)) {
    CHECK(schema_faults(text, kSchema) == "");
    document.load_string(text.c_str());
    root = document.child("OAI-PMH");
  }
  std::string error() const { return root.child("error").attribute("code").value(); }
  std::size_t count(const char* list, const char* element) const {
    const auto all = root.child(list).children(element);
    return static_cast<std::size_t>(std::distance(all.begin(), all.end()));
  }
  pugi::xml_node token(const char* list) const { return root.child(list).child("resumptionToken"); }

  std::string text;
  pugi::xml_document document;
  pugi::xml_node root;
};

std::string error_of(const OaiArguments& arguments) { return Answer(arguments).error(); }

std::string id_of(const std::string& name) {
  for (const Institution& one : province().world.institutions()) {
    if (one.record.name == name) return "oai:hub.example.gov.cn:" + one.id;
  }
  return "";
}

const std::string kOpen = "枣庄市鲁南公证处", kClosed = "枣庄市石榴园公证处";

}  // namespace

TEST_CASE("OAI-PMH 3.2: every answer has date, request and base URL") {
  const Answer answer(OaiArguments{{"verb", "Identify"}});
  CHECK(answer.root.child("responseDate").text().get() == iso_instant(province().world.clock().now()));
  const auto request = answer.root.child("request");
  CHECK(request.text().get() == std::string("https://hub.example.gov.cn/oai"));
  CHECK(request.attribute("verb").value() == std::string("Identify"));
}

TEST_CASE("OAI-PMH 3.6: badVerb, and then the request names no argument") {
  for (const OaiArguments& bad : std::vector<OaiArguments>{
           {}, {{"verb", ""}}, {{"verb", "identify"}}, {{"verb", "Identify"}, {"verb", "Identify"}}, {{"Verb", "x"}}}) {
    const Answer answer(bad);
    CHECK(answer.error() == "badVerb");
    CHECK_FALSE(answer.root.child("request").first_attribute());
  }
}

TEST_CASE("OAI-PMH 3.6: badArgument, and then the request names no argument") {
  const std::pair<std::string, std::string> list{"verb", "ListRecords"}, prefix{"metadataPrefix", "oai_dc"};
  for (const OaiArguments& bad :
       std::vector<OaiArguments>{{{"verb", "Identify"}, {"x", "y"}},
                                 {{"verb", "ListSets"}, prefix},
                                 {list},
                                 {list, prefix, prefix},
                                 {list, {"metadataPrefix", ""}},
                                 {list, {"metadataPrefix", "<oai_dc>"}},
                                 {list, prefix, {"resumptionToken", "x"}},
                                 {list, prefix, {"set", "type NOT"}},
                                 {list, prefix, {"from", "yesterday"}},
                                 {list, prefix, {"from", "2026-13-01"}},
                                 {list, prefix, {"from", "2026-11-24T10:00Z"}},
                                 {list, prefix, {"from", "2026-11-24T10:00:00+08:00"}},
                                 {list, prefix, {"from", "2026-11-24T10:00:00.0Z"}},
                                 {list, prefix, {"from", "2026-11-24"}, {"until", "2026-11-24T10:00:00Z"}},
                                 {list, prefix, {"from", "2026-11-24"}, {"until", "2026-11-23"}},
                                 {{"verb", "GetRecord"}, prefix},
                                 {{"verb", "GetRecord"}, {"identifier", "oai:hub.example.gov.cn:x"}},
                                 {{"verb", "GetRecord"}, prefix, {"identifier", "no uri\" at all"}}}) {
    const Answer answer(bad);
    INFO(answer.text);
    CHECK(answer.error() == "badArgument");
    CHECK_FALSE(answer.root.child("request").first_attribute());
  }
}

TEST_CASE("OAI-PMH 4.2 Identify") {
  const Answer answer(OaiArguments{{"verb", "Identify"}});
  const auto out = answer.root.child("Identify");
  CHECK(out.child_value("protocolVersion") == std::string("2.0"));
  CHECK(out.child_value("deletedRecord") == std::string("persistent"));
  CHECK(out.child_value("granularity") == std::string("YYYY-MM-DDThh:mm:ssZ"));
  CHECK(out.child_value("earliestDatestamp") == iso_instant(province().began));
  CHECK(out.child_value("adminEmail") == kHub.email);
  CHECK(out.child("description").child("oai-identifier").child_value("repositoryIdentifier") ==
        std::string("hub.example.gov.cn"));
}

TEST_CASE("OAI-PMH 4.4 ListMetadataFormats, of the repository and of an item") {
  const Answer all(OaiArguments{{"verb", "ListMetadataFormats"}});
  CHECK(all.count("ListMetadataFormats", "metadataFormat") == 2);
  CHECK(Answer({{"verb", "ListMetadataFormats"}, {"identifier", id_of(kOpen)}})
            .count("ListMetadataFormats", "metadataFormat") == 2);
  CHECK(error_of({{"verb", "ListMetadataFormats"}, {"identifier", "oai:hub.example.gov.cn:none"}}) == "idDoesNotExist");
}

TEST_CASE("OAI-PMH 4.6 ListSets: every set that a header names is listed") {
  std::set<std::string> sets;
  const Answer answer(OaiArguments{{"verb", "ListSets"}});
  for (const auto& set : answer.root.child("ListSets").children("set")) {
    CHECK(sets.insert(set.child_value("setSpec")).second);
    CHECK(set.child_value("setName") != std::string());
  }
  for (const char* spec : {"type", "type:NOT", "division:37", "division:3704", "division:370403"}) {
    CHECK(sets.contains(spec));
  }
  const Answer headers({{"verb", "ListIdentifiers"}, {"metadataPrefix", "oai_dc"}});
  for (const auto& header : headers.root.child("ListIdentifiers").children("header")) {
    for (const auto& spec : header.children("setSpec")) CHECK(sets.contains(spec.text().get()));
  }
  CHECK(error_of({{"verb", "ListSets"}, {"resumptionToken", "x"}}) == "badResumptionToken");
}

TEST_CASE("OAI-PMH 4.1 GetRecord, in both formats") {
  for (const char* prefix : {"oai_dc", "lsfeed"}) {
    const Answer answer({{"verb", "GetRecord"}, {"identifier", id_of(kOpen)}, {"metadataPrefix", prefix}});
    const auto record = answer.root.child("GetRecord").child("record");
    CHECK(record.child("header").child_value("identifier") == id_of(kOpen));
    CHECK(record.child("header").child_value("datestamp") == iso_instant(province().began));
    CHECK(record.child("metadata").first_child());
    CHECK(answer.text.find(kOpen) != std::string::npos);
  }
  CHECK(error_of({{"verb", "GetRecord"}, {"identifier", "oai:hub.example.gov.cn:x"}, {"metadataPrefix", "oai_dc"}}) ==
        "idDoesNotExist");
  CHECK(error_of({{"verb", "GetRecord"}, {"identifier", "oai:elsewhere.cn:x"}, {"metadataPrefix", "oai_dc"}}) ==
        "idDoesNotExist");
  CHECK(error_of({{"verb", "GetRecord"}, {"identifier", id_of(kOpen)}, {"metadataPrefix", "marc"}}) ==
        "cannotDisseminateFormat");
}

TEST_CASE("OAI-PMH 2.5.1: a deleted record stays, with status and datestamp and without metadata") {
  const Answer answer({{"verb", "GetRecord"}, {"identifier", id_of(kClosed)}, {"metadataPrefix", "oai_dc"}});
  const auto record = answer.root.child("GetRecord").child("record");
  CHECK(record.child("header").attribute("status").value() == std::string("deleted"));
  CHECK(record.child("header").child_value("datestamp") == iso_instant(province().closed_at));
  CHECK_FALSE(record.child("metadata"));
}

TEST_CASE("OAI-PMH 2.7.1: from and until are inclusive, in seconds and in days") {
  const std::string begin = iso_instant(province().began), closing = iso_instant(province().closed_at);
  const auto count = [](const std::string& from, const std::string& until) {
    OaiArguments arguments{{"verb", "ListIdentifiers"}, {"metadataPrefix", "oai_dc"}, {"set", "type:NOT"}};
    if (!from.empty()) arguments.emplace_back("from", from);
    if (!until.empty()) arguments.emplace_back("until", until);
    const Answer answer(arguments);
    return answer.error().empty() ? answer.count("ListIdentifiers", "header") : 0;
  };
  CHECK(count("", "") == 2);
  CHECK(count(closing, "") == 1);
  CHECK(count("", begin) == 1);
  CHECK(count(begin, closing) == 2);
  CHECK(count(iso_instant(province().began + 1), iso_instant(province().closed_at - 1)) == 0);
  CHECK(count(begin.substr(0, 10), iso_instant(province().closed_at).substr(0, 10)) == 2);
  CHECK(error_of({{"verb", "ListRecords"}, {"metadataPrefix", "oai_dc"}, {"until", "2001-01-01"}}) == "noRecordsMatch");
  CHECK(error_of({{"verb", "ListRecords"}, {"metadataPrefix", "oai_dc"}, {"from", "2099-01-01"}}) == "noRecordsMatch");
}

TEST_CASE("OAI-PMH 2.6: sets by type and division") {
  const auto count = [](const char* set) {
    const Answer answer({{"verb", "ListIdentifiers"}, {"metadataPrefix", "lsfeed"}, {"set", set}});
    return answer.error().empty() ? answer.count("ListIdentifiers", "header") : 0;
  };
  CHECK(count("type:NOT") == 2);
  CHECK(count("division:370402") == 1);
  CHECK(count("division:3701") == 0);
  CHECK(error_of({{"verb", "ListRecords"}, {"metadataPrefix", "oai_dc"}, {"set", "colour:red"}}) == "noRecordsMatch");
  CHECK(error_of({{"verb", "ListRecords"}, {"metadataPrefix", "marc"}}) == "cannotDisseminateFormat");
}

TEST_CASE("OAI-PMH 3.5: a list in parts is whole, its tokens may be used again and belong to their verb") {
  for (const std::string verb : {"ListRecords", "ListIdentifiers"}) {
    const char* element = verb == "ListRecords" ? "record" : "header";
    OaiArguments arguments{{"verb", verb}, {"metadataPrefix", "lsfeed"}};
    std::size_t seen = 0;
    int parts = 0;
    std::string token;
    do {
      const Answer part(arguments);
      REQUIRE(part.error().empty());
      const auto node = part.token(verb.c_str());
      REQUIRE(node);
      CHECK(node.attribute("completeListSize").value() == std::string("1205"));
      CHECK(node.attribute("cursor").value() == std::to_string(seen));
      seen += part.count(verb.c_str(), element);
      token = node.text().get();
      CHECK(token.empty() == !node.attribute("expirationDate"));
      if (!token.empty()) {
        const std::string other = verb == "ListRecords" ? "ListIdentifiers" : "ListRecords";
        CHECK(error_of({{"verb", other}, {"resumptionToken", token}}) == "badResumptionToken");
        CHECK(province().text({{"verb", verb}, {"resumptionToken", token}}) ==
              province().text({{"verb", verb}, {"resumptionToken", token}}));
      }
      arguments = {{"verb", verb}, {"resumptionToken", token}};
    } while (!token.empty() && ++parts < 10);
    CHECK(parts == 2);
    CHECK(seen == 1205);
    CHECK(error_of({{"verb", verb}, {"resumptionToken", "made-up"}}) == "badResumptionToken");
  }
  const Answer small({{"verb", "ListRecords"}, {"metadataPrefix", "oai_dc"}, {"set", "type:NOT"}});
  CHECK_FALSE(small.token("ListRecords"));
}

TEST_CASE("a hub without a domain name names its records all the same") {
  CHECK(global_id({"", "370000", "http://127.0.0.1:8080", ""}, "x") == "oai:lawhub.invalid:x");
  CHECK(global_id({"", "370000", "http://localhost", ""}, "x") == "oai:lawhub.invalid:x");
  CHECK(global_id(kHub, "x") == "oai:hub.example.gov.cn:x");
}

}  // namespace lawhub
