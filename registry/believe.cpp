#include "registry/believe.h"

#include <algorithm>
#include <limits>
#include <tuple>

#include "registry/merge.h"
#include "registry/precedence.h"

namespace lawhub {

namespace {

using Rows = std::vector<const ObservationRow*>;
using SourceMap = std::map<std::string, Source>;

/// The status a tombstone gives; unknown when it only takes the record back (duplicate, published in error).
Status status_of(const std::string& reason) {
  const auto status = status_of_code(reason);
  return status && *status != Status::active ? *status : Status::unknown;
}

bool has_ended(const ObservationRow& row) { return status_of(row.withdrawn) != Status::unknown; }
/// Also for a while after it went missing.
bool speaks(const ObservationRow& row) { return row.absences < kAbsences && row.withdrawn.empty(); }

int status_rank(const ObservationRow& row, const SourceMap& sources) {
  const int rank = rank_of(Field::status, row.said.record.type, sources.at(row.said.source).standing);
  return rank == kNever ? std::numeric_limits<int>::max() : rank;
}

/// The tombstone that nobody who speaks outranks; null when there is none.
const ObservationRow* prevailing_end(const Rows& members, const SourceMap& sources) {
  const ObservationRow* end = nullptr;
  for (const ObservationRow* row : members) {
    if (has_ended(*row) && (!end || status_rank(*row, sources) < status_rank(*end, sources))) {
      end = row;
    }
  }
  const bool outranked = end && std::any_of(members.begin(), members.end(), [&](const ObservationRow* row) {
                           return speaks(*row) && status_rank(*row, sources) < status_rank(*end, sources);
                         });
  return outranked ? nullptr : end;
}

Rows speakers(const Rows& members) {
  Rows out;
  std::copy_if(members.begin(), members.end(), std::back_inserter(out),
               [](const ObservationRow* row) { return speaks(*row); });
  return out;
}

/// Of the rows that were not withdrawn, those of the source that is believed first about the status (of several when
/// they are equal): whether the institution is listed is theirs to say.
Rows registering(const Rows& members, const SourceMap& sources) {
  Rows out;
  for (const ObservationRow* row : members) {
    if (!row->withdrawn.empty() || (!out.empty() && status_rank(*row, sources) > status_rank(*out.front(), sources))) {
      continue;
    }
    if (!out.empty() && status_rank(*row, sources) < status_rank(*out.front(), sources)) {
      out.clear();
    }
    out.push_back(row);
  }
  return out;
}

/// The row that missed it last, when every registering list misses it for good; else null.
const ObservationRow* last_missed(const Rows& members, const SourceMap& sources) {
  const Rows rows = registering(members, sources);
  if (rows.empty() || !speakers(rows).empty()) {
    return nullptr;
  }
  return *std::max_element(rows.begin(), rows.end(), [](const ObservationRow* a, const ObservationRow* b) {
    return a->absent_since < b->absent_since;
  });
}

void confirm(Institution& institution, const Rows& speaking) {
  for (const ObservationRow* row : speaking) {
    Instant at = row->said.asserted_at;
    for (const FieldMetadata& known : row->said.record.metadata) {
      at = std::max(at, known.confirmed_at);
    }
    if (at > institution.confirmed_at) {
      institution.confirmed_at = at;
      institution.confirmed_by = row->said.source;
    }
  }
}

void overrule_status(Institution& institution, const ObservationRow& by, Status status, std::string since,
                     std::string rule) {
  Provenance& provenance = institution.provenance[Field::status];
  if (!provenance.rule.empty()) {
    provenance.losers.insert(provenance.losers.begin(), provenance.winner);
  }
  institution.record.status = status;
  institution.record.status_since = std::move(since);
  provenance.rule = std::move(rule);
  provenance.winner = {by.said.source,
                       by.said.key,
                       by.said.url,
                       by.said.asserted_at,
                       field_json(institution.record, Field::status),
                       field_text(institution.record, Field::status)};
}

void decide(Institution& institution, const Decision& decision) {
  Provenance& provenance = institution.provenance[decision.field];
  if (!provenance.rule.empty() && provenance.winner.value_json != decision.value) {
    provenance.losers.insert(provenance.losers.begin(), provenance.winner);
  }
  read_field(institution.record, decision.field, decision.value);
  provenance.rule = "decision";
  provenance.winner = {
      "",          "decision " + std::to_string(decision.id),      "",
      decision.at, field_json(institution.record, decision.field), field_text(institution.record, decision.field)};
}

/// Missing for good from its list, while somebody who is believed as much about the status still lists it.
bool is_overruled(const ObservationRow& row, const Rows& members, const SourceMap& sources) {
  return row.withdrawn.empty() && !speaks(row) &&
         std::any_of(members.begin(), members.end(), [&](const ObservationRow* other) {
           return speaks(*other) && status_rank(*other, sources) <= status_rank(row, sources);
         });
}

}  // namespace

bool is_silent(const ObservationRow& row) { return !speaks(row) && !has_ended(row); }

Rows heard(const Rows& rows, const SourceMap& sources) {
  const bool anybody = !speakers(rows).empty() || prevailing_end(rows, sources);
  Rows out;
  for (const ObservationRow* row : rows) {
    const bool repeated = std::any_of(rows.begin(), rows.end(), [&](const ObservationRow* other) {
      return is_present(*other) && other->said.source == row->said.source;
    });
    const bool taken_back = !row->withdrawn.empty() && !has_ended(*row);
    if (is_present(*row) || !(repeated || (taken_back && anybody) || is_overruled(*row, rows, sources))) {
      out.push_back(row);
    }
  }
  std::sort(out.begin(), out.end(), [](const ObservationRow* a, const ObservationRow* b) {
    return std::tie(a->said.source, a->said.key) < std::tie(b->said.source, b->said.key);
  });
  return out;
}

Institution believe(const Rows& rows, const SourceMap& sources, const std::map<Field, Decision>& fields) {
  const Rows members = heard(rows, sources);
  const ObservationRow* end = prevailing_end(members, sources);
  const ObservationRow* missed = end ? nullptr : last_missed(members, sources);
  const Rows speaking = speakers(members);
  std::vector<const Observation*> said;
  for (const ObservationRow* row : end || missed || speaking.empty() ? members : speaking) {
    said.push_back(&row->said);
  }
  Institution out = merge(said, sources);
  confirm(out, speaking);
  if (end) {
    out.presence = Presence::withdrawn;
    overrule_status(out, *end, status_of(end->withdrawn), end->withdrawn_since, "withdrawn");
  } else if (missed) {
    overrule_status(out, *missed, Status::unknown, iso_date(china_time(missed->absent_since).date), "not-listed");
  } else if (speaking.empty()) {  // all was taken back
    out.presence = Presence::withdrawn;
    overrule_status(out, *members.front(), Status::unknown, members.front()->withdrawn_since, "withdrawn");
  }
  for (const auto& [field, decision] : fields) {
    decide(out, decision);
  }
  return out;
}

}  // namespace lawhub
