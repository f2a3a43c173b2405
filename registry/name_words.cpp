#include "registry/name_words.h"

#include <algorithm>
#include <array>
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
  static const std::unordered_map<std::string, std::string> glyphs = [] {
    std::unordered_map<std::string, std::string> map;
    const Table table(registry_file("data/glyphs.tsv"), "glyphs.tsv");
    for (std::size_t row = 0; row < table.size(); ++row) {
      for (const std::string_view one : split(table.cell(row, 1), ';')) map.emplace(one, table.cell(row, 0));
    }
    return map;
  }();
  const auto found = glyphs.find(std::string(components));
  return found == glyphs.end() ? "" : found->second;
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
  using enum InstitutionType;
  static const std::vector<NameEnding> endings = [] {
    std::vector<NameEnding> list = {
        {"律师事务所", law_firm},
        {"律师所", law_firm},
        {"律所", law_firm},
        {"律师事务所分所", law_firm_branch},
        {"分所", law_firm_branch},
        {"基层法律服务所", grassroots_legal_office},
        {"法律服务所", grassroots_legal_office},
        {"公证处", notary_office},
        {"公证机构", notary_office},
        {"法医司法鉴定所", forensic_institution},
        {"法医司法鉴定中心", forensic_institution},
        {"法医鉴定所", forensic_institution},
        {"法医鉴定中心", forensic_institution},
        {"司法鉴定所", forensic_institution},
        {"司法鉴定中心", forensic_institution},
        {"司法鉴定机构", forensic_institution},
        {"司法鉴定科学研究院", forensic_institution},
        {"人民调解委员会", mediation_committee},
        {"调解委员会", mediation_committee},
        {"人民调解委", mediation_committee},
        {"人民调解组织", mediation_committee},
        {"调委会", mediation_committee},
        {"人民调解工作室", mediation_committee},
        {"人民调解室", mediation_committee},
        {"调解工作室", mediation_committee},
        {"调解室", mediation_committee},
        {"调解中心", mediation_committee},
        {"司法所", judicial_office},
        {"法律援助中心", legal_aid_centre},
        {"法律援助处", legal_aid_centre},
        {"法律援助机构", legal_aid_centre},
        {"法援中心", legal_aid_centre},
        {"法律援助工作站", legal_aid_station},
        {"法律援助联络点", legal_aid_station},
        {"法律援助联系点", legal_aid_station},
        {"法律援助工作点", legal_aid_station},
        {"法律援助站", legal_aid_station},
        {"法援工作站", legal_aid_station},
        {"公共法律服务中心", legal_service_centre},
        {"公共法律服务工作站", legal_service_centre},
        {"公共法律服务站", legal_service_centre},
        {"公共法律服务工作室", legal_service_centre},
        {"公共法律服务室", legal_service_centre},
        {"公共法律服务点", legal_service_centre},
        {"公共法律服务大厅", legal_service_centre},
        {"律师会客厅", legal_service_centre},
        {"社区律师工作室", legal_service_centre},
        {"公共法律服务热线", hotline},
        {"法律服务热线", hotline},
        {"法律援助热线", hotline},
        {"12348热线", hotline},
        {"12348", hotline},
        {"仲裁委员会", arbitration_commission},
        {"仲裁委", arbitration_commission},
        {"司法局", justice_bureau},
        {"司法厅", justice_bureau},
        {"司法局分局", justice_bureau},
        {"律师协会", association},
        {"律协", association},
        {"公证协会", association},
        {"公证员协会", association},
        {"司法鉴定协会", association},
        {"司法鉴定人协会", association},
        {"基层法律服务协会", association},
        {"基层法律服务工作者协会", association},
        {"法律服务工作者协会", association},
        {"人民调解协会", association},
        {"人民调解员协会", association},
        {"普法网", law_publicity},
        {"普法教育基地", law_publicity},
        {"普法阵地", law_publicity},
        {"法治宣传教育基地", law_publicity},
        {"法治教育基地", law_publicity},
        {"法治宣传教育中心", law_publicity},
        {"法治文化公园", law_publicity},
        {"法治文化广场", law_publicity},
        {"法治文化阵地", law_publicity},
        {"法治公园", law_publicity},
        {"宪法公园", law_publicity},
        {"律师培训基地", training_base},
        {"司法行政培训基地", training_base},
        {"司法行政教育培训中心", training_base},
        {"公证员培训基地", training_base},
        {"法律服务培训基地", training_base},
        {"人民调解员培训基地", training_base},
        {"培训基地", training_base},
        {"法律服务团", legal_service_team},
        {"法律顾问团", legal_service_team},
        {"律师服务团", legal_service_team},
        {"律师团", legal_service_team},
        {"法律服务队", legal_service_team},
        {"法律服务志愿者服务队", legal_service_team},
        {"法律服务志愿服务队", legal_service_team},
        {"普法志愿服务队", legal_service_team},
        {"讲师团", legal_service_team},
    };
    std::stable_sort(list.begin(), list.end(),
                     [](const NameEnding& a, const NameEnding& b) { return a.text.size() > b.text.size(); });
    return list;
  }();
  return endings;
}

}  // namespace lawhub
