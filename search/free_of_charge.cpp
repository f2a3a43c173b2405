#include "search/free_of_charge.h"

#include <map>
#include <stdexcept>
#include <string>

#include "base/tsv.h"
#include "search/embedded.h"

namespace lawhub {
namespace {

std::map<InstitutionType, std::string_view> load() {
  const Table table(search_file("data/free_types.tsv"), "search/data/free_types.tsv");
  const std::size_t code = table.column("type"), law = table.column("law");
  std::map<InstitutionType, std::string_view> laws;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const auto type = type_of_code(table.cell(row, code));
    if (!type) throw std::runtime_error("free_types.tsv: unknown type " + std::string(table.cell(row, code)));
    laws.emplace(*type, table.cell(row, law));
  }
  return laws;
}

}  // namespace

std::string_view free_by(InstitutionType type) {
  static const std::map<InstitutionType, std::string_view> kLaws = load();
  const auto found = kLaws.find(type);
  return found == kLaws.end() ? std::string_view() : found->second;
}

}  // namespace lawhub
