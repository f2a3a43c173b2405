// What it offers, whom it belongs to, and how the words are written.
#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "feeds/rules_record.h"

namespace lawhub {
namespace {

using pugi::xml_node;

/// What people type into a field that they must not leave empty.
constexpr std::array<std::string_view, 19> kNothing = {"无",   "暂无", "不详", "待定", "未知", "没有", "空",
                                                       "null", "NULL", "none", "None", "N/A",  "n/a",  "-",
                                                       "--",   "/",    "—",    "——",   "－"};

constexpr std::size_t kLongestTag = 300;  // bytes; bounds the search for its end

/// Has the text a tag or an entity in it, as copied from a web page?
bool has_markup(std::string_view text) {
  for (std::size_t at = text.find_first_of("<&"); at != std::string_view::npos; at = text.find_first_of("<&", at + 1)) {
    std::string_view rest = text.substr(at + 1);
    if (text[at] == '<' && rest.substr(0, 1) == "/") rest.remove_prefix(1);
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '#'; };
    if (rest.empty() || !letter(rest.front())) continue;
    if (text[at] == '<' ? rest.substr(0, kLongestTag).find('>') != std::string_view::npos
                        : rest.substr(0, 9).find(';') != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

void judge_text(const JudgedRecord& r, const xml_node& e, const std::string& text, const std::string& what) {
  if (std::find(kNothing.begin(), kNothing.end(), text) != kNothing.end()) {
    r.add("placeholder", e, what + "只写了" + quoted(text));
  } else if (text.find("\uFFFD") != std::string::npos || text.find("锟斤拷") != std::string::npos) {
    r.add("mojibake", e, what + "里有乱码:" + quoted(text));
  } else if (has_markup(text)) {
    r.add("markup", e, what + "里有网页代码:" + quoted(text));
  }
}

void judge_texts_below(const JudgedRecord& r, const xml_node& within) {
  for (const xml_node& e : within.children()) {
    if (e.type() != pugi::node_element) continue;
    if (const std::string text = text_of(e); !text.empty()) judge_text(r, e, text, e.name());
    for (const auto& attribute : e.attributes()) {
      const std::string text = squeeze(attribute.value());
      if (!text.empty()) judge_text(r, e, text, std::string(e.name()) + " 的属性 " + attribute.name());
    }
    judge_texts_below(r, e);
  }
}

void judge_tombstone(const JudgedRecord& r, const xml_node& tombstone) {
  const std::string reason = line_of(tombstone.child("reason"));
  const xml_node at = tombstone;
  if (!tombstone.child("effective_date")) r.add("tombstone-date", at, "删除说明没有写生效日期 effective_date");
  if ((reason == "merged" || reason == "duplicate") && !tombstone.child("successor_id")) {
    r.add("tombstone-successor", at, "原因是 " + reason + ",却没有写并入了哪条记录 successor_id");
  }
  if ((reason == "cancelled" || reason == "revoked") && !tombstone.child("document")) {
    r.add("tombstone-document", at, "原因是 " + reason + ",没有写依据的文书 document");
  }
  for (const xml_node& e : tombstone.children("successor_id")) {
    if (line_of(e) == r.id) r.add("relation-self", e, "successor_id 指向了记录自己");
  }
}

}  // namespace

void judge_services(const JudgedRecord& r) {
  std::set<std::string> codes;
  for (const xml_node& service : r.organization().children("service")) {
    const std::string code = line_of(service, "code");
    if (code.empty()) continue;
    if (!codes.insert(code).second) r.add("repeated-service", service, "服务事项 " + code + " 写了两次");
  }
}

void judge_relations(const JudgedRecord& r) {
  if (const xml_node tombstone = r.record.child("tombstone")) judge_tombstone(r, tombstone);
  const xml_node organization = r.organization();
  bool branch = false;
  for (const xml_node& e : organization.children("relation")) {
    const std::string target = line_of(e, "target");
    branch = branch || line_of(e, "kind") == "branch_of";
    if (target.empty() && line_of(e, "target_name").empty() && line_of(e, "division").empty()) {
      r.add("relation-empty", e, "关系没有写对方是谁");
    } else if (target == r.id) {
      r.add("relation-self", e, "关系指向了记录自己");
    }
  }
  if (line_of(organization.child("institution_type")) == "LFB" && !branch) {
    r.add("branch-without-head", organization, "分所没有写总所(relation kind=\"branch_of\")");
  }
}

void judge_texts(const JudgedRecord& r) { judge_texts_below(r, r.record); }

}  // namespace lawhub
