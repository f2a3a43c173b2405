#include "registry/relations.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "registry/database.h"
#include "registry/identity.h"
#include "registry/observation_rows.h"
#include "registry/register.h"
#include "registry/sqlite.h"

namespace lawhub {

namespace {

constexpr int kSteps = 8;             // from withdrawal to successor; more is a circle
constexpr std::size_t kBearers = 50;  // of one key; what more share names nobody

std::optional<std::string> only(const std::set<std::string>& ids) {
  return ids.size() == 1 ? std::optional(*ids.begin()) : std::nullopt;
}

std::set<std::string> sources_of(const Institution& institution) {
  std::set<std::string> out;
  for (const auto& [field, why] : institution.provenance) {
    out.insert(why.winner.source);
    for (const Assertion& loser : why.losers) {
      out.insert(loser.source);
    }
  }
  return out;
}

/// Institutions that a record of this source stands for now: its own, or those of its successors.
void add_institutions(Database& db, std::string_view source, std::string_view key, int steps,
                      std::set<std::string>& out) {
  auto row =
      prepare(db.sql(), "SELECT institution, withdrawal FROM observations WHERE source = ? AND key = ?", source, key);
  if (!row.executeStep()) {
    return;
  }
  const std::string institution = row.getColumn(0).getString(), withdrawal = row.getColumn(1).getString();
  const std::size_t before = out.size();
  if (!withdrawal.empty() && steps > 0) {
    for (const std::string& successor : withdrawal_from_json(withdrawal).successors) {
      add_institutions(db, source, successor, steps - 1, out);
    }
  }
  if (out.size() == before && !institution.empty()) {
    out.insert(institution);
  }
}

std::string comparable(std::string_view name) { return without_space(fold(name)); }

bool bears(const Record& r, const std::string& name) {
  const auto same = [&](const std::string& own) { return comparable(own) == name; };
  return same(r.name) || std::any_of(r.alternate_names.begin(), r.alternate_names.end(), same);
}

}  // namespace

std::optional<std::string> Relations::target_of(const Institution& from, const Relation& relation) const {
  std::optional<std::string> found;
  if (!relation.target.empty()) {
    found = by_record_id(from, relation.target);
  }
  if (!found && !relation.target_name.empty()) {
    found = by_name(from, relation);
  }
  return found == from.id ? std::nullopt : found;
}

std::vector<RelatedInstitution> Relations::all_of(const Institution& from) const {
  std::vector<RelatedInstitution> out;
  for (const Relation& relation : from.record.relations) {
    RelatedInstitution& related = out.emplace_back();
    const auto id = target_of(from, relation);
    const auto institution = id ? Register(db_).find(*id) : std::nullopt;
    if (institution) {
      related = {institution->id, institution->record.name};
    }
  }
  return out;
}

std::optional<std::string> Relations::by_record_id(const Institution& from, const std::string& key) const {
  const std::set<std::string> own_sources = sources_of(from);
  std::set<std::string> own, others;
  auto rows = prepare(db_.sql(), "SELECT source FROM observations WHERE key = ?", key);
  while (rows.executeStep()) {
    const std::string source = rows.getColumn(0).getString();
    add_institutions(db_, source, key, kSteps, own_sources.contains(source) ? own : others);
  }
  return only(own.empty() ? others : own);
}

std::optional<std::string> Relations::by_name(const Institution& from, const Relation& relation) const {
  const auto type = type_of_name(relation.target_name);
  if (!type) {
    return std::nullopt;
  }
  Record wanted;
  wanted.type = *type;
  wanted.name = relation.target_name;
  wanted.division = relation.division.empty() ? from.record.division : relation.division;
  const std::string name = comparable(relation.target_name);
  ObservationRows rows(db_);
  std::set<std::string> found;
  for (const std::string& key : blocking_keys(wanted)) {
    for (std::int64_t id : rows.bearers_of(key, kBearers)) {
      const ObservationRow row = rows.get(id);
      if (!row.institution.empty() && bears(row.said.record, name)) {
        found.insert(row.institution);
      }
    }
  }
  return only(found);
}

}  // namespace lawhub
