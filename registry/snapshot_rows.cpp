#include "registry/snapshot_rows.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "base/hash.h"
#include "registry/database.h"
#include "registry/sqlite.h"

namespace lawhub {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kProposalLimit = std::size_t{1} << 30;  // bytes of JSON; a province's list has some 100 million

const std::string kColumns = "id, source, job, state, taken_at, observations, reason";

Json to_json(const Observation& o) { return {o.key, o.url, o.evidence, o.asserted_at, to_json(o.record), o.version}; }

/// What the proposal says, in the order of keys.
Json content_of(const Proposal& proposal) {
  std::vector<const Observation*> said;
  for (const Observation& o : proposal.said) {
    said.push_back(&o);
  }
  std::stable_sort(said.begin(), said.end(),
                   [](const Observation* a, const Observation* b) { return a->key < b->key; });
  Json out = {{"complete", proposal.complete}, {"said", Json::array()}, {"withdrawn", Json::array()}};
  for (const Observation* o : said) {
    out["said"].push_back(to_json(*o));
  }
  for (const Withdrawal& w : proposal.withdrawn) {
    out["withdrawn"].push_back(to_json(w));
  }
  return out;
}

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Proposal proposal_of(const SnapshotInfo& info, const std::string& content) {
  const Json json = Json::parse(content);
  Proposal out;
  out.source = info.source;
  out.job = info.job;
  out.taken_at = info.taken_at;
  out.complete = json.at("complete").get<bool>();
  for (const Json& row : json.at("said")) {
    Observation& o = out.said.emplace_back();
    o.source = info.source;
    o.key = row.at(0).get<std::string>();
    o.url = row.at(1).get<std::string>();
    o.evidence = row.at(2).get<std::string>();
    o.asserted_at = row.at(3).get<Instant>();
    o.record = record_from_json(row.at(4).get<std::string>());
    o.version = row.at(5).get<std::int64_t>();
  }
  for (const Json& row : json.at("withdrawn")) {
    out.withdrawn.push_back(withdrawal_from_json(row.get<std::string>()));
  }
  return out;
}

SnapshotInfo read_row(const SQLite::Statement& row) {
  return {row.getColumn(0).getInt64(), row.getColumn(1).getString(),
          row.getColumn(2).getInt64(), row.getColumn(3).getString(),
          row.getColumn(4).getInt64(), static_cast<std::size_t>(row.getColumn(5).getInt64()),
          row.getColumn(6).getString()};
}

}  // namespace

std::vector<SnapshotInfo> SnapshotRows::of_source(std::string_view source) const {
  auto rows = prepare(db_.sql(), "SELECT " + kColumns + " FROM snapshots WHERE source = ? ORDER BY id DESC", source);
  std::vector<SnapshotInfo> out;
  while (rows.executeStep()) {
    out.push_back(read_row(rows));
  }
  return out;
}

std::int64_t SnapshotRows::add_accepted(const Proposal& proposal) {
  run_sql(db_.sql(),
          "INSERT INTO snapshots (source, job, state, taken_at, response_date, observations) "
          "VALUES (?, ?, 'accepted', ?, ?, ?)",
          proposal.source, proposal.job, proposal.taken_at, proposal.response_date,
          static_cast<std::int64_t>(proposal.said.size()));
  return db_.sql().getLastInsertRowid();
}

std::int64_t SnapshotRows::add_held(const Proposal& proposal, std::string_view reason) {
  const std::string content = dump(content_of(proposal));
  const std::string blob = compress(content);
  auto insert = prepare(db_.sql(),
                        "INSERT INTO snapshots (source, job, state, taken_at, response_date, observations, reason, "
                        "content_hash, proposal) VALUES (?, ?, 'held', ?, ?, ?, ?, ?, ?)",
                        proposal.source, proposal.job, proposal.taken_at, proposal.response_date,
                        static_cast<std::int64_t>(proposal.said.size()), reason, sha256_hex(content));
  insert.bind(8, blob.data(), static_cast<int>(blob.size()));
  insert.exec();
  return db_.sql().getLastInsertRowid();
}

std::optional<SnapshotInfo> SnapshotRows::held_alike(const Proposal& proposal) const {
  auto row = prepare(db_.sql(),
                     "SELECT " + kColumns + " FROM snapshots WHERE source = ? AND state = 'held' AND content_hash = ?",
                     proposal.source, sha256_hex(dump(content_of(proposal))));
  return row.executeStep() ? std::optional(read_row(row)) : std::nullopt;
}

void SnapshotRows::replace_held(std::string_view source) {
  run_sql(db_.sql(), "UPDATE snapshots SET state = 'replaced', proposal = NULL WHERE source = ? AND state = 'held'",
          source);
}

Proposal SnapshotRows::held(std::int64_t id) const {
  auto row = prepare(
      db_.sql(), "SELECT " + kColumns + ", proposal, response_date FROM snapshots WHERE id = ? AND state = 'held'", id);
  if (!row.executeStep()) {
    throw std::runtime_error("snapshot " + std::to_string(id) + " is not held");
  }
  Proposal out = proposal_of(read_row(row), decompress(row.getColumn(7).getString(), kProposalLimit));
  out.response_date = row.getColumn(8).getInt64();
  return out;
}

void SnapshotRows::decide(std::int64_t id, std::string_view state, std::string_view reason) {
  const int rows = run_sql(db_.sql(),
                           "UPDATE snapshots SET state = ?, reason = CASE ? WHEN '' THEN reason ELSE ? END, "
                           "proposal = NULL WHERE id = ? AND state = 'held'",
                           state, reason, reason, id);
  if (rows == 0) {
    throw std::runtime_error("snapshot " + std::to_string(id) + " is not held");
  }
}

}  // namespace lawhub
