// The seventeen types of institution the hub knows (DOMAIN table: codes of the feed vocabulary `institution_type`).
#pragma once
#include <optional>
#include <span>
#include <string_view>

namespace lawhub {

enum class InstitutionType {
  legal_aid_centre,         // LAC 法律援助机构
  legal_aid_station,        // LAS 法律援助工作站
  law_firm,                 // LFM 律师事务所
  law_firm_branch,          // LFB 律师事务所分所
  grassroots_legal_office,  // GLS 基层法律服务所
  notary_office,            // NOT 公证处
  forensic_institution,     // FAI 司法鉴定机构
  mediation_committee,      // PMC 人民调解委员会
  judicial_office,          // JUO 司法所
  legal_service_centre,     // PLC 公共法律服务中心、站、室
  hotline,                  // HOT 12348 热线
  arbitration_commission,   // ARB 仲裁委员会
  justice_bureau,           // BUR 司法厅、司法局
  association,              // ASC 行业协会
  law_publicity,            // LPE 普法网、普法阵地
  training_base,            // TRN 培训基地
  legal_service_team,       // TEAM 法律服务团
};

/// Every type, in the order of the enumeration.
std::span<const InstitutionType> all_institution_types();
std::string_view code_of(InstitutionType type);   ///< "NOT"
std::string_view label_of(InstitutionType type);  ///< "公证处"
std::optional<InstitutionType> type_of_code(std::string_view code);
/// The type that an official name says by its ending ("…公证处", "…律师事务所", "…(滕州)律师事务所" is a branch when
/// the brackets hold a place, "…人民调解委员会", "…司法所" …); nothing when no rule fits.
std::optional<InstitutionType> type_of_name(std::string_view name);

}  // namespace lawhub
