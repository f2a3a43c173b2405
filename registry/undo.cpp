#include "registry/undo.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "base/hash.h"
#include "registry/database.h"
#include "registry/sqlite.h"

namespace lawhub {

namespace {

using Json = nlohmann::json;

constexpr std::size_t kLimit = std::size_t{1} << 30;  // bytes of JSON; a changed province has some 100 million

ObservationRow row_of(std::string source, std::string birth, const Json& json) {
  ObservationRow out;
  out.said.source = std::move(source);
  out.birth = std::move(birth);
  out.birth_number = json.at("birth_number").get<std::int64_t>();
  out.said.key = json.at("key").get<std::string>();
  out.said.url = json.at("url").get<std::string>();
  out.said.evidence = json.at("evidence").get<std::string>();
  out.said.asserted_at = json.at("asserted_at").get<Instant>();
  out.said.record = record_from_json(json.at("record").get_ref<const std::string&>());
  out.absences = json.at("absences").get<int>();
  out.absent_since = json.at("absent_since").get<Instant>();
  out.withdrawn = json.at("withdrawn").get<std::string>();
  out.withdrawn_since = json.at("withdrawn_since").get<std::string>();
  if (!out.withdrawn.empty()) {
    out.withdrawal = withdrawal_from_json(json.at("withdrawal").get_ref<const std::string&>());
  }
  out.said.version = json.at("version").get<std::int64_t>();
  return out;
}

}  // namespace

void begin_touching(Database& db) {
  for (const char* table : {"touched_observations", "touched_institutions", "touched_ids"}) {
    run_sql(db.sql(), std::string("DELETE FROM ") + table);
  }
}

std::string take_touched(Database& db) {
  const std::string json = db.sql()
                               .execAndGet(
                                   "SELECT json_object("
                                   "'observations', (SELECT json_group_array(json_array(source, birth, json(row))) "
                                   "FROM touched_observations),"
                                   "'institutions', (SELECT json_group_array(json_array(id, content, as_of, revision)) "
                                   "FROM touched_institutions),"
                                   "'ids', (SELECT json_group_array(json_array(id, institution)) FROM touched_ids))")
                               .getString();
  begin_touching(db);
  return compress(json);
}

void Undo::add(std::string_view packed) {
  try {
    const Json json = Json::parse(decompress(packed, kLimit));
    for (const Json& row : json.at("observations")) {
      auto source = row.at(0).get<std::string>(), birth = row.at(1).get<std::string>();
      std::pair at{source, birth};
      observations[std::move(at)] =
          row.at(2).is_null() ? std::nullopt : std::optional(row_of(std::move(source), std::move(birth), row.at(2)));
    }
    for (const Json& row : json.at("institutions")) {
      institutions[row.at(0).get<std::string>()] = {row.at(1).get<std::int64_t>(), row.at(2).get<Instant>(),
                                                    row.at(3).get<std::int64_t>()};
    }
    for (const Json& row : json.at("ids")) {
      ids[row.at(0).get<std::string>()] = row.at(1).get<std::string>();
    }
  } catch (const Json::exception& e) {
    throw std::runtime_error(std::string("not an undo: ") + e.what());
  }
}

}  // namespace lawhub
