// Tables of facts: UTF-8, tab-separated, one header line, no quoting, lines that begin with # are remarks.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace lawhub {

/// Rows as views into `text`, which must outlive the table.
class Table {
 public:
  /// Throws std::runtime_error with `name` and the line when a row has more cells than the header.
  Table(std::string_view text, std::string_view name);
  std::size_t size() const { return rows_.size(); }
  /// The place of a column; throws std::runtime_error when the header has no such name.
  std::size_t column(std::string_view header) const;
  /// Empty when the row is short.
  std::string_view cell(std::size_t row, std::size_t column) const;

 private:
  std::string name_;
  std::vector<std::string_view> header_;
  std::vector<std::vector<std::string_view>> rows_;
};

}  // namespace lawhub
