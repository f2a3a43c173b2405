// The resolved record: one institution, its fields, and for each field who said so.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/clock.h"
#include "registry/record.h"

namespace lawhub {

/// One source's word on one field.
struct Assertion {
  std::string source;  ///< Source::id
  std::string key;     ///< Observation::key
  std::string url;
  Instant asserted_at = 0;    ///< of this field, where the publisher knows it
  std::string value_json;     ///< field_json()
  std::string value_text;     ///< field_text()
  Instant confirmed_at = 0;   ///< last time somebody made sure of it, as the publisher says; 0 unknown
  std::string asserted_by{};  ///< who said it to that source; empty: the source itself
};

/// Why a field has its value.
struct Provenance {
  Assertion winner;
  std::string rule;               ///< why it won, a stable code: "precedence", "newer", "only" …; see rule_label()
  std::vector<Assertion> losers;  ///< the other, different values; best first
};

enum class Presence { listed, withdrawn };

struct Institution {
  std::string id;  ///< public, never changes, never reused: ten characters of lower-case base 32
  Record record;   ///< merged
  std::map<Field, Provenance> provenance;
  Presence presence = Presence::listed;
  Instant confirmed_at = 0;          ///< newest assertion of any source that still says it; 0: nobody dated theirs
  std::string confirmed_by{};        ///< that source's id
  std::vector<std::string> aliases;  ///< ids that were merged into this one
  Instant changed_at = 0;            ///< datestamp for harvesters: of the last step, whatever it was
  std::int64_t version = 1;          ///< grows with each step
  /// Both as they were when this content came first: a rollback brings them back with it, so that the same answers are
  /// given as before. Equal revisions of an id have equal content.
  Instant as_of = 0;
  std::int64_t revision = 1;
};

}  // namespace lawhub
