#include "registry/forensic_scope.h"

#include <algorithm>

#include "base/text.h"
#include "base/tsv.h"
#include "registry/embedded.h"

namespace lawhub {

namespace {

/// The parts of `text` between the separators that stand outside brackets, without spaces.
std::vector<std::string> parts_of(std::string_view text, std::u32string_view separators) {
  std::vector<std::string> out(1);
  int depth = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    depth += c == U'(' ? 1 : c == U')' && depth > 0 ? -1 : 0;
    if (depth == 0 && separators.find(c) != separators.npos) {
      out.emplace_back();
    } else if (c != U' ') {
      append_utf8(out.back(), c);
    }
  }
  std::erase(out, "");
  return out;
}
// Of folded texts, where they have half width.
constexpr std::u32string_view kClauseEnds = U";。\n";
constexpr std::u32string_view kPartEnds = U"、,;。\n\t";

bool remove_ending(std::string& text, std::string_view ending) {
  const bool found = text.size() > ending.size() && text.ends_with(ending);
  if (found) {
    text.resize(text.size() - ending.size());
  }
  return found;
}
bool remove_beginning(std::string& text, std::string_view beginning) {
  const bool found = text.size() > beginning.size() && text.starts_with(beginning);
  if (found) {
    text.erase(0, beginning.size());
  }
  return found;
}

/// How licences write an item and how the table does: without the words that all have.
std::string bare(std::string text) {
  text = without_space(fold(text));
  for (std::string_view ending : {"司法鉴定", "鉴定"}) {
    remove_ending(text, ending);
  }
  return text;
}

bool is_part_of(std::string_view code, std::string_view group) { return code.starts_with(group); }

/// Every name of every item, as bare() makes it.
const std::vector<std::pair<std::string, const ForensicItem*>>& names() {
  static const std::vector<std::pair<std::string, const ForensicItem*>> kNames = [] {
    std::vector<std::pair<std::string, const ForensicItem*>> out;
    for (const ForensicItem& item : forensic_items()) {
      out.emplace_back(bare(item.label), &item);
      for (const std::string& synonym : item.synonyms) {
        out.emplace_back(bare(synonym), &item);
      }
    }
    return out;
  }();
  return kNames;
}

/// The one item inside `group` (empty: anywhere) that the words name.
const ForensicItem* item_named(const std::string& words, std::string_view group) {
  const std::string wanted = bare(words);
  const ForensicItem* found = nullptr;
  for (const auto& [name, item] : names()) {
    if (name == wanted && is_part_of(item->code, group) && item != found) {
      if (found) {
        return nullptr;
      }
      found = item;
    }
  }
  return found;
}

/// "听觉功能、视觉功能除外", "仅限工具痕迹", "不含骨龄": the items of one clause, and whether they are in or out.
void read_clause(std::string clause, const ForensicItem& group, ForensicScope& out, std::vector<std::string>& without) {
  bool excluded = remove_ending(clause, "除外");
  for (std::string_view beginning : {"不含", "不包括", "除"}) {
    excluded = remove_beginning(clause, beginning) || excluded;
  }
  if (excluded) {
    remove_ending(clause, "外");
  }
  for (std::string_view beginning : {"仅限", "限于", "限", "包括", "含"}) {
    if (remove_beginning(clause, beginning)) {
      break;
    }
  }
  for (const std::string& part : parts_of(clause, kPartEnds)) {
    const ForensicItem* item = item_named(part, group.code);
    if (item == nullptr) {
      out.unread.push_back(part);
    } else if (excluded) {
      without.push_back("-" + item->code);
    } else {
      out.codes.push_back(item->code);
    }
  }
}

/// What stands in the brackets behind a group: when it only excludes, the rest of the group is covered.
void read_details(std::string_view text, const ForensicItem& group, ForensicScope& out) {
  const std::size_t before = out.codes.size();
  std::vector<std::string> without;
  for (const std::string& clause : parts_of(text, kClauseEnds)) {
    read_clause(clause, group, out, without);
  }
  if (out.codes.size() == before) {
    out.codes.push_back(group.code);
  }
  out.codes.insert(out.codes.end(), without.begin(), without.end());
}

}  // namespace

const std::vector<ForensicItem>& forensic_items() {
  static const std::vector<ForensicItem> kItems = [] {
    const Table table(registry_file("data/forensic_scope.tsv"), "forensic_scope.tsv");
    std::vector<ForensicItem> out;
    std::string service;
    for (std::size_t row = 0; row < table.size(); ++row) {
      ForensicItem& item = out.emplace_back();
      item.code = table.cell(row, table.column("code"));
      item.label = table.cell(row, table.column("label"));
      if (const std::string_view of_group = table.cell(row, table.column("service")); !of_group.empty()) {
        service = of_group;
      }
      item.service = service;
      for (std::string_view word : split(table.cell(row, table.column("synonyms")), ';')) {
        if (!word.empty()) {
          item.synonyms.emplace_back(word);
        }
      }
    }
    return out;
  }();
  return kItems;
}

const ForensicItem* find_forensic_item(std::string_view code) {
  const std::vector<ForensicItem>& items = forensic_items();
  const auto found = std::find_if(items.begin(), items.end(), [code](const ForensicItem& i) { return i.code == code; });
  return found == items.end() ? nullptr : &*found;
}

ForensicScope read_forensic_scope(std::string_view text) {
  ForensicScope out;
  for (const std::string& part : parts_of(fold(text), kPartEnds)) {
    const std::size_t open = part.find('('), close = part.rfind(')');
    const std::string name = part.substr(0, open);
    const ForensicItem* item = item_named(name, {});
    if (item == nullptr) {
      out.unread.push_back(name);
    } else if (open != std::string::npos && close != std::string::npos && close > open + 1) {
      read_details(part.substr(open + 1, close - open - 1), *item, out);
    } else {
      out.codes.push_back(item->code);
    }
  }
  return out;
}

std::vector<ServiceOffer> forensic_services(std::string_view text) {
  std::vector<ServiceOffer> out;
  for (const std::string& code : read_forensic_scope(text).codes) {
    const ForensicItem* item = find_forensic_item(code.starts_with('-') ? code.substr(1) : code);
    if (out.empty() || out.back().code != item->service) {
      ServiceOffer& service = out.emplace_back();
      service.code = item->service;
      service.description = squeeze(text);
    }
    out.back().scope.push_back(code);
  }
  return out;
}

std::vector<std::string> forensic_items_in(std::string_view folded) {
  constexpr std::size_t kShortest = 6;  // bytes, two characters; 视频 and the like
  std::vector<std::string> out;
  for (const auto& [name, item] : names()) {
    const bool named = name.size() >= kShortest && folded.find(name) != folded.npos && item_named(name, {}) == item;
    if (named && std::find(out.begin(), out.end(), item->code) == out.end()) {
      out.push_back(item->code);
    }
  }
  return out;
}

bool covers(const std::vector<std::string>& codes, std::string_view item) {
  bool covered = false;
  std::size_t closest = 0;
  for (const std::string& code : codes) {
    const bool excluded = code.starts_with('-');
    const std::string_view group = std::string_view(code).substr(excluded ? 1 : 0);
    if (is_part_of(item, group) && group.size() >= closest) {
      closest = group.size();
      covered = !excluded;
    }
  }
  return covered;
}

}  // namespace lawhub
