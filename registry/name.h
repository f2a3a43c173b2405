// Names of institutions: what is left when place, form and ornament are taken away.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "registry/institution_type.h"

namespace lawhub {

struct NameReading {
  std::string clean;  ///< as shown: NFKC of brackets and width, white space and leading ordinals removed
  std::string core;  ///< folded; 省, divisions and the type's ending removed: 山东泰岳(济南)律师事务所 → 泰岳
  std::string place;     ///< what stands in brackets as a place (分所): 济南
  std::string division;  ///< code of the division the name itself says, empty when none or ambiguous in `host`
  std::vector<std::string> former;  ///< names stated inside it: （原…）
};
/// `host` as in read_address.
NameReading read_name(std::string_view name, InstitutionType type, std::string_view host);

}  // namespace lawhub
