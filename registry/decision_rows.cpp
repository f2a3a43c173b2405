#include "registry/decision_rows.h"

#include <algorithm>

#include "base/text.h"
#include "registry/database.h"
#include "registry/sqlite.h"

namespace lawhub {

namespace {

constexpr std::string_view kOfField = "field";

template <class... Values>
SQLite::Statement& again(SQLite::Statement& statement, const Values&... values) {
  statement.reset();
  bind_values(statement, values...);
  return statement;
}

std::vector<std::int64_t> ids_of(SQLite::Statement& statement) {
  std::vector<std::int64_t> out;
  while (statement.executeStep()) {
    out.push_back(statement.getColumn(0).getInt64());
  }
  return out;
}

std::optional<Field> field_named(std::string_view name) {
  for (Field field : all_fields()) {
    if (field_name(field) == name) {
      return field;
    }
  }
  return std::nullopt;
}

}  // namespace

DecisionRows::DecisionRows(Database& db)
    : db_(db),
      any_(db.sql().execAndGet("SELECT EXISTS (SELECT 1 FROM decisions)").getInt() != 0),
      find_(db.sql(),
            "SELECT id, kind, institution, field, value, decided_by, decided_at, reason FROM decisions WHERE id = ?"),
      listings_(db.sql(),
                "SELECT side, source, birth FROM decision_listings WHERE decision = ? ORDER BY side, source, birth"),
      naming_(db.sql(), "SELECT decision FROM decision_listings WHERE source = ? AND birth = ? ORDER BY decision"),
      on_fields_(db.sql(), "SELECT id FROM decisions WHERE kind = 'field' AND institution = ? ORDER BY id") {}

std::int64_t DecisionRows::add(const Decision& d) {
  const std::string_view kind = d.ruling ? code_of(*d.ruling) : kOfField;
  const std::string_view field = d.ruling ? std::string_view() : field_name(d.field);
  run_sql(db_.sql(),
          "INSERT INTO decisions (kind, institution, field, value, decided_by, decided_at, reason) "
          "VALUES (?, ?, ?, ?, ?, ?, ?)",
          kind, d.institution, field, d.value, d.by, d.at, d.reason);
  const std::int64_t id = db_.sql().getLastInsertRowid();
  for (int side = 0; side < 2; ++side) {
    for (const ListingId& listing : side == 0 ? d.a : d.b) {
      run_sql(db_.sql(), "INSERT INTO decision_listings (decision, side, source, birth) VALUES (?, ?, ?, ?)", id, side,
              listing.source, listing.birth);
    }
  }
  any_ = true;
  return id;
}

Decision DecisionRows::read(SQLite::Statement& row) {
  Decision out;
  out.id = row.getColumn(0).getInt64();
  out.ruling = ruling_of_code(row.getColumn(1).getString());
  out.institution = row.getColumn(2).getString();
  out.field = field_named(row.getColumn(3).getString()).value_or(Field::name);
  out.value = row.getColumn(4).getString();
  out.by = row.getColumn(5).getString();
  out.at = row.getColumn(6).getInt64();
  out.reason = row.getColumn(7).getString();
  again(listings_, out.id);
  while (listings_.executeStep()) {
    (listings_.getColumn(0).getInt() == 0 ? out.a : out.b)
        .push_back({listings_.getColumn(1).getString(), listings_.getColumn(2).getString()});
  }
  return out;
}

std::optional<Decision> DecisionRows::find(std::int64_t id) {
  return again(find_, id).executeStep() ? std::optional(read(find_)) : std::nullopt;
}

std::vector<std::int64_t> DecisionRows::naming(const ListingId& listing) {
  return any_ ? ids_of(again(naming_, listing.source, listing.birth)) : std::vector<std::int64_t>();
}

std::vector<std::int64_t> DecisionRows::on_fields_of(std::string_view institution) {
  return any_ ? ids_of(again(on_fields_, institution)) : std::vector<std::int64_t>();
}

std::map<Field, Decision> DecisionRows::fields_of(const std::vector<std::string>& ids) {
  std::vector<std::int64_t> decisions;
  for (const std::string& id : ids) {
    const std::vector<std::int64_t> more = on_fields_of(id);
    decisions.insert(decisions.end(), more.begin(), more.end());
  }
  std::sort(decisions.begin(), decisions.end());
  std::map<Field, Decision> out;
  for (std::int64_t id : decisions) {
    Decision decision = *find(id);
    const Field field = decision.field;
    out.insert_or_assign(field, std::move(decision));
  }
  std::erase_if(out, [](const auto& entry) { return entry.second.value.empty(); });
  return out;
}

std::vector<std::int64_t> DecisionRows::latest(std::size_t limit) {
  auto rows = prepare(db_.sql(), "SELECT id FROM decisions ORDER BY id DESC LIMIT ?", static_cast<std::int64_t>(limit));
  return ids_of(rows);
}

QuestionRows::QuestionRows(Database& db)
    : find_(db.sql(), "SELECT a, b, asked_at FROM questions WHERE a = ? OR b = ?"),
      forget_(db.sql(), "DELETE FROM questions WHERE a = ? OR b = ?"),
      ask_(db.sql(), "INSERT INTO questions (a, b, score, reasons, asked_at) VALUES (?, ?, ?, ?, ?)") {}

void QuestionRows::forget(std::string_view institution) {
  again(find_, institution, institution);
  bool any = false;
  while (find_.executeStep()) {
    any = true;
    forgotten_.emplace(std::pair(find_.getColumn(0).getString(), find_.getColumn(1).getString()),
                       find_.getColumn(2).getInt64());
  }
  if (any) {
    again(forget_, institution, institution).exec();
  }
}

void QuestionRows::ask(const std::string& a, const std::string& b, const Comparison& why, Instant now) {
  const auto [first, second] = std::minmax(a, b);
  const auto known = forgotten_.find(std::pair(first, second));
  again(ask_, first, second, why.score, join(why.reasons, " "), known == forgotten_.end() ? now : known->second).exec();
}

}  // namespace lawhub
