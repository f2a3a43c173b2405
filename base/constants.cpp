#include "base/constants.h"

#include <stdexcept>

#include "base/text.h"
#include "base/tsv.h"

namespace lawhub {

Constants::Constants(std::string_view name, std::string_view tsv) : name_(name) {
  const Table table(tsv, name);
  const std::size_t constant = table.column("constant"), value = table.column("value");
  for (std::size_t row = 0; row < table.size(); ++row) {
    std::int64_t number = 0;
    if (!parse_number(table.cell(row, value), number)) throw std::runtime_error(name_ + ": not a number");
    values_.emplace(table.cell(row, constant), number);
  }
}

std::int64_t Constants::get(std::string_view constant) const {
  const auto found = values_.find(constant);
  if (found == values_.end()) throw std::out_of_range(name_ + " has no " + std::string(constant));
  return found->second;
}

}  // namespace lawhub
