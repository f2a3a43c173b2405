#include "indexer/parts.h"

#include <catch2/catch.hpp>
#include <set>
#include <stdexcept>

#include "base/file.h"

using lawhub::Parts;

namespace {

Xapian::Document numbered(int i) {
  Xapian::Document doc;
  doc.add_term("all", 2);
  doc.add_boolean_term("U" + std::to_string(i));
  doc.set_data(std::to_string(i));
  return doc;
}

}  // namespace

TEST_CASE("parts put together hold every document once, counted from 1") {
  lawhub::TemporaryFolder folder;
  Parts parts(folder.path() / "db");
  for (int i = 0; i < 1001; ++i) parts.add([i] { return numbered(i); });
  parts.join();
  const Xapian::Database db((folder.path() / "db").string());
  CHECK(db.get_doccount() == 1001);
  CHECK(db.get_lastdocid() == 1001);
  CHECK(db.get_termfreq("all") == 1001);
  std::set<std::string> data;
  for (auto at = db.postlist_begin("all"); at != db.postlist_end("all"); ++at) {
    data.insert(db.get_document(*at).get_data());
  }
  CHECK(data.size() == 1001);
  CHECK_FALSE(std::filesystem::exists(folder.path() / "db.parts"));
}

TEST_CASE("no documents make an empty database") {
  lawhub::TemporaryFolder folder;
  Parts(folder.path() / "db").join();
  CHECK(Xapian::Database((folder.path() / "db").string()).get_doccount() == 0);
}

TEST_CASE("what a part meets is thrown, and nobody waits for ever") {
  lawhub::TemporaryFolder folder;
  Parts parts(folder.path() / "db");
  const auto all = [&] {
    for (int i = 0; i < 5000; ++i) {
      parts.add([i]() -> Xapian::Document {
        if (i == 7) throw std::runtime_error("no");
        return numbered(i);
      });
    }
    parts.join();
  };
  CHECK_THROWS_AS(all(), std::runtime_error);
}
