#include "feeds/delivery.h"

#include "base/charset.h"
#include "base/text.h"
#include "feeds/reader.h"
#include "feeds/sheet_list.h"

namespace lawhub {
namespace {

constexpr std::string_view kZip = "PK\x03\x04";
constexpr std::string_view kOle = "\xD0\xCF\x11\xE0";  // .xls, and .xlsx with a password
constexpr std::size_t kLookedAt = 200;                 // bytes in which markup begins

Result<Delivery> read_feed_file(std::string_view bytes, const Source& source) {
  auto page = read_feed(bytes);
  if (!page) return tl::unexpected(page.error());
  Delivery delivery;
  delivery.report = std::move(page->report);
  delivery.proposal.response_date = page->response_date;
  delivery.proposal.complete = page->resumption_token.empty();
  if (!delivery.proposal.complete)
    delivery.report.push_back({Severity::warning, "not-all-pages", "feed", 0, 0,
                               "文件只是多页中的一页,没有列出的机构不算减少", "请把全部机构放在一个文件里"});
  for (auto& said : page->records) {
    said.source = source.id;
    said.url = source.url;
  }
  delivery.proposal.said = std::move(page->records);
  delivery.proposal.withdrawn = std::move(page->withdrawals);
  return delivery;
}

Result<Delivery> read_sheets(const Result<Workbook>& book, const Source& source, Instant as_of) {
  if (!book) return tl::unexpected(book.error());
  auto list = read_list(*book, source, as_of);
  if (!list) return tl::unexpected(list.error());
  Delivery delivery;
  delivery.report = std::move(list->report);
  delivery.proposal.complete = list->complete;
  delivery.proposal.said = std::move(list->said);
  return delivery;
}

Result<Delivery> read_any(std::string_view bytes, const Source& source, Instant as_of) {
  const std::string head = decode(bytes.substr(0, kLookedAt), {}).utf8;
  if (trim(head).substr(0, 1) == "<") return read_feed_file(bytes, source);
  if (bytes.size() > kDeliveryBytes) return problem("too-large", "文件超过 16 MB,请分成几个文件");
  if (bytes.substr(0, kZip.size()) == kZip) return read_sheets(read_xlsx(bytes), source, as_of);
  if (bytes.substr(0, kOle.size()) == kOle)
    return problem("old-xls", "这是旧格式(.xls)或加了密码的表格,请用表格软件另存为 .xlsx,不要加密码");
  if (bytes.substr(0, 4) == "%PDF") return problem("not-a-list", "这是 PDF 文件,请交表格(.xlsx、.csv)或机构信息 XML");
  return read_sheets(read_csv(bytes), source, as_of);
}

}  // namespace

Result<Delivery> read_delivery(std::string_view bytes, const Source& source, Instant as_of) {
  auto delivery = read_any(bytes, source, as_of);
  if (delivery) delivery->proposal.source = source.id;
  return delivery;
}

}  // namespace lawhub
