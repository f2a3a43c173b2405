// What people did at the desk, line by line, each bound to the one before: hash = SHA-256(hash of the line before,
// line feed, the line's JSON without its hash). Nothing in the hub changes or removes a line, and none grows old.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace lawhub {

class Operators;

struct AuditLine {
  std::int64_t number = 0;  ///< 1, 2, 3 …
  Instant at = 0;
  std::string who;      ///< account, or the system's account of somebody at the machine itself
  std::string role;     ///< code of its role; "machine" at the machine itself
  std::string address;  ///< from where
  std::string act;      ///< "approve-snapshot"
  std::string object;   ///< what it was done to: the path that was asked
  std::string detail;   ///< what was said with it, never a secret
  std::string result;   ///< "begun", then "done", "refused 409" or "failed"
  std::int64_t begun = 0;
  std::string hash;
};

/// One line of the export, without line feed: {"number":…,"at":"…",…,"hash":"…"}.
std::string to_json(const AuditLine& line);

/// What a check of the chain found.
struct AuditCheck {
  std::int64_t lines = 0;
  std::string anchor;  ///< of the last line, "NUMBER:HASH": whoever keeps one can tell later whether the end was cut
  std::string fault;   ///< the first line that is not what was written, in Chinese; empty: all are
};
/// Checks an export. `anchor` as above, may be empty.
AuditCheck check_audit(std::string_view export_text, std::string_view anchor);

class AuditLog {
 public:
  AuditLog(Operators& db, const Clock& clock) : db_(db), clock_(clock) {}

  /// Adds a line with the present time, the next number and its hash; returns its number. Durable on return.
  std::int64_t add(AuditLine line);
  /// The act announced by that line ended so.
  void end(std::int64_t begun, std::string_view result);

  struct Filter {
    std::string who, act, object;  ///< empty: any; object: a part of it
    std::int64_t before = 0;       ///< numbers below; 0: all
  };
  std::vector<AuditLine> list(const Filter& filter, std::size_t limit) const;  ///< newest first
  /// Every line from the first, as an export: JSON lines.
  std::string text() const;
  std::string anchor() const;  ///< of the last line; empty when there is none
  AuditCheck check(std::string_view anchor) const { return check_audit(text(), anchor); }

 private:
  Operators& db_;
  const Clock& clock_;
};

}  // namespace lawhub
