#include "feeds/sources_file.h"

#include <catch2/catch.hpp>

#include "base/signature.h"

namespace lawhub {
namespace {

std::string message_of(const std::string& xml) {
  try {
    read_sources(xml);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "no error";
}

}  // namespace

TEST_CASE("sources: every field survives the file") {
  Source full;
  full.id = "sfj-3704";
  full.name = "枣庄市司法局 <门户> & \"网站\"";
  full.kind = SourceKind::xml_feed;
  full.standing = Standing::registering;
  full.division = "370400";
  full.url = "http://127.0.0.1:18100/feeds/institutions.xml?a=1&b=2";
  full.recipe = "jpage";
  full.crs = "BD09";
  full.allow = {"127.0.0.1", "::1"};
  full.delay_ms = 0;
  full.interval_minutes = 60;
  full.page_limit = 7;
  full.night = "22:00-06:00";
  full.daily_requests = 800;
  full.ports = {8080, 18100};
  full.contact = "portal@zzsfj.example";
  full.shrink_percent = 30;
  full.shrink_records = 9;
  full.enabled = false;
  Source plain;
  plain.id = "b";
  plain.url = "https://b.example/";
  CHECK(read_sources(write_sources({full, plain})) == std::vector<Source>{full, plain});
  CHECK(read_sources("<sources/>").empty());
  CHECK(read_sources("<sources><source id='b' url='https://b.example/'/></sources>").front() == plain);
}

TEST_CASE("sources: an error names the line") {
  const std::string head = "<sources>\n<!-- a --><source id='a' url='http://a/'/>\n";
  CHECK(message_of(head + "<source id='b' url='http://a/' color='red'/></sources>") ==
        "sources:3: unknown attribute color");
  CHECK(message_of(head + "<source id='b' url='http://a/' kind='rss'/></sources>") ==
        "sources:3: kind=\"rss\": unknown code");
  CHECK(message_of(head + "<source id='b' url='ftp://a/'/></sources>") ==
        "sources:3: url=\"ftp://a/\": not an http or https URL");
  CHECK(message_of(head + "<source id='b' url='http://a/' delay_ms='fast'/></sources>") ==
        "sources:3: delay_ms=\"fast\": not a number");
  CHECK(message_of(head + "<source id='b' url='http://a/' division='999999'/></sources>") ==
        "sources:3: division=\"999999\": no such division");
  CHECK(message_of(head + "<source id='b' url='http://a/' crs='mars'/></sources>") ==
        "sources:3: crs=\"mars\": unknown datum");
  CHECK(message_of(head + "<source id='b' url='http://a/' night='22-6'/></sources>") ==
        "sources:3: night=\"22-6\": not of the form 22:00-06:00");
  CHECK(message_of(head + "<source id='b' url='http://a/' ports='80,8080'/></sources>") ==
        "sources:3: ports=\"80,8080\": not ports divided by spaces");
  CHECK(message_of(head + "<source id='b' url='http://a/' contact='0632-8690000'/></sources>") ==
        "sources:3: contact=\"0632-8690000\": neither a mail address nor a URL");
  CHECK(message_of(head + "<source id='a' url='http://a/'/></sources>") == "sources:3: the id a is there twice");
  CHECK(message_of(head + "<source url='http://a/'/></sources>") == "sources:3: a source needs an id");
  CHECK(message_of(head + "<source id='b'/></sources>") == "sources:3: a source to be visited needs a url");
  CHECK(message_of(head + "<sauce/></sources>") == "sources:3: unknown element sauce");
  CHECK(message_of("<x/>") == "sources:1: the root element must be <sources>");
  CHECK(message_of("<sources>").rfind("sources:1: ", 0) == 0);
}

TEST_CASE("sources: the keys of a feed, both ways, and what is wrong with one") {
  Source feed;
  feed.id = "b";
  feed.kind = SourceKind::xml_feed;
  feed.url = "https://b.example/feed.xml";
  feed.keys = {{"2026", make_key_pair().public_key, "", "2027-01-31", 0},
               {"2027", make_key_pair().public_key, "2027-01-01", "", 0}};
  CHECK(read_sources(write_sources({feed})).front() == feed);
  const auto with = [](const std::string& keys, const std::string& kind = "xml-feed") {
    return message_of("<sources>\n<source id='b' url='http://b/' kind='" + kind + "'>" + keys + "</source></sources>");
  };
  const std::string good = "<key id='a' public='" + feed.keys[0].public_key + "'/>";
  CHECK(with("<key id='a' public='AAAA'/>") == "sources:2: public: not the base64 of an Ed25519 public key");
  CHECK(with("<key public='AAAA'/>") == "sources:2: a key needs an id");
  CHECK(with("<key id='a' publik='AAAA'/>") == "sources:2: unknown attribute publik");
  CHECK(with("<lock/>") == "sources:2: unknown element lock");
  CHECK(with(good + good) == "sources:2: the key a is there twice");
  CHECK(with(good, "site") == "sources:2: only a feed is signed");
}

}  // namespace lawhub
