#include "feeds/oai.h"

#include <algorithm>
#include <map>

#include "feeds/dublin_core.h"
#include "feeds/harvest.h"
#include "feeds/organization_writer.h"
#include "feeds/reader.h"
#include "feeds/xml_out.h"
#include "registry/division.h"

namespace lawhub {
namespace {

using pugi::xml_node;

constexpr std::size_t kEntries = 500;  // on a page: a province in 150 requests, each below 2 MiB
constexpr std::string_view kDublinCore = "oai_dc";
constexpr const char* kSchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

OaiError no_records() { return {"noRecordsMatch", "没有符合条件的记录"}; }

class Provider {
 public:
  Provider(const PublicList& list, const Publisher& publisher, Instant now)
      : list_(list), publisher_(publisher), now_(now) {}

  /// Answers below `root`; nothing is written when there is an error.
  std::optional<OaiError> answer(const OaiRequest& request, xml_node root) {
    using Handler = std::optional<OaiError> (Provider::*)(const OaiRequest&, xml_node);
    static const std::map<std::string, Handler> kHandlers = {
        {"Identify", &Provider::identify},        {"ListMetadataFormats", &Provider::list_formats},
        {"ListSets", &Provider::list_sets},       {"GetRecord", &Provider::get_record},
        {"ListIdentifiers", &Provider::list_all}, {"ListRecords", &Provider::list_all}};
    return (this->*kHandlers.at(request.verb))(request, root);
  }

 private:
  std::optional<OaiError> identify(const OaiRequest& request, xml_node root);
  std::optional<OaiError> list_formats(const OaiRequest& request, xml_node root);
  std::optional<OaiError> list_sets(const OaiRequest& request, xml_node root);
  std::optional<OaiError> get_record(const OaiRequest& request, xml_node root);
  std::optional<OaiError> list_all(const OaiRequest& request, xml_node root);

  tl::expected<HarvestCursor, OaiError> cursor_for(const OaiRequest& request) const;
  std::optional<PublicEntry> find(const std::string& identifier) const;
  void write_header(xml_node parent, const PublicEntry& entry) const;
  void write_record(xml_node parent, const PublicEntry& entry, std::string_view prefix) const;

  const PublicList& list_;
  const Publisher& publisher_;
  Instant now_;
};

std::optional<OaiError> Provider::identify(const OaiRequest&, xml_node root) {
  xml_node out = root.append_child("Identify");
  add_text(out, "repositoryName", publisher_.name);
  add_text(out, "baseURL", publisher_.url + "/oai");
  add_text(out, "protocolVersion", "2.0");
  add_text(out, "adminEmail", publisher_.email);
  const Instant earliest = list_.earliest();
  add_text(out, "earliestDatestamp", xml_time(earliest == 0 ? now_ : earliest));
  add_text(out, "deletedRecord", "persistent");
  add_text(out, "granularity", "YYYY-MM-DDThh:mm:ssZ");
  add_text(out, "compression", "gzip");
  xml_node ids = out.append_child("description").append_child("oai-identifier");
  put(ids, "xmlns", "http://www.openarchives.org/OAI/2.0/oai-identifier");
  put(ids, "xmlns:xsi", kSchemaInstance);
  put(ids, "xsi:schemaLocation",
      "http://www.openarchives.org/OAI/2.0/oai-identifier http://www.openarchives.org/OAI/2.0/oai-identifier.xsd");
  add_text(ids, "scheme", "oai");
  add_text(ids, "repositoryIdentifier", domain_of(publisher_));
  add_text(ids, "delimiter", ":");
  add_text(ids, "sampleIdentifier", global_id(publisher_, "9v3k2m7q4d"));
  return std::nullopt;
}

std::optional<OaiError> Provider::list_formats(const OaiRequest& request, xml_node root) {
  if (!request.identifier.empty() && !find(request.identifier)) return OaiError{"idDoesNotExist", "没有这个编号"};
  xml_node out = root.append_child("ListMetadataFormats");
  const auto format = [&](std::string_view prefix, const std::string& schema, std::string_view name_space) {
    xml_node each = out.append_child("metadataFormat");
    add_text(each, "metadataPrefix", prefix);
    add_text(each, "schema", schema);
    add_text(each, "metadataNamespace", name_space);
  };
  format(kDublinCore, "http://www.openarchives.org/OAI/2.0/oai_dc.xsd", "http://www.openarchives.org/OAI/2.0/oai_dc/");
  format(kOaiPrefix, publisher_.url + "/feeds/institutions.xsd", kFeedNamespace);
  return std::nullopt;
}

bool is_division_set(const Division& division) {
  return division.current && division.level != DivisionLevel::town && division.level != DivisionLevel::village;
}

std::optional<OaiError> Provider::list_sets(const OaiRequest& request, xml_node root) {
  if (!request.resumption_token.empty()) return OaiError{"badResumptionToken", "集合一次给全,没有下一页"};
  xml_node out = root.append_child("ListSets");
  const auto set = [&](const std::string& spec, std::string_view name) {
    xml_node each = out.append_child("set");
    add_text(each, "setSpec", spec);
    add_text(each, "setName", name);
  };
  set("type", "各类机构");
  for (const InstitutionType type : all_institution_types()) set("type:" + std::string(code_of(type)), label_of(type));
  set("division", "各地机构");
  for (const Division* division : Divisions::get().above_village()) {
    if (is_division_set(*division)) set("division:" + division_prefix_of(division->code).value(), division->name);
  }
  return std::nullopt;
}

std::optional<PublicEntry> Provider::find(const std::string& identifier) const {
  const std::string prefix = global_id(publisher_, "");
  return identifier.starts_with(prefix) ? list_.find(identifier.substr(prefix.size())) : std::nullopt;
}

bool is_format(std::string_view prefix) { return prefix == kDublinCore || prefix == kOaiPrefix; }

std::optional<OaiError> Provider::get_record(const OaiRequest& request, xml_node root) {
  const auto entry = find(request.identifier);
  if (!entry) return OaiError{"idDoesNotExist", "没有这个编号"};
  if (!is_format(request.metadata_prefix)) return OaiError{"cannotDisseminateFormat", "没有这种格式"};
  write_record(root.append_child("GetRecord"), *entry, request.metadata_prefix);
  return std::nullopt;
}

/// The place of a list that a request asks for.
tl::expected<HarvestCursor, OaiError> Provider::cursor_for(const OaiRequest& request) const {
  if (!request.resumption_token.empty()) {
    auto cursor = cursor_of(request.resumption_token, now_);
    if (cursor && cursor->form.starts_with(request.verb + "-")) return *cursor;
    return tl::unexpected(OaiError{"badResumptionToken", "resumptionToken 无效或已过期,请从头采集"});
  }
  if (!is_format(request.metadata_prefix)) {
    return tl::unexpected(OaiError{"cannotDisseminateFormat", "没有这种格式"});
  }
  Selection selection;
  selection.from = request.from;
  selection.until = request.until;
  const bool everything = request.set.empty() || request.set == "type" || request.set == "division";
  if (!everything && !read_set(request.set, selection)) return tl::unexpected(no_records());
  auto cursor = begin_harvest(list_, selection, kEntries, now_);
  cursor.form = request.verb + "-" + request.metadata_prefix;
  return cursor;
}

std::optional<OaiError> Provider::list_all(const OaiRequest& request, xml_node root) {
  const auto cursor = cursor_for(request);
  if (!cursor) return cursor.error();
  const HarvestPage page = read_harvest_page(list_, *cursor);
  if (page.entries.empty()) return no_records();
  xml_node out = root.append_child(request.verb.c_str());
  const std::string prefix = cursor->form.substr(cursor->form.find('-') + 1);
  for (const PublicEntry& entry : page.entries) {
    if (request.verb == "ListRecords") {
      write_record(out, entry, prefix);
    } else {
      write_header(out, entry);
    }
  }
  if (!page.next && cursor->passed == 0) return std::nullopt;
  // §3.5: the last page of several has an empty token
  xml_node token = add_text(out, "resumptionToken", page.next ? token_of(*page.next) : "");
  if (page.next) put(token, "expirationDate", xml_time(expiry_of(*page.next)));
  put(token, "completeListSize", std::to_string(cursor->size));
  put(token, "cursor", std::to_string(cursor->passed));
  return std::nullopt;
}

void Provider::write_header(xml_node parent, const PublicEntry& entry) const {
  xml_node header = parent.append_child("header");
  if (entry.ended) put(header, "status", "deleted");
  add_text(header, "identifier", global_id(publisher_, entry.id));
  add_text(header, "datestamp", xml_time(entry.changed_at));
  add_text(header, "setSpec", "type:" + entry.type);
  for (const Division* division : Divisions::get().lineage(entry.division)) {
    if (is_division_set(*division)) {
      add_text(header, "setSpec", "division:" + division_prefix_of(division->code).value());
    }
  }
}

void Provider::write_record(xml_node parent, const PublicEntry& entry, std::string_view prefix) const {
  xml_node record = parent.append_child("record");
  write_header(record, entry);
  if (entry.ended) return;
  xml_node metadata = record.append_child("metadata");
  if (prefix == kDublinCore) return write_dublin_core(metadata, publisher_, entry.id, *entry.record);
  xml_node organization = write_organization(metadata, *entry.record);
  put(organization, "xmlns", kFeedNamespace);
  put(organization, "xmlns:xsi", kSchemaInstance);
  put(organization, "xsi:schemaLocation",
      std::string(kFeedNamespace) + " " + publisher_.url + "/feeds/institutions.xsd");
}

}  // namespace

std::string oai_answer(const PublicList& list, const Publisher& publisher, const OaiArguments& arguments, Instant now) {
  pugi::xml_document document;
  xml_node root = begin_document(document, "OAI-PMH");
  put(root, "xmlns", "http://www.openarchives.org/OAI/2.0/");
  put(root, "xmlns:xsi", kSchemaInstance);
  put(root, "xsi:schemaLocation",
      "http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd");
  add_text(root, "responseDate", xml_time(now));
  xml_node asked = add_text(root, "request", publisher.url + "/oai");
  const auto request = read_oai_request(arguments);
  std::optional<OaiError> error;
  if (request) {
    for (const auto& [name, value] : arguments) put(asked, name.c_str(), value);
    error = Provider(list, publisher, now).answer(*request, root);
  } else {
    error = request.error();
  }
  if (error) put(add_text(root, "error", error->message), "code", error->code);
  return text_of(document);
}

}  // namespace lawhub
