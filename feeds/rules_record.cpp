#include "feeds/rules_record.h"

#include <algorithm>

#include "base/text.h"
#include "feeds/element.h"
#include "feeds/rules.h"

namespace lawhub {

using pugi::xml_node;

namespace {

std::string cut(std::string text) { return text.size() <= kLineLimit ? std::move(text) : shorten(text, kLineLimit); }

}  // namespace

std::string text_of(const xml_node& element) {
  std::string text;
  for (const xml_node& child : element.children()) {
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) text += child.value();
  }
  return squeeze(text);
}

std::string line_of(const xml_node& element) { return cut(text_of(element)); }

std::string line_of(const xml_node& element, const char* attribute) {
  return cut(squeeze(element.attribute(attribute).value()));
}

std::string quoted(std::string_view value) { return "“" + shorten(value, 40) + "”"; }

void each_element(const xml_node& within, const char* name, const std::function<void(const xml_node&)>& f) {
  for (const xml_node& child : within.children()) {
    if (child.name() == std::string_view(name)) f(child);
    each_element(child, name, f);
  }
}

std::string JudgedRecord::division() const {
  const std::string own = line_of(organization().child("division_code"));
  return own.empty() ? publisher : own;
}

void JudgedRecord::add(std::string_view rule, const xml_node& at, std::string message) const {
  std::vector<TextPlace> around;
  for (xml_node e = at; e.type() == pugi::node_element; e = e.parent()) {
    around.push_back(places.of(static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, e.offset_debug()))));
  }
  findings.push_back({finding_of(rule, id, around.front(), std::move(message)), around});
}

}  // namespace lawhub
