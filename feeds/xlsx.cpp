// Reading XLSX: ECMA-376 part 1, SpreadsheetML. Producers use any namespace prefix, so names are compared without it.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <pugixml.hpp>
#include <set>

#include "base/charset.h"
#include "base/clock.h"
#include "base/text.h"
#include "feeds/sheet.h"
#include "feeds/xml_guard.h"
#include "feeds/zip.h"

namespace lawhub {
namespace {

constexpr XmlLimits kPartLimits{std::size_t{128} << 20, 64, 2'000'000};
constexpr std::size_t kMergedCells = 2'000'000;  // of one sheet, places covered
constexpr double kMostExact = 1e15;              // a spreadsheet keeps 15 digits
constexpr int kDay0 = 25569;                     // serial number of 1970-01-01 (§18.17.4.1)
constexpr int kDay0Of1904 = 24107;               // the same in a workbook of the 1904 date system
constexpr Instant kSecondsADay = 86400;

using Xml = pugi::xml_document;

std::string_view local(const char* name) {
  const std::string_view whole = name;
  const auto colon = whole.find(':');
  return colon == whole.npos ? whole : whole.substr(colon + 1);
}

pugi::xml_node child(const pugi::xml_node& parent, std::string_view name) {
  return parent.find_child([&](const pugi::xml_node& node) { return local(node.name()) == name; });
}

template <class Each>
void for_children(const pugi::xml_node& parent, std::string_view name, Each each) {
  for (const auto& node : parent.children()) {
    if (local(node.name()) == name) each(node);
  }
}

int number_of(const pugi::xml_attribute& attribute, int otherwise) {
  std::int64_t value = 0;
  const bool good = parse_number(attribute.value(), value) && value >= 0 && value <= 100'000'000;
  return good ? static_cast<int>(value) : otherwise;
}

/// Text of <si> or <is>: its runs, without the readings of characters (<rPh>).
std::string rich_text(const pugi::xml_node& item) {
  std::string text;
  for (const auto& node : item.children()) {
    if (local(node.name()) == "t") text += node.text().get();
    if (local(node.name()) == "r") text += child(node, "t").text().get();
  }
  return replace_all(std::move(text), "_x000D_", "");
}

/// "C5" → row 4, column 2; false for anything else.
bool read_reference(std::string_view text, int& row, int& column) {
  std::size_t at = 0;
  int letters = 0;
  for (; at < text.size() && text[at] >= 'A' && text[at] <= 'Z' && letters < 100'000; ++at) {
    letters = letters * 26 + (text[at] - 'A' + 1);
  }
  std::int64_t number = 0;
  if (letters == 0 || !parse_number(text.substr(at), number) || number < 1 || number > 1'048'576) return false;
  row = static_cast<int>(number) - 1;
  column = letters - 1;
  return true;
}

/// Does a number format show a date or a time? (§18.8.30; letters in quotes and brackets are no fields)
bool is_date_format(std::string_view code) {
  bool quoted = false;
  int depth = 0;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '[' || c == ']') {
      depth += c == '[' ? 1 : -1;
    } else if (depth == 0 && std::string_view("ymdhsYMDHS").find(c) != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

bool is_builtin_date(int format) {
  return (format >= 14 && format <= 22) || (format >= 27 && format <= 36) || (format >= 45 && format <= 47) ||
         (format >= 50 && format <= 58);
}

/// One part of the package, parsed. Throws nothing; a part that is missing is an empty document.
Result<Xml> read_part(ZipReader& zip, const std::string& name) {
  auto part = zip.read(name);
  if (!part) return tl::unexpected(part.error());
  Xml document;
  if (!*part) return document;
  const std::string text = decode(**part, "utf-8").utf8;
  if (const auto fault = find_xml_fault(text, kPartLimits))
    return problem(fault->rule == "xml-too-large" ? "sheet-too-large" : "xlsx-damaged",
                   fault->rule == "xml-too-large" ? "表格太大,请分成几个文件" : "文件已损坏(" + name + ")");
  document.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_ws_pcdata_single,
                       pugi::encoding_utf8);
  return document;
}

/// Where the parts are that a part refers to: by id, and by the last word of their type.
struct Relations {
  std::map<std::string, std::string, std::less<>> by_id, by_type;
};

Result<Relations> read_relations(ZipReader& zip, const std::string& part) {
  const auto slash = part.rfind('/');
  const std::string folder = slash == part.npos ? "" : part.substr(0, slash + 1);
  const std::string file = slash == part.npos ? part : part.substr(slash + 1);
  const auto document = read_part(zip, folder + "_rels/" + file + ".rels");
  if (!document) return tl::unexpected(document.error());
  Relations relations;
  for_children(document->document_element(), "Relationship", [&](const pugi::xml_node& node) {
    const std::string target = node.attribute("Target").value();
    const std::string type = node.attribute("Type").value();
    const std::string path = !target.empty() && target[0] == '/' ? target.substr(1) : folder + target;
    relations.by_id.emplace(node.attribute("Id").value(), path);
    relations.by_type.emplace(type.substr(type.rfind('/') + 1), path);
  });
  return relations;
}

class XlsxReader {
 public:
  explicit XlsxReader(ZipReader zip) : zip_(std::move(zip)) {}
  Result<Workbook> read();

 private:
  Result<bool> read_styles(const std::string& part);
  Result<bool> read_strings(const std::string& part);
  Result<bool> read_sheet(const std::string& part, const std::string& name);
  Result<bool> read_rows(const pugi::xml_node& data, Sheet& sheet);
  std::string cell_text(const pugi::xml_node& cell, const Sheet& sheet, int number);
  std::string number_text(std::string_view raw, bool date, const Sheet& sheet, int number);
  static Result<bool> spread_merged(const pugi::xml_node& merges, Sheet& sheet);
  void note(const Sheet& sheet, std::string rule, std::string message) {
    book_.report.push_back({Severity::note, std::move(rule), sheet.name, 0, 0, std::move(message), ""});
  }

  ZipReader zip_;
  Workbook book_;
  std::vector<std::string> strings_;
  std::vector<bool> date_styles_;
  int day0_ = kDay0;
};

Result<Workbook> XlsxReader::read() {
  const auto package = read_relations(zip_, "");
  if (!package) return tl::unexpected(package.error());
  const auto main = package->by_type.find("officeDocument");
  const std::string part = main == package->by_type.end() ? "xl/workbook.xml" : main->second;
  const auto workbook = read_part(zip_, part);
  if (!workbook) return tl::unexpected(workbook.error());
  const auto root = workbook->document_element();
  if (local(root.name()) != "workbook") return problem("not-xlsx", "这不是 xlsx 表格");
  const auto relations = read_relations(zip_, part);
  if (!relations) return tl::unexpected(relations.error());
  const auto of_type = [&](const char* type) {
    const auto found = relations->by_type.find(type);
    return found == relations->by_type.end() ? std::string() : found->second;
  };
  if (child(root, "workbookPr").attribute("date1904").as_bool()) day0_ = kDay0Of1904;
  if (auto good = read_styles(of_type("styles")); !good) return tl::unexpected(good.error());
  if (auto good = read_strings(of_type("sharedStrings")); !good) return tl::unexpected(good.error());
  for (const auto& node : child(root, "sheets").children()) {
    const std::string name = node.attribute("name").value();
    const std::string_view state = node.attribute("state").value();
    if (state == "hidden" || state == "veryHidden") {
      book_.report.push_back(
          {Severity::note, "hidden-sheet", name, 0, 0, "隐藏的工作表“" + name + "”没有读取", "需要它时请取消隐藏"});
      continue;
    }
    for (const auto& attribute : node.attributes()) {
      const auto found =
          local(attribute.name()) == "id" ? relations->by_id.find(attribute.value()) : relations->by_id.end();
      if (found == relations->by_id.end()) continue;
      if (auto good = read_sheet(found->second, name); !good) return tl::unexpected(good.error());
    }
  }
  return std::move(book_);
}

Result<bool> XlsxReader::read_styles(const std::string& part) {
  const auto document = read_part(zip_, part);
  if (!document) return tl::unexpected(document.error());
  const auto root = document->document_element();
  std::set<int> dates;
  for_children(child(root, "numFmts"), "numFmt", [&](const pugi::xml_node& format) {
    if (is_date_format(format.attribute("formatCode").value()))
      dates.insert(number_of(format.attribute("numFmtId"), 0));
  });
  for_children(child(root, "cellXfs"), "xf", [&](const pugi::xml_node& style) {
    const int format = number_of(style.attribute("numFmtId"), 0);
    date_styles_.push_back(is_builtin_date(format) || dates.count(format) != 0);
  });
  return true;
}

Result<bool> XlsxReader::read_strings(const std::string& part) {
  const auto document = read_part(zip_, part);
  if (!document) return tl::unexpected(document.error());
  for_children(document->document_element(), "si",
               [&](const pugi::xml_node& item) { strings_.push_back(rich_text(item)); });
  return true;
}

Result<bool> XlsxReader::read_sheet(const std::string& part, const std::string& name) {
  const auto document = read_part(zip_, part);
  if (!document) return tl::unexpected(document.error());
  const auto root = document->document_element();
  Sheet sheet;
  sheet.name = name;
  if (auto good = read_rows(child(root, "sheetData"), sheet); !good) return good;
  if (auto good = spread_merged(child(root, "mergeCells"), sheet); !good) return good;
  book_.sheets.push_back(std::move(sheet));
  return true;
}

Result<bool> XlsxReader::read_rows(const pugi::xml_node& data, Sheet& sheet) {
  int row = -1, hidden = 0;
  bool too_wide = false;
  for (const auto& row_node : data.children()) {
    row = number_of(row_node.attribute("r"), row + 2) - 1;
    int column = -1;
    bool filled = false;
    for (const auto& cell : row_node.children()) {
      if (int r = 0; !read_reference(cell.attribute("r").value(), r, column)) ++column;
      if (column >= kSheetColumns) {
        too_wide = too_wide || !cell_text(cell, sheet, 0).empty();
        continue;
      }
      if (row < 0 || row >= kSheetRows) {
        if (cell.first_child().empty()) continue;
        return problem("sheet-too-long", "表格超过 10 万行,请分成几个文件");
      }
      const int number = cell_number(row, column);
      std::string text = cell_text(cell, sheet, number);
      if (text.empty()) continue;
      filled = true;
      if (sheet.rows.size() <= static_cast<std::size_t>(row)) sheet.rows.resize(static_cast<std::size_t>(row) + 1);
      auto& cells = sheet.rows[static_cast<std::size_t>(row)];
      if (cells.size() <= static_cast<std::size_t>(column)) cells.resize(static_cast<std::size_t>(column) + 1);
      cells[static_cast<std::size_t>(column)] = {number, std::move(text)};
    }
    if (filled && row_node.attribute("hidden").as_bool()) ++hidden;
  }
  if (hidden > 0) note(sheet, "hidden-rows", "有 " + std::to_string(hidden) + " 行被隐藏或筛掉,也已读取");
  if (too_wide) note(sheet, "sheet-too-wide", "第 " + std::to_string(kSheetColumns) + " 列以后的内容没有读取");
  return true;
}

std::string XlsxReader::cell_text(const pugi::xml_node& cell, const Sheet& sheet, int number) {
  const std::string_view type = cell.attribute("t").value();
  if (type == "inlineStr") return std::string(trim(rich_text(child(cell, "is"))));
  const std::string_view raw = child(cell, "v").text().get();
  if (raw.empty()) return {};
  if (type == "s") {
    std::int64_t index = -1;
    const bool good = parse_number(raw, index) && index >= 0 && index < static_cast<std::int64_t>(strings_.size());
    return good ? std::string(trim(strings_[static_cast<std::size_t>(index)])) : std::string();
  }
  if (type == "e") {
    book_.report.push_back(cell_finding(Severity::warning, "formula-error", sheet.name, number,
                                        "这一格的公式出错(" + std::string(raw) + "),未采用", "请改成实际内容"));
    return {};
  }
  if (type == "str" || type == "d" || type == "b") return std::string(trim(raw));
  const int style = number_of(cell.attribute("s"), 0);
  const bool date = style < static_cast<int>(date_styles_.size()) && date_styles_[static_cast<std::size_t>(style)];
  return number_text(raw, date, sheet, number);
}

std::string XlsxReader::number_text(std::string_view raw, bool date, const Sheet& sheet, int number) {
  double value = 0;
  if (!parse_number(raw, value) || !std::isfinite(value)) return std::string(raw);
  if (date && value >= 1 && value < 2'958'466) {  // 9999-12-31
    return iso_date(china_time((static_cast<Instant>(value) - day0_) * kSecondsADay).date);
  }
  std::array<char, 32> text{};
  const bool whole = value == std::floor(value) && std::fabs(value) < 1e18;
  const auto end = whole ? std::to_chars(text.data(), text.data() + text.size(), static_cast<std::int64_t>(value)).ptr
                         : std::to_chars(text.data(), text.data() + text.size(), value).ptr;
  std::string written(text.data(), end);
  if (std::fabs(value) < kMostExact) return written;
  book_.report.push_back(cell_finding(Severity::error, "digits-lost", sheet.name, number,
                                      "号码按数字存成了 " + written + ",表格软件只保留前 15 位,后面的已经丢失,未采用",
                                      "请把这一列设为文本格式,再重新填写"));
  return {};
}

/// Every place that a merged cell covers gets its text and its number.
Result<bool> XlsxReader::spread_merged(const pugi::xml_node& merges, Sheet& sheet) {
  std::size_t covered = 0;
  for (const auto& node : merges.children()) {
    const std::string_view range = node.attribute("ref").value();
    const auto colon = range.find(':');
    int top = 0, left = 0, bottom = 0, right = 0;
    if (colon == range.npos || !read_reference(range.substr(0, colon), top, left) ||
        !read_reference(range.substr(colon + 1), bottom, right))
      continue;
    bottom = std::min(bottom, static_cast<int>(sheet.rows.size()) - 1);
    right = std::min(right, kSheetColumns - 1);
    if (top > bottom || left > right ||
        static_cast<std::size_t>(left) >= sheet.rows[static_cast<std::size_t>(top)].size())
      continue;
    const TableCell anchor = sheet.rows[static_cast<std::size_t>(top)][static_cast<std::size_t>(left)];
    covered += static_cast<std::size_t>(bottom - top + 1) * static_cast<std::size_t>(right - left + 1);
    if (covered > kMergedCells) return problem("sheet-too-large", "合并的单元格太多");
    for (int row = top; row <= bottom && !anchor.text.empty(); ++row) {
      auto& cells = sheet.rows[static_cast<std::size_t>(row)];
      if (cells.size() <= static_cast<std::size_t>(right)) cells.resize(static_cast<std::size_t>(right) + 1);
      std::fill(cells.begin() + left, cells.begin() + right + 1, anchor);
    }
  }
  return true;
}

}  // namespace

Result<Workbook> read_xlsx(std::string_view bytes) {
  auto zip = ZipReader::open(bytes);
  if (!zip) return tl::unexpected(zip.error());
  return XlsxReader(std::move(*zip)).read();
}

}  // namespace lawhub
