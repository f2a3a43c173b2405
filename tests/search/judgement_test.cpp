// The judged questions over a sample province, beside the same questions put to plain Xapian: its QueryParser with CJK
// n-grams over the same texts. The floors stand here: an answer that falls below them fails.
#include <xapian.h>

#include <catch2/catch.hpp>
#include <cstdio>
#include <map>

#include "base/file.h"
#include "base/text.h"
#include "feeds/sample_particulars.h"
#include "generated/test_paths.h"
#include "registry/division.h"
#include "search/judge.h"
#include "tests/support/hub.h"
#include "tests/support/sample_listing.h"

using lawhub::Answer;
using lawhub::Item;
using lawhub::Parameters;
using lawhub::SampleInstitution;

namespace {

/// What anybody would make in an hour: every word of a record indexed as it comes.
class PlainXapian {
 public:
  PlainXapian() : db_(Xapian::WritableDatabase("", Xapian::DB_BACKEND_INMEMORY)) {
    stemless_.set_flags(Xapian::TermGenerator::FLAG_CJK_NGRAM);
  }

  void add(const lawhub::Record& r) {
    Xapian::Document doc;
    stemless_.set_document(doc);
    for (const lawhub::Field field : lawhub::all_fields()) stemless_.index_text(field_text(r, field));
    stemless_.index_text(lawhub::Divisions::get().full_name(r.division));
    const Xapian::docid id = db_.add_document(doc);
    Item& item = items_[id];
    item.name = r.name;
    item.type = r.type;
    item.division_code = r.division;
  }

  Answer search(const Parameters& p) const {
    Xapian::QueryParser parser;
    parser.set_database(db_);
    Xapian::Enquire enquire(db_);
    enquire.set_query(parser.parse_query(p.q, Xapian::QueryParser::FLAG_CJK_NGRAM));
    Answer answer;
    const Xapian::MSet best = enquire.get_mset(0, static_cast<Xapian::doccount>(p.size));
    for (auto at = best.begin(); at != best.end(); ++at) answer.items.push_back(items_.at(*at));
    return answer;
  }

 private:
  Xapian::WritableDatabase db_;
  Xapian::TermGenerator stemless_;
  std::map<Xapian::docid, Item> items_;
};

}  // namespace

TEST_CASE("judged questions are answered well, and better than by plain Xapian", "[judged]") {
  lawhub::SampleOptions options;
  options.institutions = 2000;
  lawhub::Hub hub;
  PlainXapian plain;
  lawhub::Proposal proposal;
  for (const SampleInstitution& it : lawhub::make_institutions(options)) {
    lawhub::Observation said = lawhub::sample_listing(it, "a");
    add_sample_particulars(it, lawhub::SampleRandom(options.seed, "particulars " + it.id), said.record);
    plain.add(said.record);
    proposal.said.push_back(std::move(said));
  }
  hub.take("a", std::move(proposal));
  hub.build();
  const auto judged = lawhub::read_judgements(lawhub::read_file(TEST_DATA "/judgements.tsv"), "judgements.tsv");
  const lawhub::Search ours = [&](const Parameters& p) { return hub.search(p); };
  const auto by_class = judge(judged, ours, ours);
  const auto beside = judge(judged, ours, [&](const Parameters& p) { return plain.search(p); });
  std::printf("Lawhub\n%splain Xapian\n%s", quality_table(by_class).c_str(), quality_table(beside).c_str());
  const lawhub::Quality& all = by_class.at("");
  CHECK(all.questions >= 300);
  CHECK(all.ndcg >= 0.90);
  CHECK(all.success_1 >= 0.85);
  for (const auto& [of_class, quality] : by_class) {
    INFO(of_class);
    CHECK(quality.ndcg >= beside.at(of_class).ndcg);
  }
}
