#include "registry/contradiction.h"

#include <algorithm>
#include <array>
#include <set>

#include "registry/authority.h"
#include "registry/evidence.h"
#include "registry/hours.h"
#include "registry/safety.h"

namespace lawhub {

namespace {

using Kind = Contradiction::Kind;

struct Words {
  Kind kind;
  std::string_view code, label;
};
constexpr std::array kWords = {
    Words{Kind::conflict, "conflict", "近期说法互相矛盾"},
    Words{Kind::newer_below, "newer-below", "较低来源有更新的说法"},
    Words{Kind::impersonation, "impersonation", "外地来源改动身份信息"},
    Words{Kind::report, "report", "群众反映"},
};

constexpr std::array kFields = {Field::name,     Field::type,   Field::identifiers, Field::status,
                                Field::division, Field::phones, Field::address,     Field::hours};

bool disjoint(const std::set<std::string>& a, const std::set<std::string>& b) {
  return !a.empty() && !b.empty() &&
         std::none_of(a.begin(), a.end(), [&](const std::string& one) { return b.contains(one); });
}

std::set<std::string> numbers_of(const Record& r) {
  std::set<std::string> out;
  for (const Phone& phone : r.phones) {
    if (phone.kind != "fax") {
      out.insert(phone.number);
    }
  }
  return out;
}

std::set<std::string> codes_of(const Record& r, std::string_view scheme) {
  std::set<std::string> out;
  for (const Identifier& identifier : r.identifiers) {
    if (identifier.scheme == scheme) {
      out.insert(identifier.value);
    }
  }
  return out;
}

bool differ(const std::string& a, const std::string& b) { return !a.empty() && !b.empty() && a != b; }

/// Is one open in an ordinary week when the other is closed? Looked at in the middle of every half-hour, since offices
/// open and close at full and half ones.
bool opens_otherwise(const std::string& a, const std::string& b) {
  if (a.empty() || b.empty() || a == b) return false;
  constexpr Instant kHalfHour = 1800;
  const Instant monday = start_of({2025, 3, 10});
  for (Instant t = monday + kHalfHour / 2; t < monday + Instant{7} * 86400; t += kHalfHour) {
    const OpenState left = open_at(a, t), right = open_at(b, t);
    if (left != right && left != OpenState::unknown && right != OpenState::unknown) return true;
  }
  return false;
}

bool is_recent(const Assertion& a, Instant now) {
  return a.asserted_at > 0 && now - a.asserted_at <= safety("conflict_days") * 86400;
}

/// A bureau or association that speaks of another's institution.
bool is_outsider(const Source& source, const Institution& institution) {
  const bool territorial = source.standing == Standing::registering || source.standing == Standing::supervising ||
                           source.standing == Standing::association;
  return territorial && !is_of_territory(source, institution.record.division);
}

/// The pair as a contradiction, once it is known to be one.
Contradiction judged(Field field, const Assertion& shown, const Assertion& other, bool outsider, Instant now) {
  if (outsider && is_identity(field)) {
    return {Kind::impersonation, field, shown, other, true};
  }
  const bool reached = field == Field::phones || field == Field::address || field == Field::hours;
  if (reached && is_recent(other, now) && !is_recent(shown, now) && other.asserted_at > shown.asserted_at) {
    return {Kind::newer_below, field, shown, other, true};
  }
  return {Kind::conflict, field, shown, other, is_recent(shown, now) && is_recent(other, now)};
}

}  // namespace

std::string_view code_of(Contradiction::Kind kind) { return kWords[static_cast<std::size_t>(kind)].code; }
std::string_view label_of(Contradiction::Kind kind) { return kWords[static_cast<std::size_t>(kind)].label; }

std::optional<Contradiction::Kind> contradiction_kind_of(std::string_view code) {
  const auto* found = std::find_if(kWords.begin(), kWords.end(), [&](const Words& w) { return w.code == code; });
  return found == kWords.end() ? std::nullopt : std::optional(found->kind);
}

bool contradict(Field field, const Record& a, const Record& b) {
  switch (field) {
    case Field::name:
      return differ(evidence_of(a).core, evidence_of(b).core);
    case Field::type:
      return evidence_of(a).type != evidence_of(b).type;
    case Field::identifiers:
      return disjoint(codes_of(a, "uscc"), codes_of(b, "uscc")) ||
             disjoint(codes_of(a, "licence"), codes_of(b, "licence"));
    case Field::status:
      return a.status != Status::unknown && b.status != Status::unknown && a.status != b.status;
    case Field::division:
      return differ(evidence_of(a).county, evidence_of(b).county);
    case Field::phones:
      return disjoint(numbers_of(a), numbers_of(b));
    case Field::address:
      return differ(evidence_of(a).door, evidence_of(b).door);
    case Field::hours:
      return opens_otherwise(a.hours.notation, b.hours.notation);
    default:
      return false;
  }
}

namespace {

/// The same for values as field_json() writes them, of an institution that is merged as `record`.
bool contradict(Field field, const Record& record, std::string_view a, std::string_view b) {
  Record left, right;  // with what the reading of a name depends on
  left.type = right.type = record.type;
  left.name = right.name = record.name;
  left.division = right.division = record.division;
  read_field(left, field, a);
  read_field(right, field, b);
  return contradict(field, left, right);
}

}  // namespace

std::vector<Contradiction> contradictions(const Institution& institution, const std::map<std::string, Source>& sources,
                                          Instant now) {
  std::vector<Contradiction> out;
  if (institution.presence != Presence::listed) {
    return out;
  }
  for (const Field field : kFields) {
    const auto found = institution.provenance.find(field);
    if (found == institution.provenance.end() || found->second.losers.empty()) {
      continue;
    }
    const Assertion& shown = found->second.winner;
    for (const Assertion& other : found->second.losers) {
      const auto source = sources.find(other.source);
      const bool outsider = source != sources.end() && is_outsider(source->second, institution);
      if (contradict(field, institution.record, shown.value_json, other.value_json)) {
        out.push_back(judged(field, shown, other, outsider, now));
      }
    }
  }
  return out;
}

}  // namespace lawhub
