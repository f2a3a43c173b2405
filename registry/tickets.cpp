#include "registry/tickets.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>

#include "base/hash.h"
#include "registry/database.h"
#include "registry/division.h"
#include "registry/safety.h"
#include "registry/sqlite.h"

namespace lawhub {

namespace {

using Json = nlohmann::json;

struct Words {
  TicketState state;
  std::string_view code, label;
};
constexpr std::array kWords = {
    Words{TicketState::open, "open", "待处理"},
    Words{TicketState::answered, "answered", "已答复"},
    Words{TicketState::ended, "ended", "已自行消除"},
};

std::string to_json(const Assertion& a) {
  return Json{a.source, a.key, a.url, a.asserted_at, a.value_json, a.value_text}.dump(-1, ' ', false,
                                                                                      Json::error_handler_t::replace);
}

Assertion assertion_of(const std::string& text) {
  const Json json = Json::parse(text);
  Assertion out;
  out.source = json.at(0).get<std::string>();
  out.key = json.at(1).get<std::string>();
  out.url = json.at(2).get<std::string>();
  out.asserted_at = json.at(3).get<Instant>();
  out.value_json = json.at(4).get<std::string>();
  out.value_text = json.at(5).get<std::string>();
  return out;
}

/// By which the same contradiction is known again, whichever side is shown.
std::string mark_of(std::string_view institution, const Contradiction& c) {
  std::string a = c.shown.source + "\n" + c.shown.value_json, b = c.other.source + "\n" + c.other.value_json;
  if (b < a) {
    std::swap(a, b);
  }
  return short_hash(std::string(institution) + "\n" + std::string(field_name(c.field)) + "\n" + a + "\n" + b, 26);
}

Field field_of(std::string_view name) {
  const auto fields = all_fields();
  return *std::find_if(fields.begin(), fields.end(), [&](Field f) { return field_name(f) == name; });
}

const std::string kColumns =
    "id, institution, name, kind, field, shown, other, division, opened_at, deadline, state, closed_at, answered_by, "
    "answer";

Ticket read_row(const SQLite::Statement& row) {
  Ticket out;
  out.id = row.getColumn(0).getInt64();
  out.institution = row.getColumn(1).getString();
  out.name = row.getColumn(2).getString();
  out.what = {contradiction_kind_of(row.getColumn(3).getString()).value(), field_of(row.getColumn(4).getString()),
              assertion_of(row.getColumn(5).getString()), assertion_of(row.getColumn(6).getString())};
  out.division = row.getColumn(7).getString();
  out.opened_at = row.getColumn(8).getInt64();
  out.deadline = row.getColumn(9).getInt64();
  out.state = ticket_state_of(row.getColumn(10).getString()).value();
  out.closed_at = row.getColumn(11).getInt64();
  out.answer = {row.getColumn(12).getString(), row.getColumn(13).getString()};
  return out;
}

/// Codes of an ancestor begin like it: 3704 for 370400.
std::string stem_of(std::string_view division) {
  while (division.size() >= 2 && division.ends_with("00")) {
    division.remove_suffix(2);
  }
  return std::string(division);
}

const char* const kWhere =
    " FROM tickets WHERE (?1 = '' OR state = ?1) AND division LIKE ?2 || '%' AND "
    "(?3 = '' OR json_extract(shown, '$[0]') = ?3 OR json_extract(other, '$[0]') = ?3) AND (?4 = '[]' OR EXISTS ("
    "SELECT 1 FROM json_each(?4) WHERE value IN (json_extract(shown, '$[0]'), json_extract(other, '$[0]'))))";

std::string state_text(const TicketFilter& filter) {
  return filter.state ? std::string(code_of(*filter.state)) : std::string();
}

}  // namespace

std::string_view code_of(TicketState s) { return kWords[static_cast<std::size_t>(s)].code; }
std::string_view label_of(TicketState s) { return kWords[static_cast<std::size_t>(s)].label; }

std::optional<TicketState> ticket_state_of(std::string_view code) {
  const auto* found = std::find_if(kWords.begin(), kWords.end(), [&](const Words& w) { return w.code == code; });
  return found == kWords.end() ? std::nullopt : std::optional(found->state);
}

std::string bureau_of(const Ticket& ticket) { return Divisions::get().full_name(ticket.division) + "司法局"; }

void Tickets::review(const Institution& institution, const std::map<std::string, Source>& sources, Instant now) {
  std::set<std::string> standing;
  for (const Contradiction& c : contradictions(institution, sources, now)) {
    const std::string mark = mark_of(institution.id, c);
    if (standing.insert(mark).second && c.due) {
      open(institution, c, mark, now);
    }
  }
  auto rows =
      prepare(db_.sql(), "SELECT id, mark FROM tickets WHERE institution = ? AND state = 'open' AND kind <> 'report'",
              institution.id);
  std::vector<std::int64_t> ended;
  while (rows.executeStep()) {
    if (!standing.contains(rows.getColumn(1).getString())) {
      ended.push_back(rows.getColumn(0).getInt64());
    }
  }
  for (const std::int64_t id : ended) {
    run_sql(db_.sql(), "UPDATE tickets SET state = 'ended', closed_at = ? WHERE id = ?", now, id);
  }
}

void Tickets::open(const Institution& institution, const Contradiction& c, const std::string& mark, Instant now) {
  run_sql(db_.sql(),
          "INSERT INTO tickets (mark, institution, name, kind, field, shown, other, division, opened_at, deadline, "
          "state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open') ON CONFLICT (mark) DO UPDATE SET state = 'open', "
          "opened_at = excluded.opened_at, deadline = excluded.deadline, closed_at = 0 WHERE state = 'ended'",
          mark, institution.id, institution.record.name, code_of(c.kind), field_name(c.field), to_json(c.shown),
          to_json(c.other), Divisions::get().county_of(institution.record.division), now,
          now + safety("ticket_days") * 86400);
}

std::optional<Ticket> Tickets::report(const Institution& institution, Field field, std::string_view words,
                                      Instant now) {
  Contradiction said;
  said.kind = Contradiction::Kind::report;
  said.field = field;
  if (const auto shown = institution.provenance.find(field); shown != institution.provenance.end()) {
    said.shown = shown->second.winner;
  }
  said.other.value_text = words;
  said.other.value_json = words;  // what tells two reports apart
  said.other.asserted_at = now;
  const std::string mark = mark_of(institution.id, said);
  std::optional<Ticket> opened;
  db_.transaction([&] {
    auto waiting =
        prepare(db_.sql(), "SELECT count(*) FROM tickets WHERE institution = ? AND state = 'open' AND kind = 'report'",
                institution.id);
    waiting.executeStep();
    if (waiting.getColumn(0).getInt64() >= safety("open_reports")) return;
    open(institution, said, mark, now);
    auto row = prepare(db_.sql(), "SELECT " + kColumns + " FROM tickets WHERE mark = ? AND state = 'open'", mark);
    if (row.executeStep()) opened = read_row(row);
  });
  return opened;
}

void Tickets::close_of(std::string_view institution, Instant now) {
  run_sql(db_.sql(), "UPDATE tickets SET state = 'ended', closed_at = ? WHERE institution = ? AND state = 'open'", now,
          institution);
}

std::optional<Ticket> Tickets::find(std::int64_t id) const {
  auto row = prepare(db_.sql(), "SELECT " + kColumns + " FROM tickets WHERE id = ?", id);
  return row.executeStep() ? std::optional(read_row(row)) : std::nullopt;
}

std::vector<Ticket> Tickets::list(const TicketFilter& filter) const {
  auto rows =
      prepare(db_.sql(), "SELECT " + kColumns + kWhere + " ORDER BY state <> 'open', deadline, id LIMIT ?5 OFFSET ?6",
              state_text(filter), stem_of(filter.division), filter.source, Json(filter.within).dump(),
              static_cast<std::int64_t>(filter.limit), static_cast<std::int64_t>(filter.offset));
  std::vector<Ticket> out;
  while (rows.executeStep()) {
    out.push_back(read_row(rows));
  }
  return out;
}

std::size_t Tickets::count(const TicketFilter& filter) const {
  auto row = prepare(db_.sql(), std::string("SELECT count(*)") + kWhere, state_text(filter), stem_of(filter.division),
                     filter.source, Json(filter.within).dump());
  row.executeStep();
  return static_cast<std::size_t>(row.getColumn(0).getInt64());
}

bool Tickets::answer(std::int64_t id, const Word& word, Instant now) {
  int rows = 0;
  db_.transaction([&] {
    rows = run_sql(db_.sql(),
                   "UPDATE tickets SET state = 'answered', closed_at = ?, answered_by = ?, answer = ? "
                   "WHERE id = ? AND state = 'open'",
                   now, word.by, word.reason, id);
  });
  return rows > 0;
}

}  // namespace lawhub
