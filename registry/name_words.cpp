#include "registry/name_words.h"

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>
#include <unordered_map>

#include "base/text.h"
#include "base/tsv.h"
#include "registry/division.h"
#include "registry/elsewhere.h"
#include "registry/embedded.h"

namespace lawhub {
namespace {

bool begins_former_name(std::string_view inside) {
  static constexpr std::array<std::string_view, 6> kWords = {"原", "曾用名", "前身", "旧称", "更名前", "变更前"};
  return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) { return inside.starts_with(word); });
}

/// Organisation forms of law firms and notary offices, as lists put them behind the name.
bool is_form(std::string_view inside) {
  static constexpr std::array<std::string_view, 16> kForms = {
      "个人",     "个人所",       "个人制",         "合伙",           "合伙所", "合伙制", "普通合伙", "普通合伙所",
      "特殊合伙", "特殊普通合伙", "特殊的普通合伙", "特殊普通合伙所", "国资",   "国资所", "国家出资", "国办所"};
  static constexpr std::array<std::string_view, 4> kOthers = {"事业单位", "事业体制", "合作制", "筹"};
  return std::find(kForms.begin(), kForms.end(), inside) != kForms.end() ||
         std::find(kOthers.begin(), kOthers.end(), inside) != kOthers.end();
}

/// The character that its components describe; empty when the table has none.
std::string glyph_of(std::string_view components) {
  static const std::unordered_map<std::string, std::string> kGlyphs = [] {
    std::unordered_map<std::string, std::string> map;
    const Table table(registry_file("data/glyphs.tsv"), "glyphs.tsv");
    for (std::size_t row = 0; row < table.size(); ++row) {
      for (const std::string_view one : split(table.cell(row, 1), ';')) map.emplace(one, table.cell(row, 0));
    }
    return map;
  }();
  const auto found = kGlyphs.find(std::string(components));
  return found == kGlyphs.end() ? "" : found->second;
}

}  // namespace

std::vector<Bracket> brackets_of(std::string_view name) {
  std::vector<Bracket> out;
  for (std::size_t begin = name.find('('); begin != std::string_view::npos; begin = name.find('(', begin)) {
    std::size_t end = begin + 1;
    for (int depth = 1; end < name.size() && depth > 0; ++end) {
      if (name[end] == '(') ++depth;
      if (name[end] == ')') --depth;
    }
    Bracket b;
    b.begin = begin;
    b.end = end;
    const std::string_view whole = name.substr(begin, end - begin);
    b.inside = whole.substr(1, whole.size() - (whole.ends_with(')') ? 2 : 1));
    b.glyph = glyph_of(b.inside);
    if (begins_former_name(b.inside)) {
      b.meaning = BracketMeaning::former;
    } else if (is_form(b.inside)) {
      b.meaning = BracketMeaning::form;
    } else if (!b.glyph.empty()) {
      b.meaning = BracketMeaning::glyph;
    } else if (!Divisions::get().named(b.inside).empty() || is_elsewhere(b.inside)) {
      b.meaning = BracketMeaning::place;
    }
    out.push_back(std::move(b));
    begin = end;
  }
  return out;
}

Unbracketed without_brackets(std::string_view name) {
  Unbracketed out;
  std::size_t done = 0;
  for (const Bracket& b : brackets_of(name)) {
    out.text += name.substr(done, b.begin - done);
    if (b.meaning == BracketMeaning::glyph) out.text += b.glyph;
    out.place = out.place || b.meaning == BracketMeaning::place;
    done = b.end;
  }
  out.text += name.substr(done);
  return out;
}

std::span<const NameEnding> name_endings() {
  static const std::vector<NameEnding> kEndings = [] {
    const Table table(registry_file("data/name_endings.tsv"), "name_endings.tsv");
    std::vector<NameEnding> list;
    for (std::size_t row = 0; row < table.size(); ++row) {
      const std::optional<InstitutionType> type = type_of_code(table.cell(row, 1));
      if (!type) throw std::runtime_error("name_endings.tsv: unknown type " + std::string(table.cell(row, 1)));
      list.push_back({table.cell(row, 0), *type});
    }
    std::stable_sort(list.begin(), list.end(),
                     [](const NameEnding& a, const NameEnding& b) { return a.text.size() > b.text.size(); });
    return list;
  }();
  return kEndings;
}

}  // namespace lawhub
