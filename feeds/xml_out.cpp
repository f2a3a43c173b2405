#include "feeds/xml_out.h"

#include <sstream>

#include "base/text.h"

namespace lawhub {

using pugi::xml_node;

std::string xml_text(std::string_view value) {
  std::string out;
  for (std::size_t at = 0; at < value.size();) {
    const char32_t c = next_code_point(value, at);
    if ((c < 0x20 && c != '\t' && c != '\n') || c == 0xFFFE || c == 0xFFFF) continue;
    append_utf8(out, c);
  }
  return out;
}

void put(xml_node element, const char* name, std::string_view value) {
  if (!value.empty()) element.append_attribute(name).set_value(xml_text(value).c_str());
}

xml_node add_text(xml_node parent, const char* name, std::string_view value) {
  xml_node element = parent.append_child(name);
  element.append_child(pugi::node_pcdata).set_value(xml_text(value).c_str());
  return element;
}

void add(xml_node parent, const char* name, std::string_view value) {
  if (!value.empty()) add_text(parent, name, value);
}

void add_each(xml_node parent, const char* name, const std::vector<std::string>& values) {
  for (const std::string& value : values) add(parent, name, value);
}

std::string xml_time(Instant t) { return t == 0 ? "1970-01-01T00:00:00Z" : iso_instant(t); }

xml_node begin_document(pugi::xml_document& document, const char* root) {
  xml_node declaration = document.append_child(pugi::node_declaration);
  put(declaration, "version", "1.0");
  put(declaration, "encoding", "UTF-8");
  return document.append_child(root);
}

std::string text_of(const pugi::xml_document& document) {
  std::ostringstream out;
  document.save(out, " ", pugi::format_indent, pugi::encoding_utf8);
  return std::move(out).str();
}

}  // namespace lawhub
