// data/precedence.tsv: how far a source is believed in a field. For the registry's own sources.
#pragma once
#include "registry/record.h"
#include "registry/source.h"

namespace lawhub {

inline constexpr int kNever = 0;
inline constexpr int kLastResort = 9;  ///< only where nobody else says the field

/// 1 is believed first; kNever when such a source is not heard on this field of this type.
int rank_of(Field field, InstitutionType type, Standing standing);
/// Seconds after which a newer word of anybody counts more; 0: never.
Instant decay_of(Field field);

}  // namespace lawhub
