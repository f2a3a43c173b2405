#include "feeds/sheet_list.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "feeds/assemble.h"
#include "feeds/record_maker.h"
#include "feeds/sheet_template.h"
#include "registry/division.h"

namespace lawhub {
namespace {

constexpr std::int64_t kFirstSerial = 14611, kLastSerial = 73050;  // 1940 to 2099 as days of a spreadsheet
constexpr std::int64_t kSerialOf1970 = 25569;
constexpr Instant kSecondsADay = 86400;
constexpr std::string_view kAsText = "请把这一列设为文本格式,再重新填写";

bool is_digits(std::string_view text) { return !text.empty() && text.find_first_not_of("0123456789") == text.npos; }

/// "6328690000.0" → "6328690000"; anything else as it is.
std::string_view without_point(std::string_view text) {
  const auto point = text.find('.');
  if (point == text.npos || !is_digits(text.substr(0, point))) return text;
  return text.find_first_not_of('0', point + 1) == text.npos ? text.substr(0, point) : text;
}

bool is_date_field(std::string_view field) { return field == "founded" || field == "licence_valid"; }
bool is_phone_field(std::string_view field) { return field == "phone" || field == "fax" || field == "mobile"; }

/// The area code of one of the source's divisions that a number would begin with if its zero were there; empty: none.
std::string lost_area_code(std::string_view digits, std::string_view source_division) {
  static const auto kCodes = [] {
    std::map<std::string, std::string> codes;  // area code → a division with it
    for (const auto* division : Divisions::get().above_village()) {
      if (division->current && !division->area_code.empty()) codes.emplace(division->area_code, division->code);
    }
    return codes;
  }();
  for (const auto& [code, division] : kCodes) {
    const std::size_t rest = digits.size() + 1 - std::min(digits.size() + 1, code.size());
    const bool near = Divisions::get().contains(source_division, division) ||
                      Divisions::get().contains(division, source_division) || source_division.empty();
    if (near && (rest == 7 || rest == 8) && digits.rfind(code.substr(1), 0) == 0) return code;
  }
  return {};
}

class SheetReader {
 public:
  SheetReader(const Sheet& sheet, const Source& source, Instant as_of, ListReading& out)
      : sheet_(sheet), source_(source), as_of_(as_of), out_(out) {
    context_.division = source.division;
    context_.title = sheet.name;
    context_.datum = datum_of(source.crs);
    context_.url = sheet.name;
    context_.place = [this](int number) { return cell_place(sheet_.name, number); };
  }

  bool run(std::vector<Sighting>& sightings) {
    auto reading = read_table(sheet_.rows, "");
    if (!reading.has_header) return false;
    for (const auto& header : reading.unknown)
      add(Severity::note, "unknown-column", header.number,
          "列“" + shorten(squeeze(header.text), 20) + "”不认识,没有读取", "需要的话请改用模板中的列名");
    for (const auto row : reading.nameless) reject(first_cell(row), "没有机构名称", "请填写机构名称,或删去这一行");
    for (auto& listing : reading.listings) take(listing, sightings);
    return true;
  }

 private:
  void add(Severity severity, std::string rule, int number, std::string message, std::string mend) {
    out_.report.push_back(
        cell_finding(severity, std::move(rule), sheet_.name, number, std::move(message), std::move(mend)));
  }
  void reject(int number, const std::string& why, std::string mend) {
    out_.complete = false;
    const auto row = std::to_string(number / kSheetColumns + 1);
    add(Severity::error, "row-unreadable", number, "第 " + row + " 行" + why + ",这一行未采用", std::move(mend));
  }
  int first_cell(std::size_t row) const {
    for (const auto& cell : sheet_.rows[row]) {
      if (!cell.text.empty()) return cell.number;
    }
    return cell_number(static_cast<int>(row), 0);
  }

  void take(Listing& listing, std::vector<Sighting>& sightings);
  void mend(ListedCell& cell);
  void mend_phone(ListedCell& cell);
  void mend_date(ListedCell& cell);
  int row_of(const Record& record) const;
  Instant asserted_at(const Listing& listing) const;

  const Sheet& sheet_;
  const Source& source_;
  Instant as_of_;
  ListReading& out_;
  PageContext context_;
  struct Row {
    std::string division;
    int number;
  };
  std::multimap<std::string, Row> rows_;  // by the names seen so far
};

void SheetReader::take(Listing& listing, std::vector<Sighting>& sightings) {
  const int row = listing.name_cell / kSheetColumns + 1;
  listing.evidence =
      sheet_.name.empty() ? "第 " + std::to_string(row) + " 行" : sheet_.name + " 第 " + std::to_string(row) + " 行";
  for (auto& cell : listing.cells) mend(cell);
  std::erase_if(listing.cells, [](const ListedCell& cell) { return cell.text.empty(); });
  const std::string name = shorten(squeeze(listing.cell("name")), 30);
  if (name.empty()) return reject(listing.name_cell, "没有机构名称", "请填写机构名称,或删去这一行");
  const std::size_t found = out_.report.size();
  auto record = make_record(listing, context_, out_.report);
  for (std::size_t i = found; i < out_.report.size(); ++i) {
    auto& finding = out_.report[i];
    if (finding.line == 0) finding.line = row;
    if (finding.place.empty()) finding.place = cell_place(sheet_.name, listing.name_cell);
  }
  if (!record)
    return reject(listing.name_cell, "“" + name + "”看不出是哪一类机构",
                  "请写机构全称,或增加“机构类型”一列,例如:公证处");
  if (const int before = row_of(*record); before > 0)
    add(Severity::warning, "repeated-row", listing.name_cell,
        "“" + name + "”在第 " + std::to_string(before) + " 行已经出现,两行合为一家", "请删去重复的一行");
  rows_.emplace(record->name, Row{record->division, row});
  Sighting sighting;
  sighting.said = {source_.id, {}, source_.url, listing.evidence, asserted_at(listing), std::move(*record)};
  sightings.push_back(std::move(sighting));
}

void SheetReader::mend(ListedCell& cell) {
  cell.text = std::string(trim(cell.text));
  if (is_phone_field(cell.field)) {
    mend_phone(cell);
  } else if (is_date_field(cell.field)) {
    mend_date(cell);
  } else if (cell.cell >= 0 && parse_iso_date(cell.text)) {
    add(Severity::warning, "cell-became-date", cell.cell, "内容被表格软件当成了日期 " + cell.text + ",未采用",
        std::string(kAsText));
    cell.text.clear();
  } else {
    cell.text = std::string(without_point(cell.text));
    // A line break inside a name or an address is where the column was too narrow.
    const bool one_line = cell.field == "name" || cell.field == "address" || cell.field == "division";
    if (one_line) cell.text = replace_all(std::move(cell.text), "\n", "");
  }
}

/// A number cell loses the zero of its area code: 6328690000 is 0632-8690000.
void SheetReader::mend_phone(ListedCell& cell) {
  const std::string digits(without_point(cell.text));
  cell.text = digits;
  if (!is_digits(digits)) return;
  const std::string area = lost_area_code(digits, source_.division);
  if (area.empty()) return;
  cell.text = area + "-" + digits.substr(area.size() - 1);
  add(Severity::note, "phone-leading-zero", cell.cell, "号码 " + digits + " 丢了开头的 0,按 " + cell.text + " 读取",
      std::string(kAsText));
}

void SheetReader::mend_date(ListedCell& cell) {
  const std::string_view whole = std::string_view(cell.text).substr(0, cell.text.find('.'));
  std::int64_t serial = 0;
  if (whole.size() != 5 || !parse_number(whole, serial) || serial < kFirstSerial || serial > kLastSerial) return;
  const std::string date = iso_date(china_time((serial - kSerialOf1970) * kSecondsADay).date);
  add(Severity::note, "date-serial", cell.cell, "日期存成了数字 " + cell.text + ",按 " + date + " 读取",
      "请把这一列设为日期或文本格式");
  cell.text = date;
}

/// The row above that names the same institution: of the same division, or of one around or in it. 0: none.
int SheetReader::row_of(const Record& record) const {
  const auto& divisions = Divisions::get();
  const auto [begin, end] = rows_.equal_range(record.name);
  for (auto row = begin; row != end; ++row) {
    const auto& other = row->second.division;
    if (other.empty() || record.division.empty() || divisions.contains(other, record.division) ||
        divisions.contains(record.division, other))
      return row->second.number;
  }
  return 0;
}

/// The day of the title, or the first of its month ("截至2026年3月").
Instant SheetReader::asserted_at(const Listing& listing) const {
  if (const auto date = find_date(listing.heading)) return start_of(*date);
  const std::string text = fold(listing.heading);
  const auto month = text.find("月");
  if (month != text.npos) {
    if (const auto date = find_date(text.substr(0, month) + "月1日")) return start_of(*date);
  }
  return as_of_;
}

}  // namespace

Result<ListReading> read_list(const Workbook& book, const Source& source, Instant as_of) {
  ListReading out;
  out.report = book.report;
  std::vector<Sighting> sightings;
  bool any = false;
  for (const auto& sheet : book.sheets) {
    if (sheet.name != kHelpSheet) any = SheetReader(sheet, source, as_of, out).run(sightings) || any;
  }
  if (!any)
    return problem("no-header", "没有找到表头:需要一行列名,其中有“机构名称”和至少一个别的列名(例如“地址”“联系电话”)");
  out.complete = out.complete && std::none_of(out.report.begin(), out.report.end(),
                                              [](const Finding& f) { return f.severity == Severity::error; });
  out.said = assemble(std::move(sightings), source, out.report);
  return out;
}

}  // namespace lawhub
