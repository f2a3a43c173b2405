#include "base/clock.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>

#include "base/text.h"

namespace lawhub {
namespace {

constexpr Instant kDay = 86400;
constexpr Instant kHour = 3600;
constexpr Instant kChina = 8 * kHour;

class SystemClock : public Clock {
 public:
  Instant now() const override { return std::time(nullptr); }
};

std::chrono::year_month_day calendar(Date d) {
  return std::chrono::year(d.year) / std::chrono::month(static_cast<unsigned>(d.month)) /
         std::chrono::day(static_cast<unsigned>(d.day));
}

bool exists(Date d) { return d.month > 0 && d.day > 0 && d.year >= 1 && d.year <= 9999 && calendar(d).ok(); }

Instant days_since_epoch(Date d) { return std::chrono::sys_days(calendar(d)).time_since_epoch().count(); }

Date date_of_days(Instant days) {
  const std::chrono::year_month_day ymd{std::chrono::sys_days{std::chrono::days{days}}};
  return {int(ymd.year()), static_cast<int>(unsigned(ymd.month())), static_cast<int>(unsigned(ymd.day()))};
}

Instant floor_div(Instant a, Instant b) { return a / b - (a % b < 0 ? 1 : 0); }

/// Formats as printf does; for texts shorter than 64 bytes.
template <class... Values>
std::string format(const char* pattern, Values... values) {
  std::array<char, 64> buffer{};
  std::snprintf(buffer.data(), buffer.size(), pattern, values...);
  return buffer.data();
}

/// Date and second of the day in UTC.
struct Utc {
  Date date;
  int second = 0;
};
Utc utc_of(Instant t) {
  const Instant days = floor_div(t, kDay);
  return {date_of_days(days), static_cast<int>(t - days * kDay)};
}

/// Exactly `count` ASCII digits at the front, which are taken away.
bool take_digits(std::string_view& text, std::size_t count, int& value) {
  if (text.size() < count) return false;
  value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (text[i] < '0' || text[i] > '9') return false;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  return true;
}

bool take(std::string_view& text, std::string_view any_of) {
  if (text.empty() || any_of.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

bool take_date(std::string_view& text, Date& d) {
  return take_digits(text, 4, d.year) && take(text, "-") && take_digits(text, 2, d.month) && take(text, "-") &&
         take_digits(text, 2, d.day) && exists(d);
}

/// "Z", "+08:00"; the seconds to subtract.
bool take_offset(std::string_view& text, Instant& seconds) {
  if (take(text, "Zz")) return true;
  const bool west = !text.empty() && text.front() == '-';
  int hours = 0;
  int minutes = 0;
  if (!take(text, "+-") || !take_digits(text, 2, hours) || !take(text, ":") || !take_digits(text, 2, minutes)) {
    return false;
  }
  if (hours > 23 || minutes > 59) return false;
  seconds = (west ? -1 : 1) * (hours * kHour + minutes * Instant{60});
  return true;
}

constexpr std::array<const char*, 7> kWeekdays = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// Reads a date as Chinese pages write it, beginning at one place of a text.
class DateScanner {
 public:
  DateScanner(const std::u32string& text, std::size_t at) : text_(text), at_(at) {}

  std::optional<Date> read() {
    Date d;
    if (!year(d.year)) return std::nullopt;
    const std::size_t behind_year = at_;
    if (compact(d)) return d;
    at_ = behind_year;
    skip_space();
    const char32_t mark = peek();
    if (mark == U'年') return in_words(d) ? std::optional(d) : std::nullopt;
    if (mark != U'-' && mark != U'.' && mark != U'/') return std::nullopt;
    ++at_;
    if (!number(d.month)) return std::nullopt;
    skip_space();
    if (peek() != mark) return std::nullopt;
    ++at_;
    return number(d.day) && valid(d) ? std::optional(d) : std::nullopt;
  }

 private:
  static bool valid(Date d) { return d.year >= 1980 && d.year <= 2100 && exists(d); }
  static bool ascii_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
  /// 0-9 for an ASCII or Chinese digit, else -1.
  static int digit(char32_t c) {
    if (ascii_digit(c)) return static_cast<int>(c - U'0');
    static const std::u32string kDigits = U"〇一二三四五六七八九";
    if (c == U'零' || c == U'○' || c == U'O') return 0;
    const std::size_t found = kDigits.find(c);
    return found == std::u32string::npos ? -1 : static_cast<int>(found);
  }

  char32_t peek() const { return at_ < text_.size() ? text_[at_] : 0; }
  void skip_space() {
    while (peek() == U' ' || peek() == U'\u00A0') ++at_;
  }

  bool year(int& value) {
    if (at_ > 0 && ascii_digit(text_[at_ - 1]) && ascii_digit(peek())) return false;
    value = 0;
    for (int i = 0; i < 4; ++i, ++at_) {
      const int next = digit(peek());
      if (next < 0) return false;
      value = value * 10 + next;
    }
    return true;
  }

  /// 1104 behind the year, and no digit after it.
  bool compact(Date& d) {
    std::array<int, 4> digits{};
    for (int& each : digits) {
      if (!ascii_digit(peek())) return false;
      each = digit(text_[at_++]);
    }
    d.month = digits[0] * 10 + digits[1];
    d.day = digits[2] * 10 + digits[3];
    return !ascii_digit(peek()) && valid(d);
  }

  bool in_words(Date& d) {
    ++at_;
    if (!number(d.month)) return false;
    skip_space();
    if (peek() != U'月') return false;
    ++at_;
    return number(d.day) && valid(d);
  }

  /// 4, 04, 四, 十一, 二十, 三十一, 廿四.
  bool number(int& value) {
    skip_space();
    value = 0;
    const std::size_t begin = at_;
    if (ascii_digit(peek())) {
      while (ascii_digit(peek()) && at_ - begin < 2) value = value * 10 + digit(text_[at_++]);
      return !ascii_digit(peek());
    }
    if (peek() == U'廿') {
      value = 20;
      ++at_;
    } else {
      if (const int tens = digit(peek()); tens > 0) {
        value = tens;
        ++at_;
      }
      if (peek() == U'十') {
        value = (value == 0 ? 1 : value) * 10;
        ++at_;
      } else {
        return at_ > begin;
      }
    }
    if (const int ones = digit(peek()); ones > 0) {
      value += ones;
      ++at_;
    }
    return true;
  }

  const std::u32string& text_;
  std::size_t at_;
};

}  // namespace

const Clock& system_clock() {
  static const SystemClock kClock;
  return kClock;
}

LocalTime china_time(Instant t) {
  const Utc local = utc_of(t + kChina);
  return {local.date, local.second / 60, weekday_of(local.date)};
}

int weekday_of(Date d) { return static_cast<int>(((days_since_epoch(d) + 3) % 7 + 7) % 7) + 1; }

Instant start_of(Date d) { return days_since_epoch(d) * kDay - kChina; }

std::string iso_date(Date d) { return format("%04d-%02d-%02d", d.year, d.month, d.day); }

std::string iso_instant(Instant t) {
  if (t == 0) return {};
  const Utc utc = utc_of(t);
  return iso_date(utc.date) + format("T%02d:%02d:%02dZ", utc.second / 3600, utc.second / 60 % 60, utc.second % 60);
}

std::optional<Instant> parse_iso_instant(std::string_view text) {
  Date d;
  int hour = 0;
  int minute = 0;
  int second = 0;
  Instant offset = 0;
  if (!take_date(text, d) || !take(text, "Tt ") || !take_digits(text, 2, hour) || !take(text, ":") ||
      !take_digits(text, 2, minute) || !take(text, ":") || !take_digits(text, 2, second)) {
    return std::nullopt;
  }
  if (take(text, ".")) {
    int ignored = 0;
    if (!take_digits(text, 1, ignored)) return std::nullopt;
    while (take_digits(text, 1, ignored)) {
    }
  }
  if (!take_offset(text, offset) || !text.empty() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
  return days_since_epoch(d) * kDay + hour * kHour + minute * Instant{60} + second - offset;
}

std::optional<Date> parse_iso_date(std::string_view text) {
  Date d;
  if (!take_date(text, d) || !text.empty()) return std::nullopt;
  return d;
}

std::string http_date(Instant t) {
  const Utc utc = utc_of(t);
  return format("%s, %02d %s %04d %02d:%02d:%02d GMT", kWeekdays[static_cast<std::size_t>(weekday_of(utc.date) - 1)],
                utc.date.day, kMonths[static_cast<std::size_t>(utc.date.month - 1)], utc.date.year, utc.second / 3600,
                utc.second / 60 % 60, utc.second % 60);
}

std::optional<Instant> parse_http_date(std::string_view text) {
  const std::string copy(trim(text));
  // RFC 9110 §5.6.7: a recipient accepts all three, IMF-fixdate, RFC 850 and asctime
  for (const char* pattern : {"%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %d %H:%M:%S %Y"}) {
    std::tm parts{};
    const char* end = ::strptime(copy.c_str(), pattern, &parts);
    if (end == nullptr || *end != '\0') continue;
    const Date d{parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday};
    if (!exists(d)) return std::nullopt;
    return days_since_epoch(d) * kDay + parts.tm_hour * kHour + parts.tm_min * Instant{60} + parts.tm_sec;
  }
  return std::nullopt;
}

std::optional<Date> find_date(std::string_view text) {
  const std::u32string points = to_code_points(normalise_width(text));
  for (std::size_t at = 0; at < points.size(); ++at) {
    if (const std::optional<Date> found = DateScanner(points, at).read()) return found;
  }
  return std::nullopt;
}

}  // namespace lawhub
