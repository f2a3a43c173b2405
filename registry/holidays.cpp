#include "registry/holidays.h"

#include <map>
#include <set>
#include <stdexcept>
#include <string>

#include "base/tsv.h"
#include "registry/embedded.h"

namespace lawhub {
namespace {

struct Calendar {
  struct Span {
    Date last;
    DayKind kind;
  };
  std::map<Date, Span> spans;  // by first day
  std::set<int> years;

  Calendar() {
    const Table table(registry_file("data/holidays.tsv"), "holidays.tsv");
    const std::size_t first = table.column("first"), last = table.column("last"), kind = table.column("kind");
    for (std::size_t row = 0; row < table.size(); ++row) {
      const std::optional<Date> from = parse_iso_date(table.cell(row, first));
      const std::optional<Date> to = parse_iso_date(table.cell(row, last));
      const std::string_view word = table.cell(row, kind);
      if (!from || !to || (word != "holiday" && word != "workday")) throw std::runtime_error("holidays.tsv: bad row");
      spans[*from] = {*to, word == "holiday" ? DayKind::holiday : DayKind::make_up};
      years.insert(from->year);
    }
  }
};

}  // namespace

DayKind day_kind(Date date) {
  static const Calendar kCalendar;
  if (!kCalendar.years.contains(date.year)) return DayKind::unknown;
  const auto after = kCalendar.spans.upper_bound(date);
  if (after == kCalendar.spans.begin()) return DayKind::ordinary;
  const Calendar::Span& span = std::prev(after)->second;
  return date <= span.last ? span.kind : DayKind::ordinary;
}

}  // namespace lawhub
