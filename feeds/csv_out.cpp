#include "feeds/csv_out.h"

#include <fmt/format.h>

#include <limits>

#include "base/text.h"
#include "registry/division.h"
#include "registry/hours.h"

namespace lawhub {
namespace {

constexpr std::size_t kBatch = 1000;
constexpr const char* kHeader =
    "\xEF\xBB\xBF机构编号,机构类型代码,机构类型,名称,执业状态,统一社会信用代码,行政区划代码,行政区划,地址,电话,"
    "办公时间,网站,经度,纬度,更新时间,网页\r\n";

std::string phones_of(const Record& record) {
  std::vector<std::string> numbers;
  for (const Phone& phone : record.phones) {
    numbers.push_back(phone.extension.empty() ? phone.number : phone.number + "转" + phone.extension);
  }
  return join(numbers, ";");
}

std::string line_of(const PublicEntry& entry, const Publisher& publisher) {
  const Record& r = *entry.record;
  const bool located = !r.position.method.empty();
  const std::vector<std::string> cells = {entry.id,
                                          entry.type,
                                          std::string(label_of(r.type)),
                                          r.name,
                                          r.status == Status::unknown ? "" : std::string(label_of(r.status)),
                                          std::string(identifier_of(r, "uscc")),
                                          r.division,
                                          Divisions::get().full_name(r.division),
                                          r.address.text,
                                          phones_of(r),
                                          r.hours.notation.empty() ? r.hours.text : hours_in_words(r.hours.notation),
                                          r.website,
                                          located ? fmt::format("{:.6f}", r.position.longitude) : "",
                                          located ? fmt::format("{:.6f}", r.position.latitude) : "",
                                          iso_instant(entry.changed_at),
                                          publisher.url + "/institutions/" + entry.id};
  std::string line;
  for (const std::string& cell : cells) line.append(line.empty() ? "" : ",").append(csv_cell(cell));
  return line + "\r\n";
}

}  // namespace

std::string csv_cell(std::string_view text) {
  std::string cell(text);
  if (!cell.empty() && std::string_view("=+-@\t\r\n").find(cell.front()) != std::string_view::npos) cell.insert(0, "'");
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  return '"' + replace_all(std::move(cell), "\"", "\"\"") + '"';
}

std::string write_csv(const PublicList& list, const Publisher& publisher, Selection selection) {
  selection.from = 0;
  selection.until = std::numeric_limits<Instant>::max();
  std::string out = kHeader;
  ListPlace place;
  for (;;) {
    const std::vector<PublicEntry> batch = list.after(selection, place, kBatch);
    for (const PublicEntry& entry : batch) {
      if (entry.record) out += line_of(entry, publisher);
    }
    if (batch.size() < kBatch) return out;
    place = batch.back().place();
  }
}

}  // namespace lawhub
