#include "registry/division.h"
#include "tests/bench/plain.h"

namespace lawhub {
namespace {

constexpr Xapian::valueno kPoint = 0, kType = 1, kCounty = 2;
constexpr unsigned kFlags = Xapian::QueryParser::FLAG_CJK_NGRAM;
constexpr Xapian::doccount kShown = 10;

std::string county_of(const SampleInstitution& it) { return Divisions::get().county_of(it.division); }

Xapian::Document document_of(const SampleInstitution& it, Xapian::TermGenerator& generator) {
  const std::string address = Divisions::get().full_name(it.division) + it.street + it.premise;
  Xapian::Document doc;
  generator.set_document(doc);
  generator.index_text(it.name, 3);
  generator.increase_termpos();
  generator.index_text(address + " " + it.specialty + " " + it.phone);
  doc.add_boolean_term("XT" + std::string(code_of(it.type)));
  doc.add_boolean_term("XC" + county_of(it).substr(0, 4) + "00");
  doc.add_boolean_term("XN" + it.name.substr(0, 180));
  doc.add_value(kPoint, Xapian::LatLongCoords(Xapian::LatLongCoord(it.point.latitude, it.point.longitude)).serialise());
  doc.add_value(kType, std::string(code_of(it.type)));
  doc.add_value(kCounty, county_of(it));
  doc.set_data(it.name + "\n" + address + "\n" + it.phone + "\n" + it.specialty);
  return doc;
}

}  // namespace

PlainXapian::PlainXapian(const std::filesystem::path& folder, const std::vector<SampleInstitution>& truth) {
  Xapian::WritableDatabase db((folder / "plain-xapian").string(), Xapian::DB_CREATE);
  Xapian::TermGenerator generator;
  generator.set_flags(Xapian::TermGenerator::FLAG_CJK_NGRAM);
  for (const SampleInstitution& it : truth) db.add_document(document_of(it, generator));
  db.commit();
  db_ = Xapian::Database((folder / "plain-xapian").string());
}

Xapian::Query PlainXapian::query_of(const Ask& ask) const {
  if (!ask.prefix.empty()) return {Xapian::Query::OP_WILDCARD, "XN" + ask.prefix};
  Xapian::Query query = Xapian::Query::MatchAll;
  if (!ask.words.empty()) {
    Xapian::QueryParser parser;
    parser.set_database(db_);
    parser.set_default_op(Xapian::Query::OP_AND);
    std::string text;
    for (const std::string& word : ask.words) text += word + " ";
    query = parser.parse_query(text, kFlags);
  }
  std::vector<std::string> filters;
  if (ask.type) filters.push_back("XT" + std::string(code_of(*ask.type)));
  if (!ask.city.empty()) filters.push_back("XC" + ask.city);
  if (!filters.empty()) {
    query = Xapian::Query(Xapian::Query::OP_FILTER, query,
                          Xapian::Query(Xapian::Query::OP_AND, filters.begin(), filters.end()));
  }
  if (ask.near) {
    const Xapian::LatLongCoords from(Xapian::LatLongCoord(ask.near->latitude, ask.near->longitude));
    auto* source = new Xapian::LatLongDistancePostingSource(kPoint, from, Xapian::GreatCircleMetric(), ask.radius_m);
    const auto how = ask.radius_m > 0 ? Xapian::Query::OP_FILTER : Xapian::Query::OP_AND;
    query = Xapian::Query(how, query, Xapian::Query(source->release()));
  }
  return query;
}

std::size_t PlainXapian::answer(const Ask& ask) const {
  Xapian::Enquire enquire(db_);
  enquire.set_query(query_of(ask));
  Xapian::ValueCountMatchSpy types(kType), counties(kCounty);
  const bool facets = !ask.near && (ask.type || !ask.city.empty());
  if (facets) {
    enquire.add_matchspy(&types);
    enquire.add_matchspy(&counties);
  }
  const auto first = static_cast<Xapian::doccount>(ask.page - 1) * kShown;
  Xapian::MSet found = enquire.get_mset(first, kShown, facets ? db_.get_doccount() : 0);
  std::size_t bytes = 0;
  for (auto at = found.begin(); at != found.end(); ++at) bytes += at.get_document().get_data().size();
  for (auto at = types.values_begin(); at != types.values_end(); ++at) bytes += at.get_termfreq() > 0 ? 1 : 0;
  for (auto at = counties.values_begin(); at != counties.values_end(); ++at) bytes += at.get_termfreq() > 0 ? 1 : 0;
  return bytes;
}

}  // namespace lawhub
