#include "crawler/docx.h"

#include <algorithm>
#include <pugixml.hpp>
#include <vector>

#include "base/charset.h"
#include "base/text.h"
#include "crawler/document_writer.h"
#include "feeds/xml_guard.h"
#include "feeds/zip.h"

namespace lawhub {
namespace {

constexpr XmlLimits kPartLimits{std::size_t{128} << 20, 200, 2'000'000};  // tables in tables nest deep
constexpr int kMostSpan = 500;
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

std::string_view local(const pugi::xml_node& node) {
  const std::string_view whole = node.name();
  const auto colon = whole.find(':');
  return colon == whole.npos ? whole : whole.substr(colon + 1);
}

pugi::xml_node child(const pugi::xml_node& parent, std::string_view name) {
  return parent.find_child([&](const pugi::xml_node& node) { return local(node) == name; });
}

std::string_view value_of(const pugi::xml_node& node) {
  for (const auto& attribute : node.attributes()) {
    const std::string_view name = attribute.name();
    if (name == "val" || (name.size() > 4 && name.substr(name.size() - 4) == ":val")) return attribute.value();
  }
  return {};
}

Result<pugi::xml_document> read_part(ZipReader& zip, const std::string& name) {
  auto part = zip.read(name);
  if (!part) return tl::unexpected(part.error());
  pugi::xml_document document;
  if (!*part) return document;
  const std::string text = decode(**part, "utf-8").utf8;
  if (find_xml_fault(text, kPartLimits)) return problem("docx-damaged", "文件已损坏(" + name + ")");
  document.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_utf8);
  return document;
}

/// The text of a paragraph. What was deleted, codes of fields and the fallback of a drawing are no text.
class Runs : public pugi::xml_tree_walker {
 public:
  std::string text;

 private:
  bool for_each(pugi::xml_node& node) override {
    const auto name = local(node);
    if (name == "t" && !is_left_out(node)) text += node.text().get();
    if (name == "tab" || name == "br" || name == "cr") text += ' ';
    return true;
  }
  static bool is_left_out(pugi::xml_node node) {
    for (node = node.parent(); node; node = node.parent()) {
      const auto name = local(node);
      if (name == "del" || name == "moveFrom" || name == "Fallback") return true;
      if (name == "p") return false;
    }
    return false;
  }
};

std::string text_of(pugi::xml_node node) {
  Runs runs;
  node.traverse(runs);
  return squeeze(runs.text);
}

bool is_heading(const pugi::xml_node& paragraph) {
  const auto properties = child(paragraph, "pPr");
  if (child(properties, "outlineLvl")) return true;
  const std::string style = fold(value_of(child(properties, "pStyle")));
  return style.rfind("heading", 0) == 0 || style == "title" ||
         (style.size() == 1 && style[0] >= '1' && style[0] <= '4');  // the names Chinese Word gives its headings
}

class DocxReader {
 public:
  void read(const pugi::xml_node& body) { blocks(body); }
  std::string page(std::string_view title) {
    writer_.title(title);
    return writer_.text();
  }

 private:
  // The guard limits the depth, so the calls do not go deep.
  void blocks(const pugi::xml_node& parent) {  // NOLINT(misc-no-recursion)
    for (const auto& node : parent.children()) {
      const auto name = local(node);
      if (name == "p") {
        const std::string text = text_of(node);
        is_heading(node) ? writer_.heading(text) : writer_.paragraph(text);
      } else if (name == "tbl") {
        table(node);
      } else if (name == "sdt" || name == "sdtContent" || name == "ins" || name == "customXml") {
        blocks(node);
      }
    }
  }

  void table(const pugi::xml_node& node) {
    std::vector<std::vector<DocumentCell>> rows;
    std::vector<std::pair<std::size_t, std::size_t>> above;  // by column: the cell that a vertical merge goes on from
    for (const auto& row : node.children()) {
      if (local(row) != "tr") continue;
      rows.emplace_back();
      std::size_t column = 0;
      for (const auto& cell : row.children()) {
        if (local(cell) == "tc") add(cell, rows, above, column);
      }
    }
    writer_.table(rows);
  }

  static void add(const pugi::xml_node& node, std::vector<std::vector<DocumentCell>>& rows,
                  std::vector<std::pair<std::size_t, std::size_t>>& above, std::size_t& column) {
    const auto properties = child(node, "tcPr");
    std::int64_t across = 1;
    if (!parse_number(value_of(child(properties, "gridSpan")), across)) across = 1;
    across = std::clamp<std::int64_t>(across, 1, kMostSpan);
    const auto merge = child(properties, "vMerge");
    const std::size_t first = column;
    column += static_cast<std::size_t>(across);
    if (above.size() < column) above.resize(column, {kNone, 0});
    if (merge && value_of(merge) != "restart" && above[first].first != kNone) {
      ++rows[above[first].first][above[first].second].down;
      return;
    }
    above[first] = {rows.size() - 1, rows.back().size()};
    std::string text;
    for (const auto& part : node.children()) {
      if (local(part) == "p" || local(part) == "tbl" || local(part) == "sdt") append_run(text, text_of(part));
    }
    rows.back().push_back({std::move(text), static_cast<int>(across), 1});
  }

  DocumentWriter writer_;
};

}  // namespace

Result<std::string> docx_page(std::string_view bytes) {
  auto zip = ZipReader::open(bytes);
  if (!zip) return tl::unexpected(zip.error());
  const auto main = read_part(*zip, "word/document.xml");
  if (!main) return tl::unexpected(main.error());
  const auto body = child(main->document_element(), "body");
  if (!body) return problem("not-docx", "这不是 docx 文档");
  const auto core = read_part(*zip, "docProps/core.xml");
  DocxReader reader;
  reader.read(body);
  return reader.page(core ? child(core->document_element(), "title").text().get() : "");
}

}  // namespace lawhub
