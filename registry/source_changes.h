// What somebody wants of a source, kept until another says yes or no: where a crawler may go and whose word counts is
// nobody's alone to decide.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace lawhub {

class Operators;

struct SourceChange {
  std::int64_t number = 0;
  std::string source;
  std::string definition;  ///< the whole source as it is to be: a sources file (feeds/sources_file.h)
  std::string asked_by;
  Instant asked_at = 0;
  std::string reason;
  std::string state;  ///< waiting, approved, rejected, replaced
  std::string decided_by;
  Instant decided_at = 0;
  std::string decision;
};

class SourceChanges {
 public:
  SourceChanges(Operators& db, const Clock& clock) : db_(db), clock_(clock) {}
  /// Replaces what waits for the same source. Its number; durable on return.
  std::int64_t ask(std::string_view source, std::string_view definition, std::string_view by, std::string_view reason);
  std::optional<SourceChange> find(std::int64_t number) const;
  std::vector<SourceChange> latest(std::size_t limit) const;  ///< those that wait first, then newest first
  /// `state`: approved or rejected. False when it does not wait.
  bool decide(std::int64_t number, std::string_view state, std::string_view by, std::string_view decision);

 private:
  Operators& db_;
  const Clock& clock_;
};

}  // namespace lawhub
