// Feeds for tests: a page around given records.
#pragma once
#include <string>

namespace lawhub {

/// A page of 枣庄市司法局 with these <record> elements.
inline std::string feed_of(const std::string& records, const std::string& declaration = {}) {
  return declaration +
         "<feed xmlns=\"urn:legal-service-feed:1\" schema_version=\"1.0\"><source><bureau_id>bur:370400</bureau_id>"
         "<name>枣庄市司法局</name><division_code>370400</division_code><base_url>https://sfj.example.cn/</base_url>"
         "</source><response_date>2026-11-02T02:00:05Z</response_date><deleted_record>persistent</deleted_record>"
         "<vocabulary_version>1.0.0</vocabulary_version>" +
         records + "</feed>";
}

/// A notary office with more elements behind its name.
inline std::string notary(const std::string& id, const std::string& more = {}) {
  return "<record id=\"" + id +
         "\" datestamp=\"2026-10-28T08:12:44Z\" version=\"1\" status=\"active\"><organization>"
         "<institution_type>NOT</institution_type><name>枣庄市鲁南公证处</name>" +
         more + "</organization></record>";
}

}  // namespace lawhub
