#include "feeds/schema_check.h"

#include <algorithm>
#include <iterator>
#include <pugixml.hpp>

#include "base/text.h"
#include "feeds/reader.h"
#include "feeds/rules.h"

namespace lawhub {
namespace {

using pugi::xml_node;

constexpr const char* kHead = "feed";
constexpr std::string_view kInstance = "http://www.w3.org/2001/XMLSchema-instance";

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

std::string quoted(std::string_view value) { return "“" + shorten(value, 40) + "”"; }

/// The namespace that a prefix has at an element of a part; empty when the part does not say.
std::string_view namespace_of(xml_node at, std::string_view prefix) {
  const std::string binding = "xmlns:" + std::string(prefix);
  for (; at.type() == pugi::node_element; at = at.parent()) {
    if (const auto attribute = at.attribute(binding.c_str())) return attribute.value();
  }
  return {};
}

bool is_foreign(const xml_node& element) {
  if (std::string_view(element.name()).find(':') != std::string_view::npos) return true;
  const auto own = element.attribute("xmlns");
  return own && own.value() != kFeedNamespace;
}

/// Walks over one part.
class Walk {
 public:
  Walk(const TextPlaces& places, const std::string& place) : places_(places), place_(place) {}

  void child(const xml_node& e, ChildCount& count) {
    if (is_foreign(e)) return foreign(e);
    std::string_view rule;
    const ElementType* type = count.next(e.name(), rule);
    if (!rule.empty()) wrong_place(e, rule);
    if (type != nullptr) element(e, *type);
  }

  /// What follows is said of this element, of the part's beginning when it is null.
  void begin(const xml_node& e) { around_.push_back(e); }

  void end() { around_.pop_back(); }

  void element(const xml_node& e, const ElementType& type) {
    begin(e);
    attributes(e, type);
    if (type.value != nullptr) {
      text(e, *type.value);
    } else {
      content(e, type);
    }
    end();
  }

  void attributes(const xml_node& e, const ElementType& type) {
    for (const auto& attribute : e.attributes()) {
      const std::string_view name = attribute.name();
      if (name == "xmlns" || name.rfind("xmlns:", 0) == 0) continue;
      if (const std::size_t colon = name.find(':'); colon != std::string_view::npos) {
        foreign_attribute(e, name, colon);
        continue;
      }
      const auto known = std::find_if(type.attributes.begin(), type.attributes.end(),
                                      [&](const AttributeType& a) { return a.name == name; });
      if (known == type.attributes.end()) {
        add("unknown-attribute", "元素 " + quoted(e.name()) + " 没有属性 " + quoted(name) + ",已忽略");
      } else {
        value(*known->value, attribute.value(), {e, &*known});
      }
    }
    for (const AttributeType& wanted : type.attributes) {
      if (wanted.required && !e.attribute(wanted.name.c_str())) {
        add("missing-attribute", "元素 " + std::string(e.name()) + " 缺少属性 " + wanted.name);
      }
    }
  }

  void add(std::string_view rule, std::string message) {
    std::vector<TextPlace> around;
    std::transform(around_.rbegin(), around_.rend(), std::back_inserter(around),
                   [this](auto e) { return place_of(e); });
    findings.push_back({finding_of(rule, place_, around.front(), std::move(message)), around});
  }

  void wrong_place(const xml_node& e, std::string_view rule) {
    begin(e);
    const std::string name = quoted(e.name());
    add(rule, rule == "unknown-element" ? "不认识的元素 " + name + ",已忽略"
              : rule == "element-order" ? "元素 " + name + " 的位置不对,应当写在前面"
                                        : "元素 " + name + " 写得太多");
    end();
  }

  void foreign(const xml_node& e) {
    begin(e);
    add("foreign-content", "元素 " + quoted(e.name()) + " 属于其他命名空间,枢纽不看");
    end();
  }

  /// Of the part's beginning when the element is null.
  TextPlace place_of(const xml_node& e) const {
    return places_.of(static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, e.offset_debug())));
  }

  std::vector<SchemaFinding> findings;

 private:
  void foreign_attribute(const xml_node& e, std::string_view name, std::size_t colon) {
    const std::string_view local = name.substr(colon + 1);
    const std::string_view uri = namespace_of(e, name.substr(0, colon));
    const bool hint = local == "schemaLocation" && (uri.empty() ? name.substr(0, colon) == "xsi" : uri == kInstance);
    if (!hint) add("foreign-content", "属性 " + quoted(name) + " 属于其他命名空间,枢纽不看");
  }

  void text(const xml_node& e, const ValueType& type) {
    std::string words;
    for (const xml_node& child : e.children()) {
      if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) words += child.value();
      if (child.type() != pugi::node_element) continue;
      if (is_foreign(child)) {
        foreign(child);
      } else {
        wrong_place(child, "unknown-element");
      }
    }
    value(type, words, {e, nullptr});
  }

  void content(const xml_node& e, const ElementType& type) {
    ChildCount count(type);
    for (const xml_node& child : e.children()) {
      if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
        if (!is_blank(child.value())) {
          add("stray-text",
              "元素 " + std::string(e.name()) + " 里有不属于任何元素的文字" + quoted(trim(child.value())));
        }
      } else if (child.type() == pugi::node_element) {
        this->child(child, count);
      }
    }
    for (const std::string& name : count.missing()) {
      add("missing-element", "元素 " + std::string(e.name()) + " 缺少 " + name);
    }
  }

  /// What a value belongs to.
  struct Owner {
    const xml_node& element;
    const AttributeType* attribute;  ///< null: it is the element's text

    std::string name() const {
      return attribute == nullptr ? element.name() : std::string(element.name()) + " 的属性 " + attribute->name;
    }
    bool is_record_id() const {
      return attribute != nullptr && attribute->name == "id" && std::string_view(element.name()) == "record";
    }
  };

  void value(const ValueType& type, std::string_view text, const Owner& owner) {
    std::string_view rule = value_fault(type, text);
    if (rule.empty()) return;
    // a record's own id is another matter than one it refers to
    if (rule == "bad-record-id" && !owner.is_record_id()) rule = "bad-form";
    const std::string what = owner.name();
    if (rule == "empty-element") {
      add(rule, what + " 是空的");
    } else if (rule == "too-long") {
      add(rule, what + " 过长,最多 " + std::to_string(type.most) + " 个字");
    } else if (rule == "unknown-code") {
      add(rule, what + " 的代码" + quoted(text) + "不在代码表中");
      const ValueType& codes = type.item != nullptr ? *type.item : type;
      if (!codes.codes.empty()) findings.back().finding.mend = "请使用 " + join(codes.codes, "、") + " 之一";
    } else {
      add(rule, what + " 的值" + quoted(text) + "写法不对");
    }
  }

  const TextPlaces& places_;
  const std::string& place_;
  std::vector<xml_node> around_;  // from the part to the element under way
};

}  // namespace

const ElementType* ChildCount::next(std::string_view name, std::string_view& rule) {
  const auto& children = type_->children;
  const auto found =
      std::find_if(children.begin(), children.end(), [&](const ChildType& child) { return child.name == name; });
  if (found == children.end()) {
    rule = "unknown-element";
    return nullptr;
  }
  const auto index = static_cast<std::size_t>(found - children.begin());
  const bool another = type_->choice && std::any_of(counts_.begin(), counts_.end(), [](auto n) { return n > 0; });
  if (++counts_[index] > found->most || another) {
    rule = "repeated-element";
  } else if (!type_->choice && index < at_) {
    rule = "element-order";
  }
  at_ = std::max(at_, index);
  return found->type;
}

std::vector<std::string> ChildCount::missing() const {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    if (counts_[i] < type_->children[i].least) names.push_back(type_->children[i].name);
  }
  if (!type_->choice || names.empty()) return names;
  return names.size() < counts_.size() ? std::vector<std::string>() : std::vector{join(names, " 或 ")};
}

SchemaCheck::SchemaCheck() : children_(Schema::get().feed()) {}

std::vector<SchemaFinding> SchemaCheck::root(const xml_node& feed, const TextPlaces& places) {
  const std::string place = kHead;
  Walk walk(places, place);
  root_ = walk.place_of(feed);
  walk.begin(feed);
  walk.attributes(feed, Schema::get().feed());
  return std::move(walk.findings);
}

std::vector<SchemaFinding> SchemaCheck::part(const xml_node& element, const TextPlaces& places,
                                             const std::string& place) {
  Walk walk(places, place);
  if (!element) {
    walk.begin(element);
    walk.add("stray-text", "元素 feed 里有不属于任何元素的文字");
  } else {
    walk.child(element, children_);
  }
  return std::move(walk.findings);
}

std::vector<SchemaFinding> SchemaCheck::end() {
  std::vector<SchemaFinding> findings;
  for (const std::string& name : children_.missing()) {
    findings.push_back({finding_of("missing-element", kHead, root_, "元素 feed 缺少 " + name), {root_}});
  }
  return findings;
}

}  // namespace lawhub
