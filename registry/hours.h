// Opening hours: reading what lists write, and answering "open now?". Unknown stays unknown.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace lawhub {

/// The canonical notation, a small subset of OpenStreetMap's: rules separated by "; ", each
/// "[season ]days times" or "PH off|open|by appointment", e.g. "MO-FR 08:30-12:00,13:30-17:30; PH off", "24/7",
/// "05-01..09-30 MO-FR 08:30-12:00,14:00-18:00; 10-01..04-30 MO-FR …". Days MO…SU. A "?" behind days says the days were
/// not stated; "unknown-days" says the same when nothing hints at them.
struct HoursReading {
  std::string notation;   ///< empty when nothing was understood
  double confidence = 0;  ///< 0..1
};
HoursReading read_hours(std::string_view text);

enum class OpenState { open, closed, unknown };
/// Is a place with this notation open at `t` (China time)? Public holidays and make-up workdays by data/holidays.tsv;
/// beyond the years it holds, and for days not stated, the answer is unknown.
OpenState open_at(std::string_view notation, Instant t);
/// When that changes: a closed place opens or an open one closes, within two weeks. Nothing when that is not known.
std::optional<Instant> changes_next(std::string_view notation, Instant t);
/// For people: "周一至周五 08:30–12:00、13:30–17:30,法定节假日休息".
std::string hours_in_words(std::string_view notation);

}  // namespace lawhub
