// The hub's /oai as an independent client sees it, over HTTP.
#include <catch2/catch.hpp>
#include <set>
#include <sstream>

#include "generated/test_paths.h"
#include "registry/public_list.h"
#include "tests/support/process.h"
#include "tests/support/served_hub.h"

namespace lawhub {
namespace {

std::vector<Observation> offices(int n) {
  std::vector<Observation> said;
  for (int i = 0; i < n; ++i) {
    const std::string number = std::to_string(1000 + i);
    said.push_back(listing(number, InstitutionType::mediation_committee, "薛城区第" + number + "社区人民调解委员会"));
    said.back().record.phones[0].number = "0632-441" + number;
    said.back().record.address = {};
    said.back().record.position = {};
  }
  return said;
}

}  // namespace

TEST_CASE("HTTP::OAI harvests everything, deleted records too, part by part") {
  ServedHub served;
  const auto bureau = source_named("sfj-370403", "薛城区司法局");
  auto said = offices(1203);
  served.publish(bureau, said);
  said.pop_back();
  served.clock.advance(60);
  served.publish(bureau, said, {{"2202", "cancelled", "2026-02-01", {}}});
  std::set<std::string> expected;
  served.service.stores.read([&](Database& db) {
    for (const auto& entry : PublicList(db, served.clock.now()).after({0, served.clock.now(), "", ""}, {}, 10'000)) {
      expected.insert("oai:lawhub.invalid:" + entry.id);
    }
    return true;
  });
  REQUIRE(expected.size() == 1203);
  for (const char* prefix : {"oai_dc", "lsfeed"}) {
    const auto run =
        run_to_end({"/usr/bin/perl", std::string(TEST_DATA) + "/oai/harvest.pl", served.url() + "/oai", prefix});
    REQUIRE(run.exit_code == 0);
    std::istringstream lines(run.output);
    std::string word, id, datestamp, status;
    std::getline(lines, word);
    CHECK(word == "identify 2.0 persistent YYYY-MM-DDThh:mm:ssZ");
    std::getline(lines, word);
    CHECK(word.starts_with("sets "));
    std::set<std::string> seen;
    int deleted = 0, metadata = 0;
    while (lines >> word >> id >> datestamp >> status >> metadata) {
      CHECK(seen.insert(id).second);
      CHECK((metadata > 0) == (status != "deleted"));
      deleted += status == "deleted" ? 1 : 0;
    }
    CHECK(seen == expected);
    CHECK(deleted == 1);
  }
}

TEST_CASE("OAI-PMH 3.1: a request by POST gets the answer of GET, as text/xml") {
  ServedHub served;
  served.publish(source_named("sfj-370403", "薛城区司法局"), offices(3));
  auto client = served.client();
  const auto got = client.get("/oai?verb=ListIdentifiers&metadataPrefix=oai_dc");
  const auto posted =
      client.post("/oai", "verb=ListIdentifiers&metadataPrefix=oai_dc", "application/x-www-form-urlencoded");
  CHECK(got.status == 200);
  CHECK(posted.status == 200);
  CHECK(got.body == posted.body);
  auto headers = got.headers;
  CHECK(headers["content-type"] == "text/xml; charset=utf-8");
  CHECK(client.get("/oai?verb=Nothing").body.find("badVerb") != std::string::npos);
  CHECK(client.get("/oai").status == 200);
}

}  // namespace lawhub
