#include "indexer/generation.h"

#include <catch2/catch.hpp>
#include <fstream>

#include "base/file.h"
#include "indexer/analysis.h"
#include "indexer/index_writer.h"
#include "indexer/indexer.h"
#include "indexer/schema.h"

using lawhub::Generations;
using lawhub::IndexWriter;

namespace {

Xapian::Document document(const std::string& id) {
  Xapian::Document doc;
  doc.add_boolean_term("U" + id);
  doc.set_data(id);
  return doc;
}

std::string generation(const Generations& generations, int institutions) {
  const auto folder = generations.begin();
  IndexWriter writer = IndexWriter::create(folder / lawhub::kInstitutions, "2026-11-24T00:00:00Z");
  for (int i = 0; i < institutions; ++i) writer.put("U" + std::to_string(i), document(std::to_string(i)));
  writer.commit(institutions);
  IndexWriter::create(folder / lawhub::kPages, "2026-11-24T00:00:00Z").commit(0);
  return generations.adopt();
}

}  // namespace

TEST_CASE("a generation answers only after the switch, and an older one after rollback") {
  lawhub::TemporaryFolder folder;
  const Generations generations(folder.path());
  CHECK_FALSE(generations.current().has_value());
  const std::string first = generation(generations, 3), second = generation(generations, 5);
  CHECK(first == "gen-000001");
  CHECK_FALSE(generations.current().has_value());
  generations.switch_to(first);
  CHECK(generations.current() == first);
  generations.switch_to(second);
  CHECK(generations.describe(second).institutions == 5);
  CHECK(generations.describe(second).institution_sequence == 5);
  CHECK(generations.describe(second).fingerprint == lawhub::analysis_fingerprint());

  CHECK(lawhub::roll_back(generations, 1).value() == first);
  CHECK(generations.current() == first);
  CHECK(lawhub::roll_back(generations, 7).error().code == "no-such-generation");
  CHECK(generations.current() == first);
}

TEST_CASE("what a killed build left is no generation and does not hinder the next") {
  lawhub::TemporaryFolder folder;
  const Generations generations(folder.path());
  const auto half = generations.begin();
  IndexWriter::create(half / lawhub::kInstitutions, "").put("Ux", document("x"));
  CHECK(generations.all().empty());
  CHECK(generation(generations, 1) == "gen-000001");
  CHECK(generations.describe("gen-000001").institutions == 1);
}

TEST_CASE("a pointer to nothing is no current generation") {
  lawhub::TemporaryFolder folder;
  const Generations generations(folder.path());
  for (const char* text : {"gen-000009\n", "../etc\n", "", "gen-\n"}) {
    std::ofstream(folder.path() / "current") << text;
    CHECK_FALSE(generations.current().has_value());
  }
  CHECK_THROWS_AS(generations.switch_to("gen-000009"), std::runtime_error);
}

TEST_CASE("pruning keeps the newest and the one that answers") {
  lawhub::TemporaryFolder folder;
  const Generations generations(folder.path());
  for (int i = 0; i < 5; ++i) generation(generations, 1);
  generations.switch_to("gen-000001");
  generations.prune(2);
  CHECK(generations.all() == std::vector<std::string>{"gen-000001", "gen-000004", "gen-000005"});
  CHECK(generation(generations, 1) == "gen-000006");
}

TEST_CASE("a commit carries its sequence and the documents it touched") {
  lawhub::TemporaryFolder folder;
  const auto path = folder.path() / "db";
  {
    IndexWriter writer = IndexWriter::create(path, "");
    writer.put("Ua", document("a"));
    writer.put("Ub", document("b"));
    writer.commit(10);
    writer.put("Ub", document("b"));
    writer.remove("Ua");
    writer.remove("Unever");
    writer.put("Uc", document("c"));
    writer.commit(12);
    writer.put("Ud", document("d"));  // not committed: as after kill -9
  }
  const Xapian::Database db(path.string());
  CHECK(db.get_metadata(lawhub::meta::kSequence) == "12");
  CHECK(db.get_metadata("change/2") == "2 1 3");
  CHECK(IndexWriter::open(path).sequence() == 12);
}
