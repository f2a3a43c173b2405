// institutions.xsd as a table to check by: the one place that says what may stand where. Reads only what that file uses
// of XML Schema 1.0.
#pragma once
#include <cstddef>
#include <limits>
#include <map>
#include <memory>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

namespace lawhub {

/// What a text may be.
struct ValueType {
  std::string name;                  ///< of the schema; empty when it has none
  std::string base;                  ///< the built-in type below it: "string", "token", "date" …
  std::vector<std::string> codes;    ///< when not empty, one of these
  std::vector<std::regex> patterns;  ///< when not empty, one of these
  std::size_t least = 0;             ///< characters
  std::size_t most = std::numeric_limits<std::size_t>::max();
  const ValueType* item = nullptr;  ///< of a list separated by spaces
};

struct AttributeType {
  std::string name;
  const ValueType* value = nullptr;
  bool required = false;
};

struct ElementType;

struct ChildType {
  std::string name;
  const ElementType* type = nullptr;
  std::size_t least = 1;
  std::size_t most = 1;
};

struct ElementType {
  const ValueType* value = nullptr;  ///< of its text; null: it may have none
  std::vector<AttributeType> attributes;
  bool choice = false;  ///< exactly one of the children, else all of them in this order
  std::vector<ChildType> children;
};

/// Immutable, safe from any thread.
class Schema {
 public:
  /// Of institutions.xsd. Throws std::logic_error when that uses something that is not understood here.
  static const Schema& get();
  /// The type of <feed>.
  const ElementType& feed() const { return *feed_; }

 private:
  class Loader;
  Schema();
  std::vector<std::unique_ptr<ElementType>> elements_;
  std::vector<std::unique_ptr<ValueType>> values_;
  const ElementType* feed_ = nullptr;
};

/// Is it a built-in type that value_fault() knows?
bool is_built_in(std::string_view name);
/// Why a text is not of the type: the code of a rule ("unknown-code", "bad-date", "too-long" …); empty when it is.
/// `text` is as the XML says it, white space included.
std::string_view value_fault(const ValueType& type, std::string_view text);

}  // namespace lawhub
