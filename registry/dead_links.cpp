#include "registry/dead_links.h"

#include "registry/database.h"
#include "registry/sqlite.h"

namespace lawhub {

void DeadLinks::put(std::string_view source, const std::vector<DeadLink>& links, Instant now) {
  db_.transaction([&] {
    for (const DeadLink& link : links) {
      run_sql(db_.sql(),
              "INSERT INTO dead_links (source, url, linked_from, moved_to, http_status, cause, message, first_seen, "
              "last_seen) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8) ON CONFLICT DO UPDATE SET moved_to = ?4, "
              "http_status = ?5, cause = ?6, message = ?7, last_seen = ?8",
              source, link.url, link.linked_from, link.moved_to, link.http_status, link.cause, link.message, now);
    }
    run_sql(db_.sql(), "DELETE FROM dead_links WHERE source = ? AND last_seen < ?", source, now);
  });
}

std::vector<DeadLink> DeadLinks::of(std::string_view source) const {
  std::vector<DeadLink> links;
  auto row = prepare(db_.sql(),
                     "SELECT url, linked_from, moved_to, http_status, cause, message, first_seen, last_seen "
                     "FROM dead_links WHERE source = ? ORDER BY url, linked_from",
                     source);
  const auto text = [&](int at) { return row.getColumn(at).getString(); };
  while (row.executeStep()) {
    links.push_back({text(0), text(1), text(2), row.getColumn(3).getInt(), text(4), text(5),
                     row.getColumn(6).getInt64(), row.getColumn(7).getInt64()});
  }
  return links;
}

std::vector<DeadLinks::Count> DeadLinks::counts() const {
  std::vector<Count> counts;
  auto row = prepare(db_.sql(),
                     "SELECT source, count(*), count(DISTINCT url) FROM dead_links GROUP BY source ORDER BY source");
  while (row.executeStep()) {
    counts.push_back({row.getColumn(0).getString(), row.getColumn(1).getInt64(), row.getColumn(2).getInt64()});
  }
  return counts;
}

}  // namespace lawhub
