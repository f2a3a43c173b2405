// Time. Instants are UTC seconds; days are civil days of China (UTC+8, no daylight saving).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lawhub {

using Instant = std::int64_t;  ///< seconds since 1970-01-01T00:00:00Z; 0 means unknown

/// Where a program gets its time from; tests give a fixed one. Safe from any thread.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};
/// The system's clock.
const Clock& system_clock();

struct Date {
  int year = 0, month = 0, day = 0;
  auto operator<=>(const Date&) const = default;
};
/// The wall clock of China: minute 0..1439, weekday 1 (Monday) .. 7.
struct LocalTime {
  Date date;
  int minute = 0;
  int weekday = 1;
};
LocalTime china_time(Instant t);
/// Monday is 1.
int weekday_of(Date d);
/// Midnight of the day in China.
Instant start_of(Date d);

std::string iso_date(Date d);                                     ///< "2026-11-24"
std::string iso_instant(Instant t);                               ///< "2026-11-24T02:00:05Z"; empty for 0
std::optional<Instant> parse_iso_instant(std::string_view text);  ///< RFC 3339, any offset
std::optional<Date> parse_iso_date(std::string_view text);        ///< "2026-11-24" only, and it must exist
std::string http_date(Instant t);                                 ///< RFC 9110 §5.6.7 IMF-fixdate
std::optional<Instant> parse_http_date(std::string_view text);
/// A date as Chinese pages write it: 2014年11月4日, 2014-11-04, 2014.11.4, 2014/11/4, 20141104, 二〇一四年十一月四日.
/// The first that exists inside `text`, between 1980 and 2100.
std::optional<Date> find_date(std::string_view text);

}  // namespace lawhub
