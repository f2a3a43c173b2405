// How long the word on an institution stays good (data/freshness.tsv): past that a person should telephone first.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "registry/institution.h"

namespace lawhub {

/// Months within which an institution of this type has to be confirmed again.
std::int64_t months_fresh(InstitutionType type);

/// Is its deadline past? Never when nobody dated what they said.
bool is_overdue(InstitutionType type, Instant confirmed_at, Instant now);

/// "超过 12 个月未经确认,请先打电话核实"; empty when it is not overdue.
std::string overdue_remark(InstitutionType type, Instant confirmed_at, Instant now);

/// Does its registering source list it no more?
bool is_unlisted(const Institution& institution);
/// "未见于名册(2026-05 起)": of an institution whose registering source lists it no more, since that ISO date.
std::string unlisted_remark(std::string_view since);

/// What a person must know before going there: that it is listed no more, else that it is overdue; else empty.
std::string remark_of(const Institution& institution, Instant now);

}  // namespace lawhub
