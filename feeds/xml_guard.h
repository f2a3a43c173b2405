// A look over XML before anything is built from it: pugixml accepts two roots, doubled attributes, control characters
// and web pages, and a million nested elements overflow its stack.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lawhub {

struct XmlLimits {
  std::size_t bytes = 16U << 20U;
  std::size_t depth = 32;
  std::size_t nodes = 500000;  ///< elements and attributes; a tree takes about 60 bytes for each
};

/// Why the text is refused, and where (1-based; the column counts characters).
struct XmlFault {
  std::string rule;     ///< "xml-too-large", "xml-dtd", "xml-not-well-formed"
  std::string message;  ///< Chinese
  int line = 0, column = 0;
};

/// Nothing when `utf8` is one well-formed element within the limits, without a document type. Namespaces are not looked
/// at. Time and memory are linear in what is read.
std::optional<XmlFault> find_xml_fault(std::string_view utf8, const XmlLimits& limits = {});

/// Lines and columns of a text, for findings. The text must outlive it.
class TextPlaces {
 public:
  explicit TextPlaces(std::string_view utf8);
  struct Place {
    int line = 1, column = 1;
  };
  Place of(std::size_t offset) const;

 private:
  std::string_view text_;
  std::vector<std::size_t> line_starts_;
};

}  // namespace lawhub
