#include "registry/lineage.h"

#include <set>

#include "base/text.h"
#include "base/tsv.h"
#include "registry/division.h"
#include "registry/embedded.h"

namespace lawhub {

namespace {

bool is_absorbed(const std::string& code) {
  static const std::set<std::string, std::less<>> kAbsorbed = [] {
    const Table table(registry_file("data/absorbed.tsv"), "absorbed.tsv");
    std::set<std::string, std::less<>> out;
    for (std::size_t row = 0; row < table.size(); ++row) {
      out.emplace(table.cell(row, table.column("code")));
    }
    return out;
  }();
  return kAbsorbed.contains(code);
}

}  // namespace

std::string present_code(const std::string& code) {
  const Division* now = Divisions::get().present(code);
  return now ? now->code : code;
}

std::string body_code(const std::string& code) { return is_absorbed(code) ? code : present_code(code); }

std::string short_name_of(const std::string& code) {
  const Division* division = Divisions::get().find(code);
  return division ? fold(division->short_name) : std::string();
}

}  // namespace lawhub
