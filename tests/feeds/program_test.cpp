// lawhub-feeds as a publisher runs it.
#include <catch2/catch.hpp>

#include "base/file.h"
#include "feeds/embedded.h"
#include "feeds/sources_file.h"
#include "feeds/vocabulary.h"
#include "generated/test_paths.h"
#include "registry/database.h"
#include "registry/source.h"
#include "tests/support/process.h"

namespace lawhub {
namespace {

const std::string kProgram = std::string(BINARY_DIR) + "/lawhub-feeds";

}  // namespace

TEST_CASE("lawhub-feeds validate: good files, bad records, no feed at all") {
  const TemporaryFolder folder;
  const std::string good = folder.path() / "good.xml";
  const std::string bad = folder.path() / "bad.xml";
  write_file_atomically(good, feeds_file("example.xml"));
  write_file_atomically(bad, "<feed xmlns=\"urn:legal-service-feed:1\">\n <record id=\"a\"/></feed>");
  const Finished fine = run_to_end({kProgram, "validate", good});
  CHECK(fine.exit_code == 0);
  CHECK(fine.output == good + ": 可用 4 条,被拒 0 条,需改 0 条;错误 0,警告 0,提示 0\n");
  const Finished wrong = run_to_end({kProgram, "validate", good, bad});
  CHECK(wrong.exit_code == 1);
  CHECK(wrong.output.find("\n" + bad + ": 可用 0 条,被拒 1 条,需改 0 条;") != std::string::npos);
  CHECK(wrong.output.find("\n" + bad + ":2:3 error missing-attribute record: ") != std::string::npos);
  write_file_atomically(bad, "502 Bad Gateway");
  CHECK(run_to_end({kProgram, "validate", bad}).output.find(bad + ":1:1 error xml-not-well-formed feed: ") !=
        std::string::npos);
  CHECK(run_to_end({kProgram, "validate", folder.path() / "none.xml"}).exit_code == 3);
  CHECK(run_to_end({kProgram, "validate"}).exit_code == 2);
  CHECK(run_to_end({kProgram, "validate", good, "--format", "pdf"}).exit_code == 2);
}

TEST_CASE("lawhub-feeds schema") { CHECK(run_to_end({kProgram, "schema"}).output == feeds_file("institutions.xsd")); }

TEST_CASE("lawhub-feeds vocabulary and example") {
  CHECK(run_to_end({kProgram, "vocabulary"}).output == vocabulary_json() + "\n");
  CHECK(run_to_end({kProgram, "vocabulary", "--format", "csv"}).output == vocabulary_csv());
  CHECK(run_to_end({kProgram, "vocabulary", "--format", "pdf"}).exit_code == 2);
  CHECK(run_to_end({kProgram, "example"}).output == feeds_file("example.xml"));
  CHECK(run_to_end({kProgram, "example", "HOT"}).output == feeds_file("examples/HOT.xml"));
  CHECK(run_to_end({kProgram, "example", "XXX"}).exit_code == 2);
}

TEST_CASE("lawhub-feeds keygen, sign, verify, revoke: as a bureau signs and a hub believes") {
  const TemporaryFolder folder;
  const std::string key = folder.path() / "key.pem", feed = folder.path() / "feed.xml", data = folder.path();
  write_file_atomically(feed, feeds_file("example.xml"));
  const Finished made = run_to_end({kProgram, "keygen", key});
  CHECK(made.exit_code == 0);
  CHECK((std::filesystem::status(key).permissions() & std::filesystem::perms::all) ==
        (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
  CHECK(run_to_end({kProgram, "keygen", key}).exit_code == 3);  // never over a key
  CHECK(run_to_end({kProgram, "sign", feed, "--key", key}).exit_code == 0);

  const std::string sources = folder.path() / "sources.xml";
  write_file_atomically(
      sources, "<sources><source id='b' kind='xml-feed' url='http://b/f.xml'>" + made.output + "</source></sources>");
  CHECK(run_to_end({kProgram, "sources", sources, "--data", data}).exit_code == 0);
  const std::vector<std::string> verify = {kProgram, "verify", feed, "--source", "b", "--data", data};
  CHECK(run_to_end(verify).exit_code == 0);
  const auto id = read_sources(read_file(sources)).front().keys.front().id;
  CHECK(run_to_end({kProgram, "revoke", "b", id, "--data", data}).exit_code == 0);
  CHECK(run_to_end({kProgram, "sources", sources, "--data", data}).exit_code == 0);  // brings nothing back
  CHECK(run_to_end(verify).exit_code == 1);
}

TEST_CASE("lawhub-feeds template: an empty list of a type") {
  const TemporaryFolder folder;
  const std::string file = folder.path() / "list.xlsx";
  CHECK(run_to_end({kProgram, "template", "NOT", "--out", file}).exit_code == 0);
  CHECK(read_file(file).substr(0, 2) == "PK");
  CHECK(run_to_end({kProgram, "template", "XXX"}).exit_code == 2);
}

TEST_CASE("lawhub-feeds sources and export: into a new registry and out of it") {
  const TemporaryFolder folder;
  const std::string file = folder.path() / "sources.xml";
  Source source;
  source.id = "sfj-3704";
  source.url = "https://sfj.example.cn/";
  write_file_atomically(file, write_sources({source}));
  const std::string data = folder.path();
  CHECK(run_to_end({kProgram, "export", "--data", data}).exit_code == 3);
  CHECK(run_to_end({kProgram, "sources", file, "--data", data}).exit_code == 0);
  Database db(folder.path() / "registry.db", Database::Access::read);
  CHECK(Sources(db).all() == std::vector<Source>{source});
  const std::string out = folder.path() / "out.xml";
  CHECK(run_to_end({kProgram, "export", "--data", data, "--out", out}).exit_code == 0);
  CHECK(run_to_end({kProgram, "validate", out}).exit_code == 0);
  CHECK(run_to_end({kProgram, "export", "--data", data, "--set", "x"}).exit_code == 2);
  CHECK(run_to_end({kProgram, "export", "--data", data, "--from", "x"}).exit_code == 2);
  CHECK(run_to_end({kProgram, "export", "--data", data, "--format", "hsds"}).output == "[\n]\n");
  write_file_atomically(file, "<sources><source id='b' url='b'/></sources>");
  CHECK(run_to_end({kProgram, "sources", file, "--data", data}).exit_code == 3);
  CHECK(Sources(db).all().size() == 1);
}

}  // namespace lawhub
