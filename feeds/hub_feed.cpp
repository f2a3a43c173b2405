#include "feeds/hub_feed.h"

#include <fmt/format.h>

#include "base/text.h"
#include "registry/published.h"
#include "registry/register.h"

namespace lawhub {
namespace {

std::string reason_of(Status status) {
  if (status == Status::cancelled || status == Status::closed) return "cancelled";
  if (status == Status::revoked) return "revoked";
  return status == Status::merged ? "merged" : "not-listed";
}

void add_institution(const Institution& institution, const Relations& relations, Instant now, FeedPage& page) {
  const std::string day = iso_date(china_time(institution.changed_at).date);
  if (institution.presence == Presence::withdrawn) {
    page.withdrawals.push_back({institution.id, reason_of(institution.record.status), day, {}});
  } else {
    Observation said;
    said.key = institution.id;
    said.asserted_at = institution.changed_at;
    said.version = institution.version;
    said.record = record_for_feed(institution, relations, iso_date(china_time(now).date));
    page.records.push_back(std::move(said));
  }
  for (const std::string& alias : institution.aliases) {
    page.withdrawals.push_back({alias, "duplicate", day, {institution.id}});
  }
}

}  // namespace

std::string token_of(const FeedCursor& c) { return fmt::format("{}.{}.{}.{}", c.until, c.limit, c.from, c.after_id); }

std::optional<FeedCursor> cursor_of(std::string_view token) {
  const std::vector<std::string_view> parts = split(token, '.');
  FeedCursor c;
  std::int64_t limit = 0;
  if (parts.size() != 4 || parts[3].empty() || parts[3].size() > 20 || !parse_number(parts[0], c.until) ||
      !parse_number(parts[1], limit) || !parse_number(parts[2], c.from) || limit < 1 ||
      limit > static_cast<std::int64_t>(kFeedRecords)) {
    return std::nullopt;
  }
  c.limit = static_cast<std::size_t>(limit);
  c.after_id = parts[3];
  return c;
}

FeedPage hub_page(Database& db, const FeedPublisher& publisher, const FeedCursor& cursor, Instant now) {
  const Register registered(db);
  const Relations relations(db);
  FeedPage page;
  page.bureau_id = "hub:" + publisher.division;
  page.publisher_name = publisher.name;
  page.division = publisher.division;
  page.base_url = publisher.url;
  page.response_date = now;
  page.deleted_record = "persistent";
  const Institution* last = nullptr;
  const std::vector<Institution> batch = registered.changed_from(cursor.from, cursor.after_id, cursor.limit + 1);
  for (const Institution& institution : batch) {
    if (institution.changed_at > cursor.until) break;
    // an institution and the ids merged into it stay together
    const std::size_t filled = page.records.size() + page.withdrawals.size() + 1 + institution.aliases.size();
    if (last != nullptr && filled > cursor.limit) {
      page.resumption_token = token_of({last->changed_at, last->id, cursor.until, cursor.limit});
      break;
    }
    add_institution(institution, relations, now, page);
    last = &institution;
  }
  return page;
}

}  // namespace lawhub
