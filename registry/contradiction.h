// Sources that contradict each other about one institution, where a person would be sent to the wrong door by it.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/institution.h"
#include "registry/source.h"

namespace lawhub {

struct Contradiction {
  enum class Kind {
    conflict,       ///< both said it within conflict_days (data/safety.tsv)
    newer_below,    ///< a lower source said another phone, address or hours lately, after what is shown was said
    impersonation,  ///< a source states name, type, code or status of an institution that is not of its division
    report,         ///< a citizen says what is wrong; `other` holds the words and has no source
  };
  Kind kind = Kind::conflict;
  Field field = Field::name;
  Assertion shown, other;
  bool due = true;  ///< worth asking a person; not when both words are old
};

std::string_view code_of(Contradiction::Kind kind);   ///< "newer-below"
std::string_view label_of(Contradiction::Kind kind);  ///< 下级来源有更新的说法
std::optional<Contradiction::Kind> contradiction_kind_of(std::string_view code);

/// Can what both say of the field not be true together? Another spelling of a name, one number more, a more exact
/// address contradict nothing, nor does silence, nor hours that leave days open. Only of name, type, identifiers,
/// status, division (its county), phones, address and hours; false for other fields.
bool contradict(Field field, const Record& a, const Record& b);

/// What contradicts the values shown of a listed institution, one entry for each field and other listing. Due by its
/// assertion dates; an unknown one is not recent. Pure.
std::vector<Contradiction> contradictions(const Institution& institution, const std::map<std::string, Source>& sources,
                                          Instant now);

}  // namespace lawhub
