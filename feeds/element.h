// What the readers of the feed share: text out of elements, and findings about them.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "feeds/xml_guard.h"
#include "registry/report.h"

namespace pugi {
class xml_node;
}

namespace lawhub {

/// Longest one-line text and longest description, in characters; institutions.xsd says the same.
inline constexpr std::size_t kLineLimit = 1000;
inline constexpr std::size_t kTextLimit = 20000;

/// Reads parts of one record (or of the feed's head) and says what is wrong with them. An error rejects the record.
class ElementReader {
 public:
  ElementReader(Report& report, const TextPlaces& places, std::string place)
      : report_(report), places_(places), place_(std::move(place)) {}

  bool rejected() const { return rejected_; }
  const std::string& place() const { return place_; }
  void error(const pugi::xml_node& at, std::string rule, std::string message, std::string mend);
  void warning(const pugi::xml_node& at, std::string rule, std::string message, std::string mend);

  /// All text of the element as one line, white space squeezed; cut at kLineLimit.
  std::string line(const pugi::xml_node& element);
  /// All text of the element with its line breaks; cut at kTextLimit.
  std::string text(const pugi::xml_node& element);
  /// An attribute as one line; empty when it is missing.
  std::string attribute(const pugi::xml_node& element, const char* name);

  /// `value` when the list of registry/codes.h holds it; else an error, and empty.
  std::string code(const pugi::xml_node& at, std::string value, std::string_view list);
  /// The same of an attribute that may be missing: then empty.
  std::string code_attribute(const pugi::xml_node& element, const char* name, std::string_view list);
  /// An error, and the way out: the record says a code that no list holds.
  void unknown_code(const pugi::xml_node& at, std::string_view what, std::string_view value, std::string mend);
  /// An ISO date of an attribute or element; else a warning, and empty.
  std::string date(const pugi::xml_node& at, std::string value);
  /// 6, 9 or 12 digits; anything else is an error, a code that the tables do not hold a warning.
  std::string division(const pugi::xml_node& at, std::string value);
  /// An http(s) address as published; else a warning, and empty.
  std::string web_address(const pugi::xml_node& element);
  /// RFC 3339; a time without zone is taken as China's, with a warning; 0 and an error when it is no time.
  std::int64_t instant(const pugi::xml_node& at, const std::string& value);

  using Handlers = std::map<std::string_view, std::function<void(const pugi::xml_node&)>>;
  /// Calls the handler of each child element; one that has none is a warning. A handler may be empty: known, unused.
  void children(const pugi::xml_node& element, const Handlers& handlers);
  /// A handler that keeps the first such element as one line; a second one is a warning.
  std::function<void(const pugi::xml_node&)> line_into(std::string& field);
  /// The same with line breaks.
  std::function<void(const pugi::xml_node&)> text_into(std::string& field);
  /// A handler that adds each such element, as one line, unless it is empty.
  std::function<void(const pugi::xml_node&)> lines_into(std::vector<std::string>& list);
  /// A handler that keeps an element that is a code of the list; codes_into adds each one.
  std::function<void(const pugi::xml_node&)> code_into(std::string& field, std::string_view list);
  std::function<void(const pugi::xml_node&)> codes_into(std::vector<std::string>& codes, std::string_view list);

 private:
  void add(Severity severity, const pugi::xml_node& at, std::string rule, std::string message, std::string mend);
  std::string cut(const pugi::xml_node& at, std::string value, std::size_t limit);
  bool is_first(const pugi::xml_node& element, const std::string& field);

  Report& report_;
  const TextPlaces& places_;
  std::string place_;
  bool rejected_ = false;
};

}  // namespace lawhub
