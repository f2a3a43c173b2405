#include "registry/institution_type.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "registry/name_words.h"

namespace lawhub {
namespace {

struct TypeRow {
  InstitutionType type;
  std::string_view code, label;
};

using enum InstitutionType;

constexpr std::array<TypeRow, 17> kTypes = {{
    {legal_aid_centre, "LAC", "法律援助机构"},
    {legal_aid_station, "LAS", "法律援助工作站"},
    {law_firm, "LFM", "律师事务所"},
    {law_firm_branch, "LFB", "律师事务所分所"},
    {grassroots_legal_office, "GLS", "基层法律服务所"},
    {notary_office, "NOT", "公证处"},
    {forensic_institution, "FAI", "司法鉴定机构"},
    {mediation_committee, "PMC", "人民调解委员会"},
    {judicial_office, "JUO", "司法所"},
    {legal_service_centre, "PLC", "公共法律服务中心"},
    {hotline, "HOT", "法律服务热线"},
    {arbitration_commission, "ARB", "仲裁委员会"},
    {justice_bureau, "BUR", "司法局"},
    {association, "ASC", "行业协会"},
    {law_publicity, "LPE", "普法阵地"},
    {training_base, "TRN", "培训基地"},
    {legal_service_team, "TEAM", "法律服务团"},
}};

bool holds(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view e) { return text.ends_with(e); });
}

/// Names that look like ours and are not: companies, offices of in-house lawyers, arbitration of labour disputes.
bool is_never_listed(std::string_view name) {
  if (ends_with_any(name, {"公司", "公职律师办公室", "公职律师事务部", "公司律师事务部", "公司律师办公室"}))
    return true;
  return holds(name, "仲裁") && (holds(name, "劳动") || holds(name, "人事") || holds(name, "土地"));
}

/// What the endings do not decide.
std::optional<InstitutionType> type_by_words(std::string_view name) {
  if ((holds(name, "法律援助") || holds(name, "法援")) &&
      ends_with_any(name, {"站", "点", "窗口", "联络处", "接待室", "工作室"})) {
    return legal_aid_station;
  }
  if (holds(name, "公共法律服务") && ends_with_any(name, {"中心", "站", "室", "点", "窗口", "大厅"})) {
    return legal_service_centre;
  }
  if (holds(name, "12348") && ends_with_any(name, {"热线", "平台", "专线"})) return hotline;
  if (holds(name, "司法局") && ends_with_any(name, {"分局", "直属局"})) return justice_bureau;
  return {};
}

}  // namespace

std::span<const InstitutionType> all_institution_types() {
  static constexpr auto kAll = [] {
    std::array<InstitutionType, kTypes.size()> all{};
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = kTypes[i].type;
    return all;
  }();
  return kAll;
}

std::string_view code_of(InstitutionType type) { return kTypes[static_cast<std::size_t>(type)].code; }
std::string_view label_of(InstitutionType type) { return kTypes[static_cast<std::size_t>(type)].label; }

std::optional<InstitutionType> type_of_code(std::string_view code) {
  for (const TypeRow& row : kTypes) {
    if (row.code == code) return row.type;
  }
  return {};
}

std::optional<InstitutionType> type_of_name(std::string_view name) {
  const Unbracketed bare = without_brackets(without_space(fold(name)));
  if (is_never_listed(bare.text)) return {};
  const bool firm = holds(bare.text, "律师事务所") || holds(bare.text, "律所");
  for (const NameEnding& ending : name_endings()) {
    if (!bare.text.ends_with(ending.text)) continue;
    if (ending.type == law_firm && bare.place) return law_firm_branch;
    if (ending.type == law_firm_branch && !firm) continue;
    return ending.type;
  }
  return type_by_words(bare.text);
}

}  // namespace lawhub
