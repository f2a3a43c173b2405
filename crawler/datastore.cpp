#include "crawler/datastore.h"

#include <pugixml.hpp>

namespace lawhub {

std::string datastore_html(std::string_view text) {
  static constexpr std::string_view kBegin = "<datastore", kEnd = "</datastore>";
  const auto begin = text.find(kBegin);
  const auto end = text.find(kEnd, begin == text.npos ? text.size() : begin);
  if (end == text.npos) return {};
  const auto xml = text.substr(begin, end + kEnd.size() - begin);
  pugi::xml_document document;
  if (!document.load_buffer(xml.data(), xml.size(), pugi::parse_default, pugi::encoding_utf8)) return {};
  const auto store = document.child("datastore");
  std::string html;
  for (const auto& record : store.child("recordset").children("record")) (html += record.text().get()) += '\n';
  if (!html.empty()) html += store.child("nextgroup").text().get();
  return html;
}

}  // namespace lawhub
