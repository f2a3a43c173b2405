// A look over XML before anything is built from it: pugixml accepts two roots, doubled attributes, control characters
// and web pages, and a million nested elements overflow its stack.
#pragma once
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/charset.h"
#include "feeds/text_places.h"

namespace lawhub {

struct XmlLimits {
  std::size_t bytes = 16U << 20U;  ///< of UTF-8
  std::size_t depth = 32;
  std::size_t nodes = 500000;      ///< elements and attributes in all; a tree takes about 60 bytes for each
  std::size_t part_bytes = bytes;  ///< of one child of the root, and of what stands between two of them
  std::size_t part_nodes = nodes;  ///< of one child of the root
};

/// Why the text is refused, and where.
struct XmlFault {
  std::string rule;     ///< "xml-too-large", "xml-dtd", "xml-not-well-formed", "bad-encoding"
  std::string message;  ///< Chinese
  int line = 0, column = 0;
};

/// Nothing when `utf8` is one well-formed element within the limits, without a document type. Namespaces are not looked
/// at. Time and memory are linear in what is read.
std::optional<XmlFault> find_xml_fault(std::string_view utf8, const XmlLimits& limits = {});

/// A child of the root, or text that stands in the root outside of elements.
struct XmlPart {
  std::string_view text;  ///< valid until the next part is asked for
  TextPlace begin;
  bool element = true;
};

/// A document read part by part, so that a large one needs the memory of one part.
class XmlParts {
 public:
  /// `stream` must outlive it.
  XmlParts(TextStream& stream, const XmlLimits& limits);
  ~XmlParts();
  XmlParts(const XmlParts&) = delete;
  XmlParts& operator=(const XmlParts&) = delete;

  /// The start tag of the root as a part of its own, closed: "<feed a='b'/>". Nothing when there is a fault before.
  std::optional<XmlPart> root();
  /// The next part; nothing at the end or at a fault. White space, comments and instructions are no parts. Only when
  /// the last part was read without a fault is the document well-formed; what was read until then may be a piece of
  /// something else.
  std::optional<XmlPart> next();
  const std::optional<XmlFault>& fault() const;

 private:
  class Scanner;
  std::unique_ptr<Scanner> scanner_;
};

}  // namespace lawhub
