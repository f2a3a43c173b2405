#include "feeds/reader.h"

#include <pugixml.hpp>
#include <unordered_set>

#include "base/charset.h"
#include "base/text.h"
#include "feeds/organization.h"
#include "feeds/read_parts.h"
#include "feeds/rules.h"

namespace lawhub {
namespace {

using pugi::xml_node;

constexpr const char* kHead = "feed";  // the place of findings that belong to no record

Finding refusal(std::string_view rule, std::string message, TextPlace at) {
  return finding_of(rule, kHead, at, std::move(message));
}

bool is_record_id(std::string_view id) {
  return id.size() >= 3 && id.size() <= 96 &&
         id.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789:._-") ==
             std::string_view::npos;
}

/// "lsf:feed" → "lsf:" when that prefix (or none) is bound to our namespace; nothing otherwise.
std::optional<std::string> our_prefix(const xml_node& root) {
  const std::string_view name = root.name();
  const std::size_t colon = name.find(':');
  const std::string prefix(colon == std::string_view::npos ? std::string_view() : name.substr(0, colon));
  const std::string binding = prefix.empty() ? "xmlns" : "xmlns:" + prefix;
  if (root.attribute(binding.c_str()).value() != kFeedNamespace) return std::nullopt;
  return prefix.empty() ? prefix : prefix + ":";
}

/// So that the readers need not know the publisher's prefix. Depth is bounded by the guard.
void drop_prefix(xml_node element, const std::string& prefix) {
  const std::string name = element.name();
  if (name.rfind(prefix, 0) == 0) element.set_name(name.substr(prefix.size()).c_str());
  for (const xml_node& child : element.children()) drop_prefix(child, prefix);
}

/// Reads the children of <feed>, one after the other.
class PageReader {
 public:
  FeedPage& page() { return page_; }
  std::size_t records() const { return ids_.size(); }

  /// `document` holds one child of <feed>.
  void read(const xml_node& document, const TextPlaces& places) {
    places_ = &places;
    ElementReader head(page_.report, places, kHead);
    head.children(
        document,
        {{"source", [&](const xml_node& e) { source(e, head); }},
         {"response_date", [&](const xml_node& e) { page_.response_date = head.instant(e, head.line(e)); }},
         {"deleted_record",
          [&](const xml_node& e) { page_.deleted_record = head.code(e, head.line(e), "deleted_record"); }},
         {"earliest_datestamp", [&](const xml_node& e) { page_.earliest_datestamp = head.instant(e, head.line(e)); }},
         {"vocabulary_version", head.line_into(page_.vocabulary_version)},
         {"record", [&](const xml_node& e) { record(e); }},
         {"paging", [&](const xml_node& e) { paging(e, head); }}});
  }

 private:
  void source(const xml_node& e, ElementReader& head) {
    head.children(
        e, {{"bureau_id", head.line_into(page_.bureau_id)},
            {"name", head.line_into(page_.publisher_name)},
            {"division_code", [&](const xml_node& code) { page_.division = head.division(code, head.line(code)); }},
            {"base_url", [&](const xml_node& url) { page_.base_url = head.web_address(url); }},
            {"contact", head.line_into(page_.contact)},
            {"site_id_code", head.line_into(page_.site_id_code)}});
  }

  void paging(const xml_node& e, ElementReader& head) {
    head.children(e, {{"resumption_token", head.line_into(page_.resumption_token)}});
    const auto number = [&](const char* name) -> std::optional<std::int64_t> {
      std::int64_t value = 0;
      return parse_number(head.attribute(e, name), value) && value >= 0 ? std::optional(value) : std::nullopt;
    };
    page_.complete_list_size = number("complete_list_size");
    page_.list_cursor = number("cursor");
    if (e.attribute("expiration_date")) {
      page_.token_expires = head.instant(e, head.attribute(e, "expiration_date"));
    }
  }

  void record(const xml_node& e) {
    const std::string id = squeeze(e.attribute("id").value());
    ElementReader reader(page_.report, *places_, is_record_id(id) ? id : "record");
    if (!is_record_id(id)) {
      reader.error(e, "bad-record-id", "记录编号 id“" + shorten(id, 40) + "”缺失或不合规则",
                   "请用 3 至 96 个字母、数字或 : . _ -");
    } else if (!ids_.insert(id).second) {
      reader.error(e, "repeated-record", "记录编号“" + id + "”在本页重复,后一条未采用", "请保证编号唯一");
    }
    const Instant datestamp = reader.instant(e, reader.attribute(e, "datestamp"));
    const std::string status = reader.code(e, reader.attribute(e, "status"), "record_status");
    const xml_node organization = e.child("organization");
    const xml_node tombstone = e.child("tombstone");
    reader.children(e, {{"organization", {}}, {"tombstone", {}}});
    if ((status == "active" && !organization) || (status == "deleted" && !tombstone)) {
      reader.error(e, "no-content", "记录没有内容", "status 为 active 时填 organization,为 deleted 时填 tombstone");
    }
    if (reader.rejected()) return;
    if (status == "deleted") {
      withdraw(tombstone, reader, id, datestamp);
    } else {
      observe(organization, reader, id, datestamp);
    }
  }

  void observe(const xml_node& organization, ElementReader& reader, const std::string& id, Instant datestamp) {
    Observation said;
    said.key = id;
    said.asserted_at = datestamp;
    said.evidence = "line " + std::to_string(line_of(organization.parent()));
    said.version = version_of(organization.parent());
    said.record = read_organization(organization, reader, page_.division);
    bound_metadata(organization, reader, said.record);
    if (!reader.rejected()) page_.records.push_back(std::move(said));
  }

  static std::int64_t version_of(const xml_node& record) {
    std::int64_t version = 0;
    return parse_number(record.attribute("version").value(), version) && version > 0 ? version : 0;
  }

  /// Nothing was said after the answer was given: a date of the future would win for ever.
  void bound_metadata(const xml_node& organization, ElementReader& reader, Record& record) {
    for (FieldMetadata& m : record.metadata) {
      if (page_.response_date == 0 || std::max(m.asserted_at, m.confirmed_at) <= page_.response_date) continue;
      reader.warning(organization.child("metadata"), "future-time", "metadata 的时间晚于文件的发布时间,按发布时间处理",
                     "请核对 asserted_at 和 confirmed_at");
      m.asserted_at = std::min(m.asserted_at, page_.response_date);
      m.confirmed_at = std::min(m.confirmed_at, page_.response_date);
    }
  }

  void withdraw(const xml_node& tombstone, ElementReader& reader, const std::string& id, Instant datestamp) {
    Withdrawal out;
    out.key = id;
    out.withdrawn_at = datestamp;
    out.version = version_of(tombstone.parent());
    reader.children(
        tombstone, {{"reason", reader.code_into(out.reason, "tombstone_reason")},
                    {"effective_date", [&](const xml_node& e) { out.effective_date = reader.date(e, reader.line(e)); }},
                    {"name", reader.line_into(out.name)},
                    {"successor_id", reader.lines_into(out.successors)},
                    {"document", [&](const xml_node& e) { out.document = read_document(e, reader); }}});
    if (!reader.rejected()) page_.withdrawals.push_back(std::move(out));
  }

  int line_of(const xml_node& e) const { return places_->of(static_cast<std::size_t>(e.offset_debug())).line; }

  const TextPlaces* places_ = nullptr;  // of the child under way
  FeedPage page_;
  std::unordered_set<std::string> ids_;
};

/// One part as a tree, which the guard has seen.
bool build(const XmlPart& part, pugi::xml_document& document) {
  return document.load_buffer(part.text.data(), part.text.size(), pugi::parse_default, pugi::encoding_utf8);
}

/// The publisher's prefix; nothing when the root is not ours.
std::optional<std::string> read_root(const XmlPart& part, pugi::xml_document& document) {
  if (!build(part, document)) return std::nullopt;
  const std::optional<std::string> prefix = our_prefix(document.document_element());
  if (prefix) drop_prefix(document.document_element(), *prefix);
  return prefix && document.document_element().name() == std::string_view("feed") ? prefix : std::nullopt;
}

}  // namespace

tl::expected<FeedPage, Finding> read_parts(TextStream& stream, const PartSeen& seen) {
  XmlParts parts(stream, kFeedLimits);
  PageReader reader;
  pugi::xml_document document;
  if (const auto root = parts.root()) {
    const std::optional<std::string> prefix = read_root(*root, document);
    if (!prefix) return tl::unexpected(refusal("not-a-feed", "不是机构信息 XML:根元素或命名空间不对", root->begin));
    seen(document.document_element(), TextPlaces(root->text, root->begin), reader.page());
    while (const auto part = parts.next()) {
      const TextPlaces places(part->text, part->begin);
      if (part->element) {
        if (!build(*part, document)) {
          return tl::unexpected(refusal("xml-not-well-formed", "不是格式良好的 XML", part->begin));
        }
        if (!prefix->empty()) drop_prefix(document.document_element(), *prefix);
        reader.read(document, places);
      }
      seen(part->element ? document.document_element() : xml_node(), places, reader.page());
      if (reader.records() > kMostRecords) {
        return tl::unexpected(refusal("too-many-records", "记录超过一百万条", part->begin));
      }
    }
  }
  if (const auto& fault = parts.fault()) {
    return tl::unexpected(refusal(fault->rule, fault->message, {fault->line, fault->column}));
  }
  return std::move(reader.page());
}

Result<FeedPage> read_feed(std::string_view bytes, std::string_view http_charset) {
  TextStream stream(bytes_of(bytes), http_charset);
  tl::expected<FeedPage, Finding> page = read_parts(stream, [](const auto&...) {});
  if (page) return std::move(*page);
  const Finding& why = page.error();
  const std::string place = "第 " + std::to_string(why.line) + " 行第 " + std::to_string(why.column) + " 列:";
  return problem(why.rule, place + why.message);
}

}  // namespace lawhub
