#include "registry/snapshot_rows.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "base/hash.h"
#include "registry/database.h"
#include "registry/safety.h"
#include "registry/sqlite.h"

namespace lawhub {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kProposalLimit = std::size_t{1} << 30;  // bytes of JSON; a province's list has some 100 million

const std::string kColumns =
    "id, source, job, state, taken_at, observations, reason, decided_by, decision, decided_at, restores, position, "
    "proposal IS NOT NULL";

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
  SnapshotInfo out;
  out.id = row.getColumn(0).getInt64();
  out.source = row.getColumn(1).getString();
  out.job = row.getColumn(2).getInt64();
  out.state = row.getColumn(3).getString();
  out.taken_at = row.getColumn(4).getInt64();
  out.observations = static_cast<std::size_t>(row.getColumn(5).getInt64());
  out.reason = row.getColumn(6).getString();
  out.decided = {row.getColumn(7).getString(), row.getColumn(8).getString()};
  out.decided_at = row.getColumn(9).getInt64();
  out.restores = row.getColumn(10).getInt64();
  out.position = row.getColumn(11).getInt64();
  out.waiting = row.getColumn(12).getInt() != 0;
  return out;
}

std::vector<SnapshotInfo> read_rows(SQLite::Statement rows) {
  std::vector<SnapshotInfo> out;
  while (rows.executeStep()) {
    out.push_back(read_row(rows));
  }
  return out;
}

void bind_blob(SQLite::Statement& statement, int at, const std::string& blob) {
  statement.bind(at, blob.data(), static_cast<int>(blob.size()));
}

std::int64_t count(std::size_t n) { return static_cast<std::int64_t>(n); }

}  // namespace

std::optional<SnapshotInfo> SnapshotRows::find(std::int64_t id) const {
  auto row = prepare(db_.sql(), "SELECT source FROM snapshots WHERE id = ?", id);
  if (row.executeStep()) {
    for (const SnapshotInfo& info : of_source(row.getColumn(0).getString())) {
      if (info.id == id) {
        return info;
      }
    }
  }
  return std::nullopt;
}

std::vector<SnapshotInfo> SnapshotRows::of_source(std::string_view source) const {
  auto out =
      read_rows(prepare(db_.sql(), "SELECT " + kColumns + " FROM snapshots WHERE source = ? ORDER BY id DESC", source));
  // Behind a snapshot whose undo is gone nothing can be reached; the newest is what the source says now.
  auto row = prepare(db_.sql(),
                     "SELECT position, undo IS NOT NULL FROM snapshots WHERE source = ? AND position > 0 "
                     "ORDER BY position DESC",
                     source);
  bool reachable = row.executeStep() && row.getColumn(1).getInt() != 0;
  while (reachable && row.executeStep()) {
    const std::int64_t position = row.getColumn(0).getInt64();
    std::find_if(out.begin(), out.end(), [&](const SnapshotInfo& i) { return i.position == position; })->kept = true;
    reachable = row.getColumn(1).getInt() != 0;
  }
  return out;
}

std::vector<SnapshotInfo> SnapshotRows::held() const {
  return read_rows(prepare(db_.sql(), "SELECT " + kColumns + " FROM snapshots WHERE state = 'held' ORDER BY id"));
}

Past SnapshotRows::past_of(std::string_view source, Instant now) const {
  auto row = prepare(db_.sql(),
                     "SELECT state, taken_at, observations, withdrawn, response_date, decided_by, decision, "
                     "decided_at, restores FROM snapshots WHERE source = ? AND position > 0 ORDER BY position DESC",
                     source);
  const Instant since = now - safety("high_water_days") * 86400;
  Past out;
  bool newest = true, counts = true;
  std::size_t withdrawn = 0;  // after the one that is looked at
  while (row.executeStep()) {
    out.response_date = std::max(out.response_date, row.getColumn(4).getInt64());
    const bool decided = !row.getColumn(5).getString().empty();
    if (newest && row.getColumn(8).getInt64() != 0) {
      out.rolled_back = iso_date(china_time(row.getColumn(7).getInt64()).date) + " 由 " + row.getColumn(5).getString() +
                        " 回退到以前的内容(" + row.getColumn(6).getString() + ")";
    }
    newest = false;
    if (!counts) {
      continue;
    }
    const auto said = static_cast<std::size_t>(row.getColumn(2).getInt64());
    out.most = std::max(out.most, said > withdrawn ? said - withdrawn : 0);
    withdrawn += static_cast<std::size_t>(row.getColumn(3).getInt64());
    counts = !decided && row.getColumn(1).getInt64() >= since;  // what held when the period began counts, too
  }
  return out;
}

void SnapshotRows::keep_undo(std::int64_t id, std::string_view source) {
  const std::string undo = take_touched(db_);
  auto update = prepare(db_.sql(),
                        "UPDATE snapshots SET undo = ?, "
                        "position = (SELECT coalesce(max(position), 0) + 1 FROM snapshots) WHERE id = ?",
                        "", id);
  bind_blob(update, 1, undo);
  update.exec();
  run_sql(db_.sql(),
          "UPDATE snapshots SET undo = NULL WHERE source = ? AND undo IS NOT NULL AND position <= "
          "coalesce((SELECT position FROM snapshots WHERE source = ? AND position > 0 "
          "ORDER BY position DESC LIMIT 1 OFFSET ?), 0)",
          source, source, safety("kept_snapshots") - 1);
  run_sql(db_.sql(), "UPDATE snapshots SET proposal = NULL WHERE source = ? AND state = 'rejected'", source);
}

std::int64_t SnapshotRows::add_accepted(const Proposal& proposal, const Tally& tally) {
  replace_held(proposal.source);
  run_sql(db_.sql(),
          "INSERT INTO snapshots (source, job, state, taken_at, response_date, observations, withdrawn) "
          "VALUES (?, ?, 'accepted', ?, ?, ?, ?)",
          proposal.source, proposal.job, proposal.taken_at, proposal.response_date, count(tally.after),
          count(tally.withdrawn));
  const std::int64_t id = db_.sql().getLastInsertRowid();
  keep_undo(id, proposal.source);
  return id;
}

std::int64_t SnapshotRows::add_restored(const SnapshotInfo& to, std::size_t observations, const Word& word,
                                        Instant now) {
  replace_held(to.source);
  run_sql(db_.sql(), "UPDATE snapshots SET state = 'undone' WHERE source = ? AND state = 'accepted' AND position > ?",
          to.source, to.position);
  run_sql(db_.sql(),
          "INSERT INTO snapshots (source, job, state, taken_at, observations, decided_by, decided_at, decision, "
          "restores) VALUES (?, 0, 'accepted', ?, ?, ?, ?, ?, ?)",
          to.source, now, count(observations), word.by, now, word.reason, to.id);
  const std::int64_t id = db_.sql().getLastInsertRowid();
  keep_undo(id, to.source);
  return id;
}

std::int64_t SnapshotRows::add_held(const Proposal& proposal, std::string_view reason) {
  const std::string content = dump(content_of(proposal));
  auto insert = prepare(db_.sql(),
                        "INSERT INTO snapshots (source, job, state, taken_at, response_date, observations, reason, "
                        "content_hash, proposal) VALUES (?, ?, 'held', ?, ?, ?, ?, ?, ?)",
                        proposal.source, proposal.job, proposal.taken_at, proposal.response_date,
                        count(proposal.said.size()), reason, sha256_hex(content));
  const std::string blob = compress(content);
  bind_blob(insert, 8, blob);
  insert.exec();
  return db_.sql().getLastInsertRowid();
}

std::optional<SnapshotInfo> SnapshotRows::alike(const Proposal& proposal) const {
  auto waiting =
      prepare(db_.sql(), "SELECT 1 FROM snapshots WHERE source = ? AND proposal IS NOT NULL", proposal.source);
  if (!waiting.executeStep()) {
    return std::nullopt;  // spares the digest of a large list
  }
  auto row = prepare(db_.sql(),
                     "SELECT " + kColumns +
                         " FROM snapshots WHERE source = ? AND proposal IS NOT NULL AND "
                         "content_hash = ?",
                     proposal.source, sha256_hex(dump(content_of(proposal))));
  return row.executeStep() ? std::optional(read_row(row)) : std::nullopt;
}

Proposal SnapshotRows::proposal_of(std::int64_t id) const {
  auto row = prepare(
      db_.sql(),
      "SELECT " + kColumns + ", proposal, response_date FROM snapshots WHERE id = ? AND proposal IS NOT NULL", id);
  if (!row.executeStep()) {
    throw std::runtime_error("snapshot " + std::to_string(id) + " does not wait for a decision");
  }
  Proposal out = lawhub::proposal_of(read_row(row), decompress(row.getColumn(13).getString(), kProposalLimit));
  out.response_date = row.getColumn(14).getInt64();
  return out;
}

void SnapshotRows::approve(std::int64_t id, const Tally& tally, const Word& word, Instant now) {
  run_sql(db_.sql(),
          "UPDATE snapshots SET state = 'accepted', proposal = NULL, content_hash = NULL, observations = ?, "
          "withdrawn = ?, decided_by = ?, decided_at = ?, decision = ? WHERE id = ?",
          count(tally.after), count(tally.withdrawn), word.by, now, word.reason, id);
  keep_undo(id, find(id)->source);
}

void SnapshotRows::reject(std::int64_t id, const Word& word, Instant now) {
  const int rows = run_sql(db_.sql(),
                           "UPDATE snapshots SET state = 'rejected', decided_by = ?, decided_at = ?, decision = ? "
                           "WHERE id = ? AND state = 'held'",
                           word.by, now, word.reason, id);
  if (rows == 0) {
    throw std::runtime_error("snapshot " + std::to_string(id) + " is not held");
  }
}

void SnapshotRows::replace_held(std::string_view source) {
  run_sql(db_.sql(), "UPDATE snapshots SET state = 'replaced', proposal = NULL WHERE source = ? AND state = 'held'",
          source);
}

Undo SnapshotRows::undo_to(const SnapshotInfo& to) const {
  if (!to.kept) {
    throw std::runtime_error("snapshot " + std::to_string(to.id) + " is not kept, or is what its source says now");
  }
  auto row = prepare(db_.sql(), "SELECT undo FROM snapshots WHERE source = ? AND position > ? ORDER BY position DESC",
                     to.source, to.position);
  Undo out;
  while (row.executeStep()) {
    out.add(row.getColumn(0).getString());
  }
  return out;
}

}  // namespace lawhub
