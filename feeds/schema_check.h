// A feed against institutions.xsd, part by part: what stands where it may not, what is missing, what is not written as
// it should be.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "feeds/schema.h"
#include "feeds/xml_guard.h"
#include "registry/report.h"

namespace pugi {
class xml_node;
}

namespace lawhub {

/// A finding at an element, and the elements around it up to the part.
struct SchemaFinding {
  Finding finding;
  std::vector<TextPlace> around;  ///< itself first
};

/// The children of one element so far, against its type.
class ChildCount {
 public:
  explicit ChildCount(const ElementType& type) : type_(&type), counts_(type.children.size()) {}
  /// The type of the next child, null when there is no such child; `rule` becomes "unknown-element", "element-order"
  /// or "repeated-element" when it may not stand here.
  const ElementType* next(std::string_view name, std::string_view& rule);
  /// The names of those that must come and did not.
  std::vector<std::string> missing() const;

 private:
  const ElementType* type_;
  std::vector<std::size_t> counts_;
  std::size_t at_ = 0;
};

/// Calls come as from read_parts(). A feed without findings is valid by institutions.xsd.
class SchemaCheck {
 public:
  SchemaCheck();
  std::vector<SchemaFinding> root(const pugi::xml_node& feed, const TextPlaces& places);
  /// `element` is null for text in the root. `place` is the record's id or "feed".
  std::vector<SchemaFinding> part(const pugi::xml_node& element, const TextPlaces& places, const std::string& place);
  /// At the end of the feed: what the root lacks, said of its start tag.
  std::vector<SchemaFinding> end();

 private:
  ChildCount children_;
  TextPlace root_;
};

}  // namespace lawhub
