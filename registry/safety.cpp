#include "registry/safety.h"

#include <map>
#include <stdexcept>
#include <string>

#include "base/text.h"
#include "base/tsv.h"
#include "registry/embedded.h"

namespace lawhub {

namespace {

std::map<std::string, std::int64_t, std::less<>> read_constants() {
  const Table table(registry_file("data/safety.tsv"), "safety.tsv");
  const std::size_t name = table.column("constant"), value = table.column("value");
  std::map<std::string, std::int64_t, std::less<>> out;
  for (std::size_t row = 0; row < table.size(); ++row) {
    std::int64_t number = 0;
    if (!parse_number(table.cell(row, value), number)) {
      throw std::runtime_error("safety.tsv: not a number");
    }
    out.emplace(table.cell(row, name), number);
  }
  return out;
}

}  // namespace

std::int64_t safety(std::string_view constant) {
  static const auto kConstants = read_constants();
  const auto found = kConstants.find(constant);
  if (found == kConstants.end()) {
    throw std::out_of_range("safety.tsv has no " + std::string(constant));
  }
  return found->second;
}

}  // namespace lawhub
