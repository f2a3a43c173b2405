// Names of institutions: what is left when place, form and ornament are taken away.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "registry/institution_type.h"

namespace lawhub {

struct NameReading {
  std::string
      clean;  ///< as shown: NFKC of brackets and width; white space, leading ordinals, (原…) and (个人所) removed
  /// Folded; 省, divisions and the type's ending removed: 山东泰岳(济南)律师事务所 → 泰岳. Of a body of a town or
  /// village the stem of that place (临城司法所 → 临城), of an association its trade (律师); empty when the division
  /// says all (薛城区公证处).
  std::string core;
  std::string place;     ///< what stands in brackets as a place (分所): 济南
  std::string division;  ///< code of the division the name itself says, empty when none or ambiguous in `host`
  std::vector<std::string> former;  ///< names stated inside it: （原…）
  std::string form;                 ///< organisation form stated in brackets: 个人所
};
/// `host` as in read_address.
NameReading read_name(std::string_view name, InstitutionType type, std::string_view host);

}  // namespace lawhub
