// Public holidays and make-up workdays by the yearly notice of the State Council (data/holidays.tsv).
#pragma once
#include <string_view>

#include "base/clock.h"

namespace lawhub {

enum class DayKind {
  ordinary,  ///< its weekday says all
  holiday,   ///< 法定节假日, with the weekend days the notice adds to it
  make_up,   ///< a Saturday or Sunday that is worked (调休)
  unknown,   ///< the table does not hold the year
};
DayKind day_kind(Date date);

}  // namespace lawhub
