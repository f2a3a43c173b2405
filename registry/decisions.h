// What people decided about identity and about fields. A decision is never edited: a later one on the same pair or
// field overrules it. Decisions on pairs are kept by the listings on either side, known by source and birth (ids.h),
// and those on fields by public id; so they hold through new imports, new record ids, merges and rebuilds.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "registry/identity.h"
#include "registry/institution.h"

namespace lawhub {

class Database;

/// A listing by what never changes of it.
struct ListingId {
  std::string source, birth;
  auto operator<=>(const ListingId&) const = default;
};

/// same and different answer a question for good; open takes an answer back or puts the question off.
enum class Ruling { same, different, open };
std::string_view code_of(Ruling r);   ///< "same", "different", "open"
std::string_view label_of(Ruling r);  ///< 是同一家机构
std::optional<Ruling> ruling_of_code(std::string_view code);

struct Decision {
  std::int64_t id = 0;
  std::optional<Ruling> ruling;  ///< of two institutions; none: of a field
  std::vector<ListingId> a, b;   ///< the listings on either side when it was decided
  std::string institution;       ///< of a field: the public id
  Field field = Field::name;
  std::string value;  ///< field_json(); empty: the sources' word counts again
  std::string by;     ///< account
  Instant at = 0;
  std::string reason;  ///< as the person wrote it
};

/// Two institutions that may be one.
struct Question {
  std::string a, b;  ///< public ids, a < b
  double score = 0;
  std::vector<std::string> reasons;  ///< codes, see reason_label()
  Instant asked_at = 0;
  std::optional<Decision> put_off;  ///< the last one that left it open
};

/// Who decides, and why.
struct Grounds {
  std::string by, reason;
};

/// Reading needs no transaction; what writes is durable on return.
class Decisions {
 public:
  explicit Decisions(Database& db) : db_(db) {}

  std::size_t count_questions() const;
  /// Those never put off first, then by id; at most `limit` behind `skip`.
  std::vector<Question> questions(std::size_t skip, std::size_t limit) const;
  std::optional<Question> question(std::string_view a, std::string_view b) const;

  /// Rules on two institutions, by their listings now, asked or not. Throws std::invalid_argument when the ids are not
  /// those of two institutions.
  Decision rule(std::string_view a, std::string_view b, Ruling ruling, const Grounds& grounds, const Clock& clock);
  /// Rules again on what an earlier decision of a pair was about: its answer is taken back or turned round.
  Decision rule_again(std::int64_t decision, Ruling ruling, const Grounds& grounds, const Clock& clock);
  /// What a field says, whatever the sources say; an empty `value` ends that. Throws std::invalid_argument for an
  /// unknown institution or a value that the field cannot have.
  Decision set_field(std::string_view institution, Field field, std::string_view value, const Grounds& grounds,
                     const Clock& clock);

  std::optional<Decision> find(std::int64_t id) const;
  /// Every decision that concerns the institution or a listing of it, newest first.
  std::vector<Decision> about(std::string_view institution) const;
  std::vector<Decision> latest(std::size_t limit) const;  ///< newest first

  /// Keeps a decision as it is, with its listings, and resolves anew whom it concerns; for the same decisions in
  /// another register. Within a transaction of the caller's or its own.
  std::int64_t add(const Decision& decision, Instant now);

 private:
  Database& db_;
};

}  // namespace lawhub
