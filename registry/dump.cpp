#include "registry/dump.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "registry/database.h"
#include "registry/decisions.h"
#include "registry/provenance.h"
#include "registry/register.h"
#include "registry/sqlite.h"

namespace lawhub {

namespace {

using Json = nlohmann::ordered_json;

void put(std::ostream& out, const Json& line) {
  out << line.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
}

Json listings(const std::vector<ListingId>& side) {
  Json out = Json::array();
  for (const ListingId& listing : side) {
    out.push_back({listing.source, listing.birth});
  }
  return out;
}

void dump_institutions(Database& db, std::ostream& out) {
  const Register reg(db);
  reg.for_each([&](const Institution& i) {
    Json members = Json::array();
    for (const Observation& o : reg.members_of(i.id)) {
      members.push_back({o.source, o.key});
    }
    put(out, {{"institution", i.id},
              {"aliases", i.aliases},
              {"listed", i.presence == Presence::listed},
              {"record", Json::parse(to_json(i.record))},
              {"provenance", Json::parse(provenance_to_json(i.provenance))},
              {"listings", std::move(members)}});
  });
}

void dump_questions(Database& db, std::ostream& out) {
  SQLite::Statement rows(db.sql(), "SELECT a, b, score, reasons FROM questions ORDER BY a, b");
  while (rows.executeStep()) {
    put(out, {{"question", {rows.getColumn(0).getString(), rows.getColumn(1).getString()}},
              {"score", rows.getColumn(2).getDouble()},
              {"reasons", rows.getColumn(3).getString()}});
  }
}

void dump_decisions(Database& db, std::ostream& out) {
  std::vector<Decision> all = Decisions(db).latest(std::numeric_limits<std::int64_t>::max());
  std::reverse(all.begin(), all.end());
  for (const Decision& d : all) {
    if (d.ruling) {
      put(out, {{"decision", d.id}, {"ruling", code_of(*d.ruling)}, {"a", listings(d.a)}, {"b", listings(d.b)}});
    } else {
      put(out, {{"decision", d.id}, {"of", d.institution}, {"field", field_name(d.field)}, {"value", d.value}});
    }
  }
}

}  // namespace

void dump(Database& db, std::ostream& out) {
  dump_institutions(db, out);
  dump_questions(db, out);
  dump_decisions(db, out);
}

}  // namespace lawhub
