#include "base/tsv.h"

#include <algorithm>
#include <stdexcept>

#include "base/text.h"

namespace lawhub {

Table::Table(std::string_view text, std::string_view name) : name_(name) {
  std::size_t line_number = 0;
  for (std::string_view line : split(text, '\n')) {
    ++line_number;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string_view> cells = split(line, '\t');
    if (header_.empty()) {
      header_ = std::move(cells);
      continue;
    }
    if (cells.size() > header_.size()) {
      throw std::runtime_error(name_ + ":" + std::to_string(line_number) + ": more cells than the header");
    }
    rows_.push_back(std::move(cells));
  }
}

std::size_t Table::column(std::string_view header) const {
  const auto found = std::find(header_.begin(), header_.end(), header);
  if (found == header_.end()) throw std::runtime_error(name_ + ": no column " + std::string(header));
  return static_cast<std::size_t>(found - header_.begin());
}

std::string_view Table::cell(std::size_t row, std::size_t column) const {
  const std::vector<std::string_view>& cells = rows_.at(row);
  return column < cells.size() ? cells[column] : std::string_view();
}

}  // namespace lawhub
