#include "feeds/hub_feed.h"

#include "feeds/writer.h"

namespace lawhub {
namespace {

void add_entry(PublicEntry entry, FeedPage& page) {
  if (entry.ended) {
    page.withdrawals.push_back(std::move(*entry.ended));
    return;
  }
  Observation said;
  said.key = std::move(entry.id);
  said.asserted_at = entry.changed_at;
  said.version = entry.version;
  said.record = std::move(*entry.record);
  page.records.push_back(std::move(said));
}

}  // namespace

FeedPage hub_page(const PublicList& list, const Publisher& publisher, const HarvestCursor& cursor, Instant now) {
  FeedPage page;
  page.bureau_id = "hub:" + publisher.division;
  page.publisher_name = publisher.name;
  page.division = publisher.division;
  page.base_url = publisher.url + "/feeds/institutions.xml";
  page.response_date = now;
  page.deleted_record = "persistent";
  const Instant earliest = list.earliest();
  page.earliest_datestamp = earliest == 0 ? now : earliest;
  page.complete_list_size = static_cast<std::int64_t>(cursor.size);
  page.list_cursor = static_cast<std::int64_t>(cursor.passed);
  HarvestPage found = read_harvest_page(list, cursor);
  for (PublicEntry& entry : found.entries) add_entry(std::move(entry), page);
  if (found.next) {
    page.resumption_token = token_of(*found.next);
    page.token_expires = expiry_of(*found.next);
  }
  return page;
}

void write_hub_feed(const PublicList& list, const Publisher& publisher, const Selection& selection, Instant now,
                    std::ostream& out) {
  HarvestCursor cursor = begin_harvest(list, selection, kFeedRecords, now);
  FeedPage page = hub_page(list, publisher, cursor, now);
  FeedWriter writer(out, page);
  while (const auto next = cursor_of(page.resumption_token, now)) {
    page = hub_page(list, publisher, *next, now);
    writer.add(page);
  }
  page.list_cursor.reset();
  writer.end(page);
}

}  // namespace lawhub
