#include "feeds/reader.h"

#include <algorithm>
#include <pugixml.hpp>
#include <set>

#include "base/charset.h"
#include "base/text.h"
#include "feeds/organization.h"

namespace lawhub {
namespace {

using pugi::xml_node;

constexpr const char* kHead = "feed";  // the place of findings that belong to no record

Finding refusal(std::string rule, std::string message, std::string mend, int line = 0, int column = 0) {
  return {Severity::error, std::move(rule), kHead, line, column, std::move(message), std::move(mend)};
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

/// Reads one page whose tree stands.
class PageReader {
 public:
  explicit PageReader(std::string_view text) : places_(text) {}

  FeedPage read(const xml_node& root) {
    ElementReader head(page_.report, places_, kHead);
    head.children(root,
                  {{"source", [&](const xml_node& e) { source(e, head); }},
                   {"response_date", [&](const xml_node& e) { page_.response_date = head.instant(e, head.line(e)); }},
                   {"deleted_record",
                    [&](const xml_node& e) {
                      page_.deleted_record = head.code(e, head.line(e), {"persistent", "transient", "no"});
                    }},
                   {"earliest_datestamp", {}},
                   {"vocabulary_version", {}},
                   {"record", [&](const xml_node& e) { record(e); }},
                   {"paging", [&](const xml_node& e) { paging(e, head); }}});
    return std::move(page_);
  }

 private:
  void source(const xml_node& e, ElementReader& head) {
    head.children(
        e, {{"bureau_id", head.line_into(page_.bureau_id)},
            {"name", head.line_into(page_.publisher_name)},
            {"division_code", [&](const xml_node& code) { page_.division = head.division(code, head.line(code)); }},
            {"base_url", [&](const xml_node& url) { page_.base_url = head.web_address(url); }},
            {"contact", {}},
            {"site_id_code", {}}});
  }

  void paging(const xml_node& e, ElementReader& head) {
    head.children(e, {{"resumption_token", head.line_into(page_.resumption_token)}});
    std::int64_t size = 0;
    if (parse_number(head.attribute(e, "complete_list_size"), size) && size >= 0) page_.complete_list_size = size;
  }

  void record(const xml_node& e) {
    const std::string id = squeeze(e.attribute("id").value());
    ElementReader reader(page_.report, places_, is_record_id(id) ? id : "record");
    if (!is_record_id(id)) {
      reader.error(e, "bad-record-id", "记录编号 id“" + shorten(id, 40) + "”缺失或不合规则",
                   "请用 3 至 96 个字母、数字或 : . _ -");
    } else if (!ids_.insert(id).second) {
      reader.error(e, "repeated-record", "记录编号“" + id + "”在本页重复,后一条未采用", "请保证编号唯一");
    }
    const Instant datestamp = reader.instant(e, reader.attribute(e, "datestamp"));
    const std::string status = reader.code(e, reader.attribute(e, "status"), {"active", "deleted"});
    const xml_node organization = e.child("organization");
    const xml_node tombstone = e.child("tombstone");
    reader.children(e, {{"organization", {}}, {"tombstone", {}}});
    if ((status == "active" && !organization) || (status == "deleted" && !tombstone)) {
      reader.error(e, "no-content", "记录没有内容", "status 为 active 时填 organization,为 deleted 时填 tombstone");
    }
    if (reader.rejected()) return;
    if (status == "deleted") {
      withdraw(tombstone, reader, id);
    } else {
      observe(organization, reader, id, datestamp);
    }
  }

  void observe(const xml_node& organization, ElementReader& reader, const std::string& id, Instant datestamp) {
    Observation said;
    said.key = id;
    said.asserted_at = datestamp;
    said.evidence = "line " + std::to_string(line_of(organization.parent()));
    said.record = read_organization(organization, reader, page_.division);
    if (!reader.rejected()) page_.records.push_back(std::move(said));
  }

  void withdraw(const xml_node& tombstone, ElementReader& reader, const std::string& id) {
    Withdrawal out;
    out.key = id;
    reader.children(
        tombstone, {{"reason",
                     [&](const xml_node& e) {
                       out.reason = reader.code(e, reader.line(e),
                                                {"cancelled", "revoked", "merged", "duplicate", "published-in-error",
                                                 "moved-to-another-publisher", "not-listed"});
                     }},
                    {"effective_date", [&](const xml_node& e) { out.effective_date = reader.date(e, reader.line(e)); }},
                    {"name", {}},
                    {"successor_id", [&](const xml_node& e) { out.successors.push_back(reader.line(e)); }},
                    {"document", {}}});
    if (!reader.rejected()) page_.withdrawals.push_back(std::move(out));
  }

  int line_of(const xml_node& e) const { return places_.of(static_cast<std::size_t>(e.offset_debug())).line; }

  TextPlaces places_;
  FeedPage page_;
  std::set<std::string> ids_;
};

/// The page, or the one finding for which it is refused.
tl::expected<FeedPage, Finding> read_page(std::string_view bytes, std::string_view http_charset) {
  if (bytes.size() > XmlLimits{}.bytes) {
    return tl::unexpected(refusal("xml-too-large", "文件超过 16 MiB", "请分页发布,每页不超过 1000 条记录"));
  }
  const Decoded decoded = decode(bytes, http_charset);
  if (decoded.replaced > 0) {
    return tl::unexpected(refusal("bad-encoding", "文件不是完整的 " + decoded.encoding + " 编码",
                                  "请用 UTF-8 保存,并在 XML 声明中写明编码"));
  }
  if (const auto fault = find_xml_fault(decoded.utf8)) {
    return tl::unexpected(
        refusal(fault->rule, fault->message, "请用 XML 工具检查后重新发布", fault->line, fault->column));
  }
  pugi::xml_document document;
  const pugi::xml_parse_result parsed =
      document.load_buffer(decoded.utf8.data(), decoded.utf8.size(), pugi::parse_default, pugi::encoding_utf8);
  const TextPlaces places(decoded.utf8);
  if (!parsed) {
    const TextPlaces::Place at = places.of(static_cast<std::size_t>(parsed.offset));
    return tl::unexpected(
        refusal("xml-not-well-formed", "不是格式良好的 XML", "请用 XML 工具检查后重新发布", at.line, at.column));
  }
  const xml_node root = document.document_element();
  const std::optional<std::string> prefix = our_prefix(root);
  if (prefix && !prefix->empty()) drop_prefix(root, *prefix);
  if (!prefix || root.name() != std::string_view("feed")) {
    return tl::unexpected(refusal("not-a-feed", "不是机构信息 XML:根元素或命名空间不对",
                                  "根元素应为 <feed xmlns=\"" + std::string(kFeedNamespace) + "\">", 1, 1));
  }
  const auto records = std::distance(root.children("record").begin(), root.children("record").end());
  if (records > static_cast<std::ptrdiff_t>(kFeedRecords)) {
    return tl::unexpected(
        refusal("too-many-records", "一页有 " + std::to_string(records) + " 条记录,超过 1000 条", "请分页发布"));
  }
  return PageReader(decoded.utf8).read(root);
}

}  // namespace

Result<FeedPage> read_feed(std::string_view bytes, std::string_view http_charset) {
  tl::expected<FeedPage, Finding> page = read_page(bytes, http_charset);
  if (page) return std::move(*page);
  const Finding& why = page.error();
  const std::string place =
      why.line == 0 ? "" : "第 " + std::to_string(why.line) + " 行第 " + std::to_string(why.column) + " 列:";
  return problem(why.rule, place + why.message);
}

Report check_feed(std::string_view bytes, std::string_view http_charset) {
  tl::expected<FeedPage, Finding> page = read_page(bytes, http_charset);
  if (!page) return {page.error()};
  std::stable_sort(page->report.begin(), page->report.end(), [](const Finding& a, const Finding& b) {
    return std::pair(a.line, a.column) < std::pair(b.line, b.column);
  });
  return std::move(page->report);
}

}  // namespace lawhub
