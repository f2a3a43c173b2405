#include "feeds/writer.h"

#include <sstream>

#include "feeds/organization_writer.h"
#include "feeds/xml_out.h"
#include "registry/codes.h"

namespace lawhub {
namespace {

using pugi::xml_node;

xml_node add_record(xml_node feed, std::string_view id, Instant datestamp, std::int64_t version, const char* status) {
  xml_node record = feed.append_child("record");
  put(record, "id", id);
  put(record, "datestamp", xml_time(datestamp));
  if (version > 0) put(record, "version", std::to_string(version));
  put(record, "status", status);
  return record;
}

void write_tombstone(xml_node feed, const Withdrawal& withdrawal, Instant response_date) {
  const Instant datestamp = withdrawal.withdrawn_at == 0 ? response_date : withdrawal.withdrawn_at;
  xml_node tombstone =
      add_record(feed, withdrawal.key, datestamp, withdrawal.version, "deleted").append_child("tombstone");
  add(tombstone, "reason", withdrawal.reason);
  add(tombstone, "effective_date", withdrawal.effective_date);
  add(tombstone, "name", withdrawal.name);
  add_each(tombstone, "successor_id", withdrawal.successors);
  write_document(tombstone, withdrawal.document);
}

void write_head(xml_node feed, const FeedPage& page) {
  xml_node source = feed.append_child("source");
  add(source, "bureau_id", page.bureau_id);
  add(source, "name", page.publisher_name);
  add(source, "division_code", page.division);
  add(source, "base_url", page.base_url);
  add(source, "contact", page.contact);
  add(source, "site_id_code", page.site_id_code);
  add(feed, "response_date", xml_time(page.response_date));
  add(feed, "deleted_record", page.deleted_record);
  if (page.earliest_datestamp != 0) add(feed, "earliest_datestamp", xml_time(page.earliest_datestamp));
  add(feed, "vocabulary_version", page.vocabulary_version.empty() ? kVocabularyVersion : page.vocabulary_version);
}

void write_paging(xml_node feed, const FeedPage& page) {
  if (page.resumption_token.empty() && !page.complete_list_size) return;
  xml_node paging = feed.append_child("paging");
  if (page.complete_list_size) put(paging, "complete_list_size", std::to_string(*page.complete_list_size));
  if (page.list_cursor) put(paging, "cursor", std::to_string(*page.list_cursor));
  if (page.token_expires != 0) put(paging, "expiration_date", xml_time(page.token_expires));
  add(paging, "resumption_token", page.resumption_token);
}

}  // namespace

std::string write_feed(const FeedPage& page) {
  pugi::xml_document document;
  xml_node declaration = document.append_child(pugi::node_declaration);
  put(declaration, "version", "1.0");
  put(declaration, "encoding", "UTF-8");
  xml_node feed = document.append_child("feed");
  put(feed, "xmlns", kFeedNamespace);
  put(feed, "schema_version", kFeedSchemaVersion);
  write_head(feed, page);
  for (const Observation& said : page.records) {
    write_organization(add_record(feed, said.key, said.asserted_at, said.version, "active"), said.record);
  }
  for (const Withdrawal& withdrawal : page.withdrawals) write_tombstone(feed, withdrawal, page.response_date);
  write_paging(feed, page);
  std::ostringstream out;
  document.save(out, " ", pugi::format_indent, pugi::encoding_utf8);
  return std::move(out).str();
}

}  // namespace lawhub
