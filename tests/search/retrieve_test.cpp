#include "search/retrieve.h"

#include <catch2/catch.hpp>
#include <random>

#include "base/file.h"

using lawhub::CommonTerms;
using lawhub::Hit;

namespace {

constexpr double kK1 = 1.2, kB = 0.3;

/// Documents with common terms, rare ones and names' grams.
class Documents {
 public:
  Documents() : db_(folder_.path().string(), Xapian::DB_CREATE_OR_OPEN) {
    for (int i = 0; i < 700; ++i) db_.add_document(any());
    db_.delete_document(300);
    db_.commit();
  }

  Xapian::Document any() {
    Xapian::Document doc;
    for (const char* common : {"人民", "民调", "调解", "S人民", "S民调"}) {
      if (random_() % 3 != 0) doc.add_term(common, 1 + random_() % 300);
    }
    doc.add_term("山" + std::to_string(random_() % 90), 2);
    doc.add_term("水" + std::to_string(random_() % 40), 1);
    return doc;
  }
  Xapian::WritableDatabase& db() { return db_; }

 private:
  lawhub::TemporaryFolder folder_;
  Xapian::WritableDatabase db_;
  std::mt19937 random_{5};
};

void check_alike(const Xapian::Database& db, const CommonTerms& common, const std::vector<std::string>& terms) {
  const Xapian::Query query(Xapian::Query::OP_AND, terms.begin(), terms.end());
  const std::vector<Hit> expected = lawhub::retrieve(db, query, kK1, kB);
  const std::vector<Hit> found = lawhub::retrieve(db, common, terms, kK1, kB);
  std::vector<Xapian::docid> ids, expected_ids;
  for (const Hit& hit : expected) expected_ids.push_back(hit.id);
  for (const Hit& hit : found) ids.push_back(hit.id);
  CAPTURE(query.get_description());
  REQUIRE(ids == expected_ids);
  CHECK(lawhub::documents_with_all(db, common, terms) == expected_ids);
  for (std::size_t i = 0; i < found.size(); ++i) CHECK(found[i].weight == Approx(expected[i].weight).epsilon(0.01));
}

void check_all(const Xapian::Database& db, const CommonTerms& common) {
  check_alike(db, common, {"人民"});
  check_alike(db, common, {"人民", "民调", "调解"});
  check_alike(db, common, {"S人民", "S民调"});
  check_alike(db, common, {"人民", "山7"});
  check_alike(db, common, {"山7", "水3"});
  check_alike(db, common, {"山8", "水8", "调解"});
  check_alike(db, common, {"人民", "nobody"});
  check_alike(db, common, {"nobody", "人民"});
}

}  // namespace

TEST_CASE("common terms answer as Xapian does, documents and weights") {
  Documents documents;
  CommonTerms common;
  common.load(documents.db());
  REQUIRE(common.column("人民") != nullptr);
  REQUIRE(common.column("S民调") != nullptr);
  REQUIRE(common.column("山7") == nullptr);
  check_all(documents.db(), common);
}

TEST_CASE("common terms follow added, changed and removed documents") {
  Documents documents;
  CommonTerms common;
  common.load(documents.db());
  documents.db().replace_document(17, documents.any());
  documents.db().delete_document(19);
  for (int i = 0; i < 400; ++i) documents.db().add_document(documents.any());
  documents.db().commit();
  common.reload(documents.db(), 17);
  common.reload(documents.db(), 19);
  for (Xapian::docid id = 701; id <= 1100; ++id) common.reload(documents.db(), id);
  check_all(documents.db(), common);
}

TEST_CASE("no terms find no documents") {
  Documents documents;
  CommonTerms common;
  common.load(documents.db());
  CHECK(lawhub::documents_with_all(documents.db(), common, {}).empty());
  CHECK(lawhub::retrieve(documents.db(), common, {}, kK1, kB).empty());
}
