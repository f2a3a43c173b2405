#include "crawler/attachment.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <stdexcept>
#include <vector>

#include "base/file.h"
#include "base/text.h"
#include "base/tsv.h"
#include "crawler/child.h"
#include "crawler/document_writer.h"
#include "crawler/docx.h"
#include "crawler/embedded.h"
#include "crawler/html.h"
#include "crawler/pdf_layout.h"
#include "crawler/xls.h"
#include "feeds/sheet.h"

namespace lawhub {
namespace {

constexpr std::string_view kDocumentType = "text/html; charset=utf-8; made-from=document";
constexpr std::string_view kUnreadable = "unreadable";  // <meta name>
constexpr std::size_t kRowsOfCells = 400'000;           // cells of one sheet that are put on a page

constexpr std::array<std::pair<std::string_view, DocumentKind>, 5> kKinds = {{{"pdf", DocumentKind::pdf},
                                                                              {"doc", DocumentKind::doc},
                                                                              {"docx", DocumentKind::docx},
                                                                              {"xls", DocumentKind::xls},
                                                                              {"xlsx", DocumentKind::xlsx}}};

DocumentKind kind_named(std::string_view name) {
  for (const auto& [own, kind] : kKinds) {
    if (own == name) return kind;
  }
  throw std::runtime_error("attachments.tsv: unknown kind " + std::string(name));
}

std::string_view name_of(DocumentKind kind) {
  for (const auto& [own, each] : kKinds) {
    if (each == kind) return own;
  }
  return {};
}

/// attachments.tsv: by suffix, and by media type.
struct Known {
  std::map<std::string, DocumentKind, std::less<>> suffixes, types;
  Known() {
    const Table table(crawler_file("data/attachments.tsv"), "attachments.tsv");
    for (std::size_t i = 0; i < table.size(); ++i) {
      const auto kind = kind_named(table.cell(i, table.column("kind")));
      suffixes.emplace(table.cell(i, table.column("suffix")), kind);
      types.emplace(table.cell(i, table.column("media_type")), kind);
    }
  }
  static const Known& get() {
    static const Known kKnown;
    return kKnown;
  }
};

struct Limits {
  std::size_t file_bytes = 0;
  ChildLimits child;
  Limits() {
    const Table table(crawler_file("data/attachment_limits.tsv"), "attachment_limits.tsv");
    std::map<std::string_view, std::int64_t> values;
    for (std::size_t i = 0; i < table.size(); ++i) {
      auto& value = values[table.cell(i, table.column("limit"))];
      if (!parse_number(table.cell(i, table.column("value")), value) || value <= 0)
        throw std::runtime_error("attachment_limits.tsv: bad value");
    }
    file_bytes = static_cast<std::size_t>(values.at("file_bytes"));
    child = {static_cast<std::size_t>(values.at("memory_bytes")), static_cast<int>(values.at("cpu_seconds")),
             static_cast<int>(values.at("wall_seconds")), static_cast<std::size_t>(values.at("output_bytes"))};
  }
  static const Limits& get() {
    static const Limits kLimits;
    return kLimits;
  }
};

/// Our own program: beside the one that runs or, as a test's, one folder up.
std::string own_program() {
  const auto self = std::filesystem::read_symlink("/proc/self/exe");
  for (const auto& folder : {self.parent_path(), self.parent_path().parent_path()}) {
    if (std::filesystem::exists(folder / "lawhub-crawler")) return folder / "lawhub-crawler";
  }
  throw std::runtime_error("lawhub-crawler does not lie beside " + self.string());
}

std::vector<std::string> reader_of(DocumentKind kind) {
  switch (kind) {
    case DocumentKind::pdf:
      return {"pdftotext", "-tsv", "-q", "-enc", "UTF-8", "/dev/stdin", "-"};
    case DocumentKind::doc:
      return {"catdoc", "-d", "utf-8", "-w", "/dev/stdin"};
    case DocumentKind::docx:
    case DocumentKind::xls:
    case DocumentKind::xlsx:
      break;
  }
  return {own_program(), "read-document", std::string(name_of(kind))};
}

/// A merged cell of a sheet stands in each of its places; on a page it stands once.
std::vector<DocumentCell> row_of(const TableRow& cells) {
  std::vector<DocumentCell> row;
  for (std::size_t i = 0; i < cells.size();) {
    std::size_t end = i + 1;
    while (end < cells.size() && cells[i].number >= 0 && cells[end].number == cells[i].number) ++end;
    row.push_back({cells[i].text, static_cast<int>(end - i), 1});
    i = end;
  }
  return row;
}

std::string sheets_page(const Workbook& book) {
  DocumentWriter writer;
  for (const auto& sheet : book.sheets) {
    if (book.sheets.size() > 1) writer.heading(sheet.name);
    std::vector<std::vector<DocumentCell>> rows;
    std::size_t cells = 0;
    for (const auto& row : sheet.rows) {
      const bool empty = std::all_of(row.begin(), row.end(), [](const TableCell& cell) { return cell.text.empty(); });
      if (!empty && (cells += row.size()) <= kRowsOfCells) rows.push_back(row_of(row));
    }
    writer.table(rows);
  }
  return writer.text();
}

/// Paragraphs as lines, rows of tables as lines with tabs.
std::string lines_page(std::string_view text) {
  DocumentWriter writer;
  std::vector<std::vector<DocumentCell>> rows;
  const auto end_table = [&] {
    if (!rows.empty()) writer.table(rows);
    rows.clear();
  };
  for (const auto line : split(text, '\n')) {
    const auto cells = split(trim(line), '\t');
    if (cells.size() < 2) {
      end_table();
      writer.paragraph(line);
      continue;
    }
    auto& row = rows.emplace_back();
    for (const auto cell : cells) row.push_back({std::string(trim(cell)), 1, 1});
  }
  end_table();
  return writer.text();
}

std::string page_of(DocumentKind kind, std::string output) {
  switch (kind) {
    case DocumentKind::pdf:
      return pdf_page(output);
    case DocumentKind::doc:
      return lines_page(output);
    case DocumentKind::docx:
    case DocumentKind::xls:
    case DocumentKind::xlsx:
      break;
  }
  return output;
}

bool holds(std::string_view bytes, std::string_view name) {
  // names inside OLE files are UTF-16
  std::string wide;
  for (const char c : name) (wide += c) += '\0';
  return bytes.find(wide) != bytes.npos;
}

/// A zero byte is in no text but UTF-16.
bool is_binary(std::string_view bytes) {
  const auto head = bytes.substr(0, 4096);
  const bool utf16 = head.rfind("\xff\xfe", 0) == 0 || head.rfind("\xfe\xff", 0) == 0;
  return !utf16 && head.find('\0') != head.npos;
}

std::string unreadable_page(std::string_view why) {
  return "<html><head><meta name=\"" + std::string(kUnreadable) + "\" content=\"" + std::string(why) +
         "\"></head></html>";
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return std::tolower(c); });
  return out;
}

}  // namespace

std::optional<DocumentKind> document_kind_of_path(std::string_view path) {
  const auto dot = path.rfind('.');
  if (dot == path.npos) return std::nullopt;
  const auto found = Known::get().suffixes.find(lower(path.substr(dot)));
  return found == Known::get().suffixes.end() ? std::nullopt : std::optional(found->second);
}

std::optional<DocumentKind> document_kind_of_bytes(std::string_view bytes) {
  if (bytes.substr(0, 1024).find("%PDF-") != bytes.npos) return DocumentKind::pdf;
  if (bytes.rfind("{\\rtf", 0) == 0) return DocumentKind::doc;  // catdoc reads it
  if (bytes.rfind("\xD0\xCF\x11\xE0", 0) == 0) {
    const bool sheet = holds(bytes, "Workbook") || holds(bytes, "Book");
    return sheet && !holds(bytes, "WordDocument") ? DocumentKind::xls : DocumentKind::doc;
  }
  if (bytes.rfind("PK\x03\x04", 0) != 0) return std::nullopt;
  if (bytes.find("word/document.xml") != bytes.npos) return DocumentKind::docx;
  return bytes.find("xl/workbook.xml") != bytes.npos ? std::optional(DocumentKind::xlsx) : std::nullopt;
}

bool is_document_type(std::string_view content_type) {
  const std::string type = lower(trim(content_type.substr(0, content_type.find(';'))));
  return Known::get().types.find(type) != Known::get().types.end();
}

std::size_t most_bytes(std::string_view content_type, std::size_t of_pages) {
  return is_document_type(content_type) ? std::max(of_pages, Limits::get().file_bytes) : of_pages;
}

Result<std::string> read_document(std::string_view bytes, DocumentKind kind, const std::function<bool()>& alive) {
  const auto& limits = Limits::get();
  if (bytes.size() > limits.file_bytes)
    return problem("unreadable", "文件超过 " + std::to_string(limits.file_bytes >> 20U) + " MB");
  const auto reader = reader_of(kind);
  auto result = run_limited(reader, bytes, limits.child, alive);
  switch (result.end) {
    case ChildResult::End::done:
      break;
    case ChildResult::End::missing:
      throw std::runtime_error("cannot start " + reader[0] + "; is its package installed?");
    case ChildResult::End::stopped:
      return problem("stopped", result.why);
    case ChildResult::End::broken:
      return problem("unreadable", result.why);
  }
  return page_of(kind, std::move(result.output));
}

Result<std::string> read_own_document(const std::string& path, DocumentKind kind) {
  if (kind == DocumentKind::docx) return docx_page(read_file(path));
  const auto book = kind == DocumentKind::xls ? read_xls(path) : read_xlsx(read_file(path));
  if (!book) return tl::unexpected(book.error());
  return sheets_page(*book);
}

bool turn_into_page(Page& page, bool expected, const std::function<bool()>& alive) {
  const auto kind = document_kind_of_bytes(page.body);
  if (!kind && !(expected && is_binary(page.body))) return true;
  page.content_type = kDocumentType;
  if (!kind) {
    page.body = unreadable_page("文件格式不符");
    return true;
  }
  auto read = read_document(page.body, *kind, alive);
  if (!read && read.error().code == "stopped") return false;
  page.body = read ? std::move(*read) : unreadable_page(read.error().message);
  return true;
}

bool is_document(const Page& page) { return page.content_type == kDocumentType; }

std::optional<Finding> document_finding(std::string_view html, std::string_view text) {
  if (!trim(text).empty()) return std::nullopt;
  const Html page(html);
  for (int i = 0; i < page.size(); ++i) {
    if (page[i].tag == "meta" && page[i].attribute("name") == kUnreadable)
      return Finding{Severity::warning,
                     "attachment-unreadable",
                     {},
                     0,
                     0,
                     "附件无法读取:" + std::string(page[i].attribute("content")),
                     "请检查文件能否打开,并换成 PDF、DOCX 或 XLSX 重新发布"};
  }
  return Finding{Severity::warning,
                 "attachment-without-text",
                 {},
                 0,
                 0,
                 "附件里没有文字,可能是扫描件",
                 "请发布由文档直接导出的 PDF,或者原文档"};
}

std::string document_title(std::string_view link_text) {
  std::string text = squeeze(link_text);
  for (auto dot = text.find('.'); dot != text.npos; dot = text.find('.', dot + 1)) {
    // what stands behind the file's ending is a size or an invitation to load it
    std::size_t end = dot + 1;
    while (end < text.size() && std::isalnum(static_cast<unsigned char>(text[end])) != 0) ++end;
    if (!document_kind_of_path(std::string_view(text).substr(0, end))) continue;
    text.resize(dot);
    break;
  }
  for (const std::string_view word : {"点击下载", "下载附件", "附件下载", "点击查看", "下载", "查看"}) {
    for (const std::string_view form : {"(%)", "\uFF08%\uFF09", "[%]", "【%】"})
      text = replace_all(std::move(text), replace_all(std::string(form), "%", word), "");
    if (text == word) return {};
  }
  if (text.rfind("附件", 0) == 0) {
    std::string_view rest = std::string_view(text).substr(std::string_view("附件").size());
    while (!rest.empty() && (std::isdigit(static_cast<unsigned char>(rest[0])) != 0 || rest[0] == '-'))
      rest.remove_prefix(1);
    for (const std::string_view numeral : {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"})
      if (rest.rfind(numeral, 0) == 0) rest.remove_prefix(numeral.size());
    for (const std::string_view mark : {":", "\uFF1A", "、", ".", " "})
      if (rest.rfind(mark, 0) == 0) rest.remove_prefix(mark.size());
    text = std::string(trim(rest));
  }
  // a name that only a machine gives: P020140520.doc, 1400564.xls
  const bool meaning = [&] {
    std::size_t han = 0;
    for (const char32_t c : to_code_points(text)) han += is_han(c) ? 1 : 0;
    return han >= 2;
  }();
  return meaning ? text : std::string();
}

}  // namespace lawhub
