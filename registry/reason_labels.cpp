// What the codes of identity.h mean, for people.
#include "registry/identity.h"

namespace lawhub {

std::string_view reason_label(std::string_view reason) {
  struct Label {
    std::string_view reason, label;
  };
  static constexpr Label kLabels[] = {
      {"uscc-equal", "统一社会信用代码相同"},
      {"uscc-equal-type-differs", "统一社会信用代码相同,但机构类型不同"},
      {"uscc-differs", "统一社会信用代码不同"},
      {"licence-equal", "执业许可证号相同"},
      {"licence-equal-uscc-differs", "执业许可证号相同,但统一社会信用代码不同"},
      {"licence-differs", "执业许可证号不同"},
      {"type-differs", "机构类型不同"},
      {"branch-place-differs", "分所所在地不同"},
      {"name-place-differs", "名称中的地名不同"},
      {"division-equal", "同一行政区划的同类机构"},
      {"division-differs", "行政区划不同"},
      {"division-ambiguous", "当地有几个同名的村(居),分不清是哪一个"},
      {"unit-near", "所属单位或领域的写法相近"},
      {"unit-differs", "所属单位或领域不同"},
      {"core-equal", "字号相同"},
      {"core-near", "字号只差一个字"},
      {"core-unknown", "字号中有缺字,其余相同"},
      {"core-sounds", "字号读音相同"},
      {"whole-name-equal", "名称逐字相同"},
      {"former-name", "一方写明了另一方是曾用名"},
      {"phone-equal", "固定电话相同"},
      {"mobile-equal", "手机号码相同"},
      {"site-equal", "网站相同"},
      {"door-equal", "街道和门牌号相同"},
      {"premise-differs", "楼层或房间不同"},
      {"county-equal", "同一县(市、区)"},
      {"county-differs", "不在同一县(市、区)"},
      {"no-legal-service", "看不出是法律服务机构"},
  };
  for (const Label& row : kLabels) {
    if (row.reason == reason) {
      return row.label;
    }
  }
  return reason;
}

}  // namespace lawhub
