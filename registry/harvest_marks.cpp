#include "registry/harvest_marks.h"

#include "registry/database.h"
#include "registry/sqlite.h"

namespace lawhub {

std::optional<HarvestMark> HarvestMarks::find(std::string_view source) const {
  auto row = prepare(db_.sql(), "SELECT url, reached, full_at FROM harvest_marks WHERE source = ?", source);
  if (!row.executeStep()) return std::nullopt;
  return HarvestMark{row.getColumn(0).getString(), row.getColumn(1).getInt64(), row.getColumn(2).getInt64()};
}

void HarvestMarks::put(std::string_view source, const HarvestMark& mark) {
  db_.transaction([&] {
    run_sql(db_.sql(), "INSERT OR REPLACE INTO harvest_marks (source, url, reached, full_at) VALUES (?, ?, ?, ?)",
            source, mark.url, mark.reached, mark.full_at);
  });
}

void HarvestMarks::forget(std::string_view source) {
  db_.transaction([&] { run_sql(db_.sql(), "DELETE FROM harvest_marks WHERE source = ?", source); });
}

}  // namespace lawhub
