#include "feeds/writer.h"

#include <sstream>
#include <utility>

#include "feeds/organization_writer.h"
#include "feeds/xml_out.h"
#include "registry/codes.h"

namespace lawhub {
namespace {

using pugi::xml_node;

/// Prints the one child that `document` has, indented as a child of the root, and empties the document.
void print(std::ostream& out, pugi::xml_document& document) {
  document.first_child().print(out, " ", pugi::format_indent, pugi::encoding_utf8, 1);
  document.reset();
}

xml_node add_record(pugi::xml_document& document, std::string_view id, Instant datestamp, std::int64_t version,
                    const char* status) {
  xml_node record = document.append_child("record");
  put(record, "id", id);
  put(record, "datestamp", xml_time(datestamp));
  if (version > 0) put(record, "version", std::to_string(version));
  put(record, "status", status);
  return record;
}

/// A withdrawal without a datestamp bears the page's.
Instant datestamp_of(const Withdrawal& ended, const FeedPage& page) {
  return ended.withdrawn_at == 0 ? page.response_date : ended.withdrawn_at;
}

void write_head(pugi::xml_document& feed, const FeedPage& page) {
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

}  // namespace

xml_node write_tombstone(xml_node parent, const Withdrawal& withdrawal) {
  xml_node tombstone = parent.append_child("tombstone");
  add(tombstone, "reason", withdrawal.reason);
  add(tombstone, "effective_date", withdrawal.effective_date);
  add(tombstone, "name", withdrawal.name);
  add_each(tombstone, "successor_id", withdrawal.successors);
  write_document(tombstone, withdrawal.document);
  return tombstone;
}

FeedWriter::FeedWriter(std::ostream& out, const FeedPage& page) : out_(out) {
  out_ << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"" << kFeedNamespace << "\" schema_version=\""
       << kFeedSchemaVersion << "\">\n";
  pugi::xml_document head;
  write_head(head, page);
  for (const xml_node& child : head.children()) child.print(out_, " ", pugi::format_indent, pugi::encoding_utf8, 1);
  add(page);
}

void FeedWriter::add(const FeedPage& more) {
  pugi::xml_document document;
  const auto write_said = [&](const Observation& said) {
    write_organization(add_record(document, said.key, said.asserted_at, said.version, "active"), said.record);
    print(out_, document);
  };
  auto said = more.records.begin();
  for (const Withdrawal& ended : more.withdrawals) {
    const auto place = std::pair(datestamp_of(ended, more), ended.key);
    while (said != more.records.end() && std::pair(said->asserted_at, said->key) < place) write_said(*said++);
    write_tombstone(add_record(document, ended.key, place.first, ended.version, "deleted"), ended);
    print(out_, document);
  }
  while (said != more.records.end()) write_said(*said++);
}

void FeedWriter::end(const FeedPage& paging) {
  if (!paging.resumption_token.empty() || paging.complete_list_size) {
    pugi::xml_document document;
    xml_node element = document.append_child("paging");
    if (paging.complete_list_size) put(element, "complete_list_size", std::to_string(*paging.complete_list_size));
    if (paging.list_cursor) put(element, "cursor", std::to_string(*paging.list_cursor));
    if (paging.token_expires != 0) put(element, "expiration_date", xml_time(paging.token_expires));
    lawhub::add(element, "resumption_token", paging.resumption_token);
    print(out_, document);
  }
  out_ << "</feed>\n";
}

std::string write_feed(const FeedPage& page) {
  std::ostringstream out;
  FeedWriter(out, page).end(page);
  return std::move(out).str();
}

}  // namespace lawhub
