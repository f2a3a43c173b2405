// Writing XLSX: the least that spreadsheet programs need (ECMA-376 part 1).
#include <algorithm>

#include "base/text.h"
#include "feeds/sheet.h"
#include "feeds/zip.h"

namespace lawhub {
namespace {

constexpr std::string_view kHead = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view kOffice = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view kPackage = "http://schemas.openxmlformats.org/package/2006/";
constexpr std::string_view kType = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
constexpr std::size_t kNarrowest = 8, kWidest = 60;  // columns, in Latin characters

std::string escaped(std::string text) {
  text = replace_all(std::move(text), "&", "&amp;");
  text = replace_all(std::move(text), "<", "&lt;");
  text = replace_all(std::move(text), ">", "&gt;");
  return replace_all(std::move(text), "\"", "&quot;");
}

std::string attribute(std::string_view name, std::string_view value) {
  return " " + std::string(name) + "=\"" + escaped(std::string(value)) + "\"";
}

std::string relation(std::string_view id, std::string_view type, std::string_view target) {
  return "<Relationship" + attribute("Id", id) + attribute("Type", std::string(kOffice) + "/" + std::string(type)) +
         attribute("Target", target) + "/>";
}
std::string relations(const std::string& content) {
  return std::string(kHead) + "<Relationships" + attribute("xmlns", std::string(kPackage) + "relationships") + ">" +
         content + "</Relationships>";
}

/// Style 0 is General, 1 is text, 2 is bold text.
std::string styles() {
  return std::string(kHead) + "<styleSheet" + attribute("xmlns", kMain) +
         "><fonts count=\"2\"><font><sz val=\"11\"/></font><font><b/><sz val=\"11\"/></font></fonts>"
         "<fills count=\"1\"><fill><patternFill patternType=\"none\"/></fill></fills>"
         "<borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"3\">"
         "<xf/><xf numFmtId=\"49\" applyNumberFormat=\"1\"/>"
         "<xf numFmtId=\"49\" fontId=\"1\" applyNumberFormat=\"1\" applyFont=\"1\"/></cellXfs></styleSheet>";
}

/// Bytes of UTF-8 are about as wide as they are many: a Han character has three and takes two places.
std::size_t width_of(const Sheet& sheet, std::size_t column) {
  std::size_t widest = kNarrowest;
  for (const auto& row : sheet.rows) {
    if (column < row.size()) widest = std::max(widest, row[column].text.size() * 2 / 3 + 3);
  }
  return std::min(widest, kWidest);
}

std::string worksheet(const Sheet& sheet) {
  std::size_t columns = 0;
  for (const auto& row : sheet.rows) columns = std::max(columns, row.size());
  std::string out = std::string(kHead) + "<worksheet" + attribute("xmlns", kMain) + "><cols>";
  for (std::size_t c = 0; c < columns; ++c) {
    const std::string number = std::to_string(c + 1);
    out += "<col" + attribute("min", number) + attribute("max", number) +
           attribute("width", std::to_string(width_of(sheet, c))) + " style=\"1\" customWidth=\"1\"/>";
  }
  out += "</cols><sheetData>";
  for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
    out += "<row" + attribute("r", std::to_string(r + 1)) + ">";
    for (std::size_t c = 0; c < sheet.rows[r].size(); ++c) {
      const auto place = cell_place("", cell_number(static_cast<int>(r), static_cast<int>(c)));
      out += "<c" + attribute("r", place) + attribute("s", r == 0 ? "2" : "1") +
             " t=\"inlineStr\"><is><t xml:space=\"preserve\">" + escaped(sheet.rows[r][c].text) + "</t></is></c>";
    }
    out += "</row>";
  }
  return out + "</sheetData></worksheet>";
}

}  // namespace

std::string write_xlsx(const std::vector<Sheet>& sheets) {
  std::string types = std::string(kHead) + "<Types" + attribute("xmlns", std::string(kPackage) + "content-types") +
                      "><Default Extension=\"rels\"" +
                      attribute("ContentType", "application/vnd.openxmlformats-package.relationships+xml") + "/>";
  const auto part = [&](const std::string& name, std::string_view type) {
    types += "<Override" + attribute("PartName", name) +
             attribute("ContentType", std::string(kType) + std::string(type) + "+xml") + "/>";
  };
  part("/xl/workbook.xml", "sheet.main");
  part("/xl/styles.xml", "styles");
  std::string book =
      std::string(kHead) + "<workbook" + attribute("xmlns", kMain) + attribute("xmlns:r", kOffice) + "><sheets>";
  std::string parts = relation("rId0", "styles", "styles.xml");
  std::vector<std::pair<std::string, std::string>> files;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const std::string number = std::to_string(i + 1), file = "worksheets/sheet" + number + ".xml";
    book += "<sheet" + attribute("name", sheets[i].name) + attribute("sheetId", number) +
            attribute("r:id", "rId" + number) + "/>";
    parts += relation("rId" + number, "worksheet", file);
    part("/xl/" + file, "worksheet");
    files.emplace_back("xl/" + file, worksheet(sheets[i]));
  }
  files.emplace_back("xl/workbook.xml", book + "</sheets></workbook>");
  files.emplace_back("xl/_rels/workbook.xml.rels", relations(parts));
  files.emplace_back("xl/styles.xml", styles());
  files.emplace_back("_rels/.rels", relations(relation("rId1", "officeDocument", "xl/workbook.xml")));
  files.emplace(files.begin(), "[Content_Types].xml", types + "</Types>");
  return write_zip(files);
}

}  // namespace lawhub
