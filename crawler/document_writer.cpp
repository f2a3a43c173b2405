#include "crawler/document_writer.h"

#include "base/text.h"

namespace lawhub {
namespace {

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') {
      out += c;
    }
  }
}

/// Han, and the punctuation and full-width forms that stand among it.
bool is_wide(char32_t c) { return is_han(c) || (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFFEF); }

char32_t last_of(std::string_view text) {
  std::size_t at = text.size() - 1;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
  return next_code_point(text, at);
}

}  // namespace

void append_run(std::string& text, std::string_view more) {
  more = trim(more);
  if (more.empty()) return;
  std::size_t at = 0;
  if (!text.empty() && text.back() != '-' && !is_wide(last_of(text)) && !is_wide(next_code_point(more, at)))
    text += ' ';
  text += more;
}

void DocumentWriter::element(std::string_view tag, std::string_view text) {
  if (trim(text).empty()) return;
  ((body_ += '<') += tag) += '>';
  append_escaped(body_, trim(text));
  ((body_ += "</") += tag) += ">\n";
}

void DocumentWriter::title(std::string_view text) { title_ = squeeze(text); }
void DocumentWriter::heading(std::string_view text) { element("h2", text); }
void DocumentWriter::paragraph(std::string_view text) { element("p", text); }

void DocumentWriter::table(const std::vector<std::vector<DocumentCell>>& rows) {
  body_ += "<table>\n";
  for (const auto& row : rows) {
    body_ += "<tr>";
    for (const auto& cell : row) {
      body_ += "<td";
      if (cell.across > 1) body_ += " colspan=\"" + std::to_string(cell.across) + "\"";
      if (cell.down > 1) body_ += " rowspan=\"" + std::to_string(cell.down) + "\"";
      body_ += '>';
      append_escaped(body_, trim(cell.text));
      body_ += "</td>";
    }
    body_ += "</tr>\n";
  }
  body_ += "</table>\n";
}

std::string DocumentWriter::text() const {
  std::string page = "<html><head><title>";
  append_escaped(page, title_);
  return page + "</title></head><body>\n" + body_ + "</body></html>\n";
}

}  // namespace lawhub
