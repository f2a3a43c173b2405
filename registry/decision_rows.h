// The tables decisions, decision_listings and questions as reassess.cpp needs them. For the registry's own sources.
#pragma once
#include <SQLiteCpp/Statement.h>

#include <map>
#include <utility>
#include <vector>

#include "registry/decisions.h"

namespace lawhub {

/// Statements prepared once.
class DecisionRows {
 public:
  explicit DecisionRows(Database& db);

  std::int64_t add(const Decision& decision);
  std::optional<Decision> find(std::int64_t id);
  /// The decisions on pairs that name the listing, oldest first.
  std::vector<std::int64_t> naming(const ListingId& listing);
  /// What a person's last word makes of the fields of the institution known under these ids.
  std::map<Field, Decision> fields_of(const std::vector<std::string>& ids);
  std::vector<std::int64_t> on_fields_of(std::string_view institution);
  std::vector<std::int64_t> latest(std::size_t limit);

 private:
  Decision read(SQLite::Statement& row);

  Database& db_;
  bool any_;  // most registers have none: then nothing is asked of the tables
  SQLite::Statement find_, listings_, naming_, on_fields_;
};

/// The table of open questions, made anew with each institution they are about.
class QuestionRows {
 public:
  explicit QuestionRows(Database& db);

  /// Takes away what was asked about it.
  void forget(std::string_view institution);
  /// Asks; the time of a question that was just forgotten stays.
  void ask(const std::string& a, const std::string& b, const Comparison& why, Instant now);

 private:
  std::map<std::pair<std::string, std::string>, Instant> forgotten_;
  SQLite::Statement find_, forget_, ask_;
};

}  // namespace lawhub
