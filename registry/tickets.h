// What waits for the county bureau: contradictions, each opened once, closed by itself when it ends, and answered by a
// person; and what citizens report, which only a person ends.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/contradiction.h"
#include "registry/register.h"

namespace lawhub {

class Database;

enum class TicketState { open, answered, ended };
std::string_view code_of(TicketState s);
std::string_view label_of(TicketState s);  ///< 待处理, 已答复, 已自行消除
std::optional<TicketState> ticket_state_of(std::string_view code);

struct Ticket {
  std::int64_t id = 0;
  std::string institution, name;
  Contradiction what;
  std::string division;  ///< 6 digits: the county (or zone, city) whose bureau is asked
  Instant opened_at = 0, deadline = 0;
  TicketState state = TicketState::open;
  Instant closed_at = 0;
  Word answer;  ///< who answered, and what
};

/// "枣庄市薛城区司法局"
std::string bureau_of(const Ticket& ticket);

struct TicketFilter {
  std::optional<TicketState> state;
  std::string division;               ///< inside it; empty: anywhere
  std::string source;                 ///< shown or other; empty: any
  std::vector<std::string> within{};  ///< one of these must be shown or other; empty: any may be
  std::size_t offset = 0, limit = 100;
};

class Tickets {
 public:
  explicit Tickets(Database& db) : db_(db) {}

  /// Opens what contradicts now and has no ticket, and closes what contradicts no longer. An answered one is never
  /// asked again. Call inside a transaction.
  void review(const Institution& institution, const std::map<std::string, Source>& sources, Instant now);
  /// A citizen says what is wrong with a field; the same words are one ticket. Nothing when too many reports of the
  /// institution are open (data/safety.tsv), or it was said and answered before. Durable on return.
  std::optional<Ticket> report(const Institution& institution, Field field, std::string_view words, Instant now);
  /// The institution is no more: closes what is open of it. Call inside a transaction.
  void close_of(std::string_view institution, Instant now);

  std::optional<Ticket> find(std::int64_t id) const;
  /// The most urgent first.
  std::vector<Ticket> list(const TicketFilter& filter) const;
  std::size_t count(const TicketFilter& filter) const;  ///< offset and limit aside
  /// A person's answer to an open ticket; false when it is not open. Durable on return.
  bool answer(std::int64_t id, const Word& word, Instant now);

 private:
  void open(const Institution& institution, const Contradiction& what, const std::string& mark, Instant now);

  Database& db_;
};

}  // namespace lawhub
