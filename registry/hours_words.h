// The words of opening hours as lists write them: text → marks, without judging how they belong together.
#pragma once
#include <string_view>
#include <vector>

#include "registry/hours_rules.h"

namespace lawhub {

struct HoursMark {
  enum class Kind {
    days,            ///< 周一至周五, 每天, 周末: `days`
    working_days,    ///< 工作日: also says that holidays are off
    holidays,        ///< 法定节假日
    span,            ///< 8:30-12:00: `span`
    morning,         ///< 上午 without a time
    afternoon,       ///< 下午 without a time
    break_word,      ///< 午休: the span next to it is taken out
    off,             ///< 休息, 除外
    open,            ///< 不休, 照常
    by_appointment,  ///< 预约
    duty,            ///< 值班
    all_day,         ///< 24小时
    season,          ///< 夏季, or dates: `season`, empty when the dates are not said
    market_days,     ///< 逢集
    usual,           ///< 正常上班时间
    working_hours,   ///< 全天: the morning and the afternoon
    rota,            ///< 每月15日, 单周: what no week holds
  };
  Kind kind = Kind::days;
  unsigned days = 0;
  TimeSpan span;
  Season season;
  bool joined = false;  ///< 及, 、 and the like stand between it and the mark before
};

std::vector<HoursMark> read_hours_marks(std::string_view text);

}  // namespace lawhub
