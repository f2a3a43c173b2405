#include "feeds/atom.h"

#include "base/text.h"
#include "feeds/organization_writer.h"
#include "feeds/reader.h"
#include "feeds/writer.h"
#include "feeds/xml_out.h"
#include "registry/division.h"

namespace lawhub {
namespace {

using pugi::xml_node;

constexpr std::size_t kEntries = 100;
constexpr const char* kAtomType = "application/atom+xml";

std::string address_of(const Publisher& publisher, const Selection& selection, std::string_view before = {}) {
  std::string address = publisher.url + "/atom";
  char mark = '?';
  const auto add_parameter = [&](const char* name, std::string_view value) {
    if (value.empty()) return;
    address.append(1, mark).append(name).append("=").append(value);
    mark = '&';
  };
  add_parameter("division", selection.division);
  add_parameter("type", selection.type);
  add_parameter("before", before);
  return address;
}

std::string title_of(const Publisher& publisher, const Selection& selection) {
  std::string title = publisher.name + ":";
  const std::string code =
      selection.division + std::string(selection.division.size() < 6 ? 6 - selection.division.size() : 0, '0');
  if (!selection.division.empty()) title += Divisions::get().full_name(code);
  const auto type = type_of_code(selection.type);
  return title + (type ? std::string(label_of(*type)) : "法律服务机构") + "的变化";
}

void link(xml_node parent, const char* relation, const std::string& address, const char* type) {
  xml_node element = parent.append_child("link");
  put(element, "rel", relation);
  put(element, "type", type);
  put(element, "href", address);
}

void category(xml_node entry, std::string_view term, const char* scheme, std::string_view label) {
  xml_node element = entry.append_child("category");
  put(element, "term", term);
  put(element, "scheme", scheme);
  put(element, "label", label);
}

void write_entry(xml_node feed, const Publisher& publisher, const PublicEntry& listed) {
  const Record& record = *listed.record;
  xml_node entry = feed.append_child("entry");
  add_text(entry, "id", global_id(publisher, listed.id));
  add_text(entry, "title", record.name);
  add_text(entry, "updated", xml_time(listed.changed_at));
  link(entry, "alternate", publisher.url + "/institutions/" + listed.id, "text/html");
  category(entry, listed.type, "urn:legal-service-feed:1:institution_type", label_of(record.type));
  if (!listed.division.empty()) {
    category(entry, listed.division, "urn:legal-service-feed:1:division_code",
             Divisions::get().full_name(listed.division));
  }
  std::string summary(label_of(record.type));
  if (!record.address.text.empty()) summary += "," + record.address.text;
  if (!record.phones.empty()) summary += "," + record.phones.front().number;
  add_text(entry, "summary", summary);
  xml_node content = entry.append_child("content");
  put(content, "type", "application/xml");
  put(write_organization(content, record), "xmlns", kFeedNamespace);
}

void write_deleted(xml_node feed, const Publisher& publisher, const PublicEntry& gone) {
  xml_node entry = feed.append_child("at:deleted-entry");
  put(entry, "ref", global_id(publisher, gone.id));
  put(entry, "when", xml_time(gone.changed_at));
  for (const std::string& successor : gone.ended->successors) {
    link(entry, "successor-version", publisher.url + "/institutions/" + successor, "text/html");
  }
  put(write_tombstone(entry, *gone.ended), "xmlns", kFeedNamespace);
}

}  // namespace

std::string text_of(const ListPlace& place) { return std::to_string(place.changed_at) + "." + place.id; }

std::optional<ListPlace> place_of(std::string_view text) {
  ListPlace place;
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos || !parse_number(text.substr(0, dot), place.changed_at)) return std::nullopt;
  place.id = text.substr(dot + 1);
  return place;
}

std::string write_atom(const PublicList& list, const Publisher& publisher, const AtomQuestion& question, Instant now) {
  Selection selection = question.selection;
  selection.until = now;
  std::vector<PublicEntry> entries = list.newest(selection, question.before, kEntries + 1);
  const std::vector<PublicEntry> newest = list.newest(selection, std::nullopt, 1);
  pugi::xml_document document;
  xml_node feed = begin_document(document, "feed");
  put(feed, "xmlns", "http://www.w3.org/2005/Atom");
  put(feed, "xmlns:at", "http://purl.org/atompub/tombstones/1.0");
  put(feed, "xml:lang", "zh-CN");
  const std::string first = address_of(publisher, selection);
  add_text(feed, "id", first);
  add_text(feed, "title", title_of(publisher, selection));
  add_text(feed, "updated", xml_time(newest.empty() ? now : newest.front().changed_at));
  add_text(feed.append_child("author"), "name", publisher.name);
  const std::string self = question.before ? address_of(publisher, selection, text_of(*question.before)) : first;
  link(feed, "self", self, kAtomType);
  link(feed, "first", first, kAtomType);
  if (entries.size() > kEntries) {
    entries.pop_back();
    link(feed, "next", address_of(publisher, selection, text_of(entries.back().place())), kAtomType);
  }
  for (const PublicEntry& entry : entries) {
    if (entry.ended) {
      write_deleted(feed, publisher, entry);
    } else {
      write_entry(feed, publisher, entry);
    }
  }
  return text_of(document);
}

}  // namespace lawhub
