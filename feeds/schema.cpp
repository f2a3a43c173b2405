#include "feeds/schema.h"

#include <pugixml.hpp>
#include <stdexcept>

#include "base/text.h"
#include "feeds/embedded.h"

namespace lawhub {
namespace {

using pugi::xml_node;

[[noreturn]] void not_understood(const xml_node& node) {
  throw std::logic_error("institutions.xsd uses <" + std::string(node.name()) +
                         "> in a way that schema.cpp does not know");
}

bool is(const xml_node& node, const char* name) { return std::string_view(node.name()) == name; }

std::size_t times(const xml_node& node, const char* attribute) {
  const std::string_view value = node.attribute(attribute).as_string("1");
  if (value == "unbounded") return std::numeric_limits<std::size_t>::max();
  std::int64_t number = 0;
  if (!parse_number(value, number)) not_understood(node);
  return static_cast<std::size_t>(number);
}

}  // namespace

/// Follows the names of types; each is built once.
class Schema::Loader {
 public:
  Loader(Schema& schema, const xml_node& root) : schema_(schema), root_(root) {}

  const ElementType* feed() {
    const xml_node feed = root_.find_child_by_attribute("xs:element", "name", "feed");
    return element_type(feed);
  }

 private:
  ElementType* new_element() { return schema_.elements_.emplace_back(std::make_unique<ElementType>()).get(); }
  ValueType* new_value() { return schema_.values_.emplace_back(std::make_unique<ValueType>()).get(); }

  const ElementType* element_type(const xml_node& element) {
    const std::string name = element.attribute("type").value();
    if (const xml_node complex = name.empty() ? element.child("xs:complexType") : named("xs:complexType", name)) {
      const auto known = complex_.find(name);
      if (!name.empty() && known != complex_.end()) return known->second;
      ElementType* type = new_element();
      if (!name.empty()) complex_[name] = type;
      fill(complex, *type);
      return type;
    }
    ElementType* type = new_element();
    type->value = value_of(element);
    return type;
  }

  xml_node named(const char* kind, const std::string& name) const {
    return root_.find_child_by_attribute(kind, "name", name.c_str());
  }

  void fill(const xml_node& complex, ElementType& type) {
    for (const xml_node& part : complex.children()) {
      if (part.type() != pugi::node_element || is(part, "xs:annotation")) continue;
      if (is(part, "xs:attribute")) {
        type.attributes.push_back({part.attribute("name").value(), value_of(part),
                                   part.attribute("use").value() == std::string_view("required")});
      } else if (is(part, "xs:sequence") || is(part, "xs:choice")) {
        type.choice = is(part, "xs:choice");
        children(part, type);
      } else if (is(part, "xs:simpleContent")) {
        const xml_node extension = part.child("xs:extension");
        type.value = value_named(extension.attribute("base").value(), extension);
        fill(extension, type);
      } else {
        not_understood(part);
      }
    }
  }

  void children(const xml_node& group, ElementType& type) {
    if (group.attribute("minOccurs") || group.attribute("maxOccurs")) not_understood(group);
    for (const xml_node& child : group.children()) {
      if (child.type() != pugi::node_element) continue;
      if (!is(child, "xs:element")) not_understood(child);
      type.children.push_back(
          {child.attribute("name").value(), element_type(child), times(child, "minOccurs"), times(child, "maxOccurs")});
    }
  }

  /// Of an element or attribute without children.
  const ValueType* value_of(const xml_node& node) {
    if (const xml_node simple = node.child("xs:simpleType")) return simple_type(simple);
    if (!node.attribute("type")) not_understood(node);
    return value_named(node.attribute("type").value(), node);
  }

  const ValueType* value_named(const std::string& name, const xml_node& where) {
    const auto known = values_.find(name);
    if (known != values_.end()) return known->second;
    const ValueType* type = nullptr;
    if (name.rfind("xs:", 0) == 0) {
      ValueType* built_in = new_value();
      built_in->base = name.substr(3);
      if (!is_built_in(built_in->base)) not_understood(where);
      type = built_in;
    } else if (const xml_node simple = named("xs:simpleType", name)) {
      type = simple_type(simple);
    } else {
      not_understood(where);
    }
    return values_[name] = type;
  }

  const ValueType* simple_type(const xml_node& simple) {
    ValueType* type = new_value();
    if (const xml_node list = simple.child("xs:list")) {
      type->base = "token";
      type->item = value_named(list.attribute("itemType").value(), list);
    } else if (const xml_node restriction = simple.child("xs:restriction")) {
      *type = *value_named(restriction.attribute("base").value(), restriction);
      for (const xml_node& facet : restriction.children()) {
        if (facet.type() == pugi::node_element) narrow(*type, facet);
      }
    } else {
      not_understood(simple);
    }
    type->name = simple.attribute("name").value();
    return type;
  }

  static void narrow(ValueType& type, const xml_node& facet) {
    const std::string value = facet.attribute("value").value();
    if (is(facet, "xs:enumeration")) {
      type.codes.push_back(value);
    } else if (is(facet, "xs:pattern")) {
      type.patterns.emplace_back(value, std::regex::ECMAScript | std::regex::nosubs | std::regex::optimize);
    } else if (is(facet, "xs:minLength")) {
      type.least = times(facet, "value");
    } else if (is(facet, "xs:maxLength")) {
      type.most = times(facet, "value");
    } else if (!is(facet, "xs:annotation")) {
      not_understood(facet);
    }
  }

  Schema& schema_;
  xml_node root_;
  std::map<std::string, const ElementType*> complex_;
  std::map<std::string, const ValueType*> values_;
};

Schema::Schema() {
  pugi::xml_document document;
  const std::string_view text = feeds_file("institutions.xsd");
  if (!document.load_buffer(text.data(), text.size())) throw std::logic_error("institutions.xsd cannot be read");
  feed_ = Loader(*this, document.document_element()).feed();
}

const Schema& Schema::get() {
  static const Schema kSchema;
  return kSchema;
}

}  // namespace lawhub
