#include "feeds/sample.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "base/charset.h"
#include "base/file.h"
#include "base/text.h"
#include "base/url.h"
#include "feeds/reader.h"
#include "feeds/sample_institutions.h"
#include "feeds/sample_site.h"
#include "feeds/sources_file.h"
#include "registry/division.h"
#include "registry/identifier.h"

namespace lawhub {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

// A province of 300, written once for all tests of this file.
const fs::path& province() {
  static const TemporaryFolder kFolder;
  static const fs::path kWritten = [] {
    write_sample({300, 1, 18100}, kFolder.path() / "p");
    return kFolder.path() / "p";
  }();
  return kWritten;
}

std::vector<Json> truth_of(const fs::path& folder) {
  std::vector<Json> truth;
  std::ifstream in(folder / "truth.jsonl");
  for (std::string line; std::getline(in, line);) truth.push_back(Json::parse(line));
  return truth;
}

std::map<std::string, std::string> files_of(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) files[fs::relative(entry.path(), folder)] = read_file(entry.path());
  return files;
}

// The page behind a URL of the truth file, as the crawler will see it.
std::string page_at(const std::string& source, const std::string& url) {
  const Url parsed = *parse_url(url);
  const std::string target = parsed.path + (parsed.query.empty() ? "" : "?" + parsed.query);
  return decode(read_file(province() / "sites" / source / sample_file_name(target)), "").utf8;
}

}  // namespace

TEST_CASE("the same options give the same bytes, another seed gives others") {
  const TemporaryFolder folder;
  write_sample({300, 1, 18100}, folder.path() / "again");
  write_sample({300, 2, 18100}, folder.path() / "other");
  CHECK(files_of(folder.path() / "again") == files_of(province()));
  CHECK(read_file(folder.path() / "other" / "truth.jsonl") != read_file(province() / "truth.jsonl"));
}

TEST_CASE("a folder that holds something is left alone") {
  const TemporaryFolder folder;
  write_file_atomically(folder.path() / "mine", "x");
  CHECK_THROWS_AS(write_sample({300, 1, 18100}, folder.path()), std::runtime_error);
  CHECK_THROWS_AS(write_sample({149, 1, 18100}, folder.path() / "new"), std::runtime_error);
}

TEST_CASE("a small province has every type, and the offices that are always asked for") {
  const std::vector<Json> truth = truth_of(province());
  CHECK(truth.size() == 300);
  std::map<std::string, std::set<std::string>> types_in;
  std::set<std::string> types;
  for (const Json& one : truth) {
    types.insert(one["type"]);
    types_in[Divisions::get().county_of(one["division"].get<std::string>())].insert(one["type"].get<std::string>());
  }
  CHECK(types.size() == 17);
  for (const char* county : {"370403", "370481", "370402"})
    for (const char* type : {"NOT", "LFM", "LAC", "JUO", "GLS", "BUR"}) CHECK(types_in[county].count(type) == 1);
}

TEST_CASE("the usual province has the proportions of a real one, a large one is mediation committees") {
  const auto usual = sample_quota(2000);
  CHECK(usual[static_cast<std::size_t>(InstitutionType::justice_bureau)] == 153);
  CHECK(usual[static_cast<std::size_t>(InstitutionType::law_firm)] == 450);
  const auto large = sample_quota(75000);
  CHECK(large[static_cast<std::size_t>(InstitutionType::mediation_committee)] > 60000);
  for (const std::size_t size : {150, 2000, 75000}) {
    std::set<std::string> names;
    for (const SampleInstitution& it : make_institutions({size, 1, 18100})) names.insert(it.name);
    CHECK(names.size() == size);
  }
}

TEST_CASE("the codes of the truth are valid, and those of the offices are the justice department's") {
  for (const SampleInstitution& it : make_institutions({2000, 1, 18100})) {
    INFO(it.name << " " << it.uscc << " " << it.host_uscc);
    if (!it.uscc.empty()) CHECK(read_uscc(it.uscc).valid);
    if (it.type == InstitutionType::law_firm) CHECK(it.uscc.starts_with("31370000"));
    if (it.type == InstitutionType::notary_office) CHECK(it.uscc.starts_with("32370000"));
    if (it.host_uscc.empty()) continue;
    CHECK(read_uscc(it.host_uscc).valid);
    CHECK_FALSE(is_justice_uscc(it.host_uscc));
    CHECK_FALSE(it.licence.empty());
  }
}

TEST_CASE("what the truth file says of a listing stands on its page") {
  std::size_t listings = 0;
  for (const Json& one : truth_of(province())) {
    CHECK_FALSE(one["listings"].empty());
    for (const Json& listing : one["listings"]) {
      INFO(listing);
      const std::string page = page_at(listing["source"], listing["url"]);
      const std::string name =
          replace_all(listing["name"], "　", page.find("&nbsp;") != std::string::npos ? "&nbsp;" : "　");
      CHECK(page.find(name) != std::string::npos);
      if (!listing["key"].get<std::string>().empty())
        CHECK(page.find("\"" + listing["key"].get<std::string>() + "\"") != std::string::npos);
      ++listings;
    }
  }
  CHECK(listings > 450);
}

TEST_CASE("the portal of 2014 says gb2312 and holds what only GB 18030 has") {
  std::string all;
  for (const auto& [name, bytes] : files_of(province() / "sites" / "sfj-3704")) {
    if (name == "robots.txt") continue;
    INFO(name);
    CHECK(bytes.find("charset=gb2312") != std::string::npos);
    const Decoded page = decode(bytes, "");
    CHECK(page.encoding == "gb18030");
    CHECK(page.replaced == 0);
    all += page.utf8;
  }
  CHECK(all.find("第1页/共2页") != std::string::npos);
  const auto rare = {"喆", "堃", "淏", "昇", "頔", "珺", "镕"};
  CHECK(std::any_of(rare.begin(), rare.end(), [&](const char* c) { return all.find(c) != std::string::npos; }));
}

TEST_CASE("the policy notice is on the portal of 枣庄, with its date") {
  const std::string list = page_at("sfj-3704", "http://127.0.0.1/list.asp?id=11");
  CHECK(list.find("公共法律服务体系建设") != std::string::npos);
  const std::string notice = page_at("sfj-3704", "http://127.0.0.1/show.asp?id=1101");
  CHECK(notice.find("关于加快推进公共法律服务体系建设的意见") != std::string::npos);
  CHECK(notice.find("发布时间:2014-11-04") != std::string::npos);
  CHECK(notice.find("地址:武夷山路1379号") != std::string::npos);
}

TEST_CASE("every source of the sources file is a site") {
  const std::vector<Source> sources = read_sources(read_file(province() / "sources.xml"));
  const std::string sites = read_file(province() / "sites.tsv");
  CHECK(sources.size() > 30);
  for (const Source& source : sources) {
    const Url url = *parse_url(source.url);
    CHECK(sites.find("\n" + source.id + "\t" + std::to_string(url.port) + "\t") != std::string::npos);
    CHECK(source.allow == std::vector<std::string>{"127.0.0.1"});
    CHECK(fs::is_regular_file(province() / "sites" / source.id / "robots.txt"));
  }
}

TEST_CASE("the feeds are flawless, paged, and withdraw what is gone") {
  std::map<std::string, std::set<std::string>> keys;
  for (const Json& one : truth_of(province()))
    for (const Json& listing : one["listings"])
      if (!listing["key"].get<std::string>().empty()) keys[listing["source"]].insert(listing["key"].get<std::string>());
  for (const auto& [source, expected] : keys) {
    std::set<std::string> found;
    std::size_t withdrawn = 0;
    std::string path = "/feeds/institutions.xml";
    for (int page = 0; !path.empty() && page < 100; ++page) {
      const auto feed = read_feed(read_file(province() / "sites" / source / sample_file_name(path)));
      REQUIRE(feed);
      for (const Finding& finding : feed->report)
        UNSCOPED_INFO(finding.rule << " " << finding.place << " " << finding.message);
      CHECK(feed->report.empty());
      for (const Observation& record : feed->records) found.insert(record.key);
      withdrawn += feed->withdrawals.size();
      path = feed->resumption_token.empty() ? "" : "/feeds/institutions.xml?token=" + feed->resumption_token;
    }
    CHECK(found == expected);
    CHECK(withdrawn > 0);
  }
}

}  // namespace lawhub
