#include "registry/codes.h"

#include <algorithm>
#include <stdexcept>
#include <unordered_map>

#include "base/text.h"
#include "base/tsv.h"
#include "registry/embedded.h"

namespace lawhub {

namespace {

std::vector<InstitutionType> types_of(std::string_view cell) {
  std::vector<InstitutionType> out;
  for (std::string_view code : split(cell, ' ')) {
    if (code.empty()) {
      continue;
    }
    const auto type = type_of_code(code);
    if (!type) {
      throw std::runtime_error("codes.tsv: unknown institution type " + std::string(code));
    }
    out.push_back(*type);
  }
  return out;
}

std::vector<Code> load() {
  const Table table(registry_file("data/codes.tsv"), "codes.tsv");
  const std::size_t list = table.column("list"), code = table.column("code"), label = table.column("label"),
                    types = table.column("types");
  std::vector<Code> out;
  for (std::size_t row = 0; row < table.size(); ++row) {
    out.push_back({std::string(table.cell(row, list)), std::string(table.cell(row, code)),
                   std::string(table.cell(row, label)), types_of(table.cell(row, types))});
  }
  return out;
}

}  // namespace

std::span<const Code> all_codes() {
  static const std::vector<Code> kCodes = load();
  return kCodes;
}

std::span<const Code> codes_of(std::string_view list) {
  static const std::unordered_map<std::string_view, std::span<const Code>> kLists = [] {
    std::unordered_map<std::string_view, std::span<const Code>> out;
    const std::span<const Code> all = all_codes();
    for (std::size_t begin = 0, end = 0; begin < all.size(); begin = end) {
      while (end < all.size() && all[end].list == all[begin].list) {
        ++end;
      }
      out.emplace(all[begin].list, all.subspan(begin, end - begin));
    }
    return out;
  }();
  const auto found = kLists.find(list);
  return found == kLists.end() ? std::span<const Code>() : found->second;
}

const Code* find_code(std::string_view list, std::string_view code) {
  for (const Code& c : codes_of(list)) {
    if (c.code == code) {
      return &c;
    }
  }
  return nullptr;
}

const Code* find_subtype(InstitutionType type, std::string_view code) {
  for (const Code& c : codes_of("subtype")) {
    if (c.code == code && std::find(c.types.begin(), c.types.end(), type) != c.types.end()) {
      return &c;
    }
  }
  return nullptr;
}

const Code* find_label(std::string_view list, std::string_view label) {
  for (const Code& c : codes_of(list)) {
    if (c.label == label) {
      return &c;
    }
  }
  return nullptr;
}

std::string code_label(std::string_view list, std::string_view code) {
  const Code* found = find_code(list, code);
  return found ? found->label : std::string(code);
}

}  // namespace lawhub
