#include "registry/decisions.h"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "base/text.h"
#include "registry/database.h"
#include "registry/decision_rows.h"
#include "registry/observation_rows.h"
#include "registry/reassess.h"
#include "registry/register.h"
#include "registry/sqlite.h"

namespace lawhub {

namespace {

struct RulingRow {
  Ruling ruling;
  std::string_view code, label;
};
constexpr RulingRow kRulings[] = {
    {Ruling::same, "same", "是同一家机构"},
    {Ruling::different, "different", "是两家机构"},
    {Ruling::open, "open", "以后再定"},
};

/// The id an institution is known by now.
std::string present_id(Database& db, std::string_view id) {
  auto row = prepare(db.sql(), "SELECT institution FROM issued_ids WHERE id = ?", id);
  if (!row.executeStep()) {
    throw std::invalid_argument("there is no institution " + std::string(id));
  }
  return row.getColumn(0).getString();
}

std::vector<ListingId> listings_of(ObservationRows& rows, std::string_view institution) {
  std::vector<ListingId> out;
  for (const ObservationRow& row : rows.of_institution(institution)) {
    out.push_back({row.said.source, row.birth});
  }
  return out;
}

Question read_question(const SQLite::Statement& row) {
  Question out;
  out.a = row.getColumn(0).getString();
  out.b = row.getColumn(1).getString();
  out.score = row.getColumn(2).getDouble();
  const std::string reasons = row.getColumn(3).getString();
  for (std::string_view reason : split(reasons, ' ')) {
    if (!reason.empty()) {
      out.reasons.emplace_back(reason);
    }
  }
  out.asked_at = row.getColumn(4).getInt64();
  return out;
}

/// The last decision on the pair that left it open.
std::optional<Decision> put_off(DecisionRows& decisions, ObservationRows& rows, const Question& question) {
  const std::vector<ListingId> a = listings_of(rows, question.a), b = listings_of(rows, question.b);
  const auto any = [](const std::vector<ListingId>& here, const std::vector<ListingId>& there) {
    return std::any_of(here.begin(), here.end(), [&](const ListingId& listing) {
      return std::find(there.begin(), there.end(), listing) != there.end();
    });
  };
  std::optional<Decision> last;
  for (const ListingId& listing : a) {
    for (std::int64_t id : decisions.naming(listing)) {
      const std::optional<Decision> d = decisions.find(id);
      const bool ours = (any(a, d->a) && any(b, d->b)) || (any(a, d->b) && any(b, d->a));
      if (ours && d->ruling == Ruling::open && (!last || last->id < d->id)) {
        last = d;
      }
    }
  }
  return last;
}

const std::string kQuestion = "SELECT a, b, score, reasons, asked_at FROM questions";

}  // namespace

std::string_view code_of(Ruling r) { return kRulings[static_cast<std::size_t>(r)].code; }
std::string_view label_of(Ruling r) { return kRulings[static_cast<std::size_t>(r)].label; }

std::optional<Ruling> ruling_of_code(std::string_view code) {
  for (const RulingRow& row : kRulings) {
    if (row.code == code) {
      return row.ruling;
    }
  }
  return std::nullopt;
}

std::size_t Decisions::count_questions() const {
  return static_cast<std::size_t>(db_.sql().execAndGet("SELECT count(*) FROM questions").getInt64());
}

std::vector<Question> Decisions::questions(std::size_t skip, std::size_t limit) const {
  DecisionRows decisions(db_);
  ObservationRows observations(db_);
  SQLite::Statement rows(db_.sql(), kQuestion + " ORDER BY a, b");
  std::vector<Question> fresh, later;
  while (rows.executeStep()) {
    Question question = read_question(rows);
    question.put_off = put_off(decisions, observations, question);
    (question.put_off ? later : fresh).push_back(std::move(question));
  }
  fresh.insert(fresh.end(), std::make_move_iterator(later.begin()), std::make_move_iterator(later.end()));
  const std::size_t begin = std::min(skip, fresh.size()), end = std::min(begin + limit, fresh.size());
  return {std::make_move_iterator(fresh.begin() + static_cast<std::ptrdiff_t>(begin)),
          std::make_move_iterator(fresh.begin() + static_cast<std::ptrdiff_t>(end))};
}

std::optional<Question> Decisions::question(std::string_view a, std::string_view b) const {
  auto row = prepare(db_.sql(), kQuestion + " WHERE a = ? AND b = ?", std::min(a, b), std::max(a, b));
  if (!row.executeStep()) {
    return std::nullopt;
  }
  Question out = read_question(row);
  DecisionRows decisions(db_);
  ObservationRows observations(db_);
  out.put_off = put_off(decisions, observations, out);
  return out;
}

Decision Decisions::rule(std::string_view a, std::string_view b, Ruling ruling, const Grounds& grounds,
                         const Clock& clock) {
  Decision out;
  db_.transaction([&] {
    const std::string left = present_id(db_, a), right = present_id(db_, b);
    if (left == right) {
      throw std::invalid_argument("these ids are of one institution");
    }
    ObservationRows rows(db_);
    out.ruling = ruling;
    out.a = listings_of(rows, left);
    out.b = listings_of(rows, right);
    out.by = grounds.by;
    out.reason = grounds.reason;
    out.at = clock.now();
    out.id = add(out, clock.now());
  });
  return out;
}

Decision Decisions::rule_again(std::int64_t decision, Ruling ruling, const Grounds& grounds, const Clock& clock) {
  Decision out;
  db_.transaction([&] {
    const std::optional<Decision> earlier = find(decision);
    if (!earlier || !earlier->ruling) {
      throw std::invalid_argument("there is no decision " + std::to_string(decision) + " on two institutions");
    }
    out = *earlier;
    out.ruling = ruling;
    out.by = grounds.by;
    out.reason = grounds.reason;
    out.at = clock.now();
    out.id = add(out, clock.now());
  });
  return out;
}

Decision Decisions::set_field(std::string_view institution, Field field, std::string_view value, const Grounds& grounds,
                              const Clock& clock) {
  Decision out;
  db_.transaction([&] {
    out.institution = present_id(db_, institution);
    out.field = field;
    if (!value.empty()) {
      try {
        Record scratch;
        read_field(scratch, field, value);
        out.value = field_json(scratch, field);
      } catch (const std::runtime_error& error) {
        throw std::invalid_argument(error.what());
      }
      if (out.value.empty()) {
        throw std::invalid_argument("the value says nothing");
      }
    }
    out.by = grounds.by;
    out.reason = grounds.reason;
    out.at = clock.now();
    out.id = add(out, clock.now());
  });
  return out;
}

std::optional<Decision> Decisions::find(std::int64_t id) const { return DecisionRows(db_).find(id); }

std::vector<Decision> Decisions::about(std::string_view institution) const {
  DecisionRows decisions(db_);
  ObservationRows rows(db_);
  const std::string id = present_id(db_, institution);
  std::set<std::int64_t, std::greater<>> found;
  for (const ListingId& listing : listings_of(rows, id)) {
    const std::vector<std::int64_t> naming = decisions.naming(listing);
    found.insert(naming.begin(), naming.end());
  }
  auto ids = prepare(db_.sql(), "SELECT id FROM issued_ids WHERE institution = ?", id);
  while (ids.executeStep()) {
    const std::vector<std::int64_t> fields = decisions.on_fields_of(ids.getColumn(0).getString());
    found.insert(fields.begin(), fields.end());
  }
  std::vector<Decision> out;
  out.reserve(found.size());
  for (std::int64_t decision : found) {
    out.push_back(*decisions.find(decision));
  }
  return out;
}

std::vector<Decision> Decisions::latest(std::size_t limit) const {
  DecisionRows decisions(db_);
  const std::vector<std::int64_t> ids = decisions.latest(limit);
  std::vector<Decision> out;
  out.reserve(ids.size());
  for (std::int64_t id : ids) {
    out.push_back(*decisions.find(id));
  }
  return out;
}

std::int64_t Decisions::add(const Decision& decision, Instant now) {
  std::int64_t id = 0;
  db_.transaction([&] {
    id = DecisionRows(db_).add(decision);
    ObservationRows rows(db_);
    std::vector<std::int64_t> concerned;
    for (const auto* side : {&decision.a, &decision.b}) {
      for (const ListingId& listing : *side) {
        if (const auto row = rows.born_in(listing.source, listing.birth)) {
          concerned.push_back(*row);
        }
      }
    }
    auto known = prepare(db_.sql(), "SELECT institution FROM issued_ids WHERE id = ?", decision.institution);
    if (known.executeStep()) {
      const std::vector<std::int64_t> members = rows.ids_of_institution(known.getColumn(0).getString());
      concerned.insert(concerned.end(), members.begin(), members.end());
    }
    reassess(db_, concerned, now);
  });
  return id;
}

}  // namespace lawhub
