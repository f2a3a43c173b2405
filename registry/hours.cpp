#include "registry/hours.h"

#include <algorithm>

#include "registry/hours_rules.h"
#include "registry/hours_words.h"

namespace lawhub {
namespace {

using Kind = HoursMark::Kind;
using Says = HoursRule::Says;
using Days = HoursRule::Days;

// How sure a reading is.
constexpr double kStated = 0.95, kAssumed = 0.6, kDaysUnknown = 0.5, kWordsOnly = 0.3;

// What 上午 and 下午 stand for when no time is said; such times are marked as assumed.
constexpr TimeSpan kMorning{8 * 60 + 30, 12 * 60}, kAfternoon{13 * 60 + 30, 17 * 60 + 30};

/// Joins marks to rules: a subject (days, holidays, a season) and what is said of it.
class Joiner {
 public:
  explicit Joiner(const std::vector<HoursMark>& marks) {
    for (const HoursMark& mark : marks) take(mark);
    finish();
  }

  HoursReading reading() const {
    if (rota_) return {};
    if (always_ && rules_.empty()) return {std::string(kAlways), kStated};
    if (season_without_dates_) return {std::string(kSeasonsUnknown), kWordsOnly};
    const bool weekly = std::any_of(rules_.begin(), rules_.end(), [](const HoursRule& r) { return r.days != 0; });
    if (!rules_.empty() && (weekly || !market_days_)) return {write_hours(rules_), confidence()};
    if (market_days_) return {std::string(kMarketDays), kWordsOnly};
    if (usual_) return {std::string(kUnspecified), kWordsOnly};
    return {};
  }

 private:
  void take(const HoursMark& mark) {
    switch (mark.kind) {
      case Kind::working_days:
        holidays_off_ = true;
        begin_subject();
        days_ |= kWorkingDays;
        break;
      case Kind::days:
        begin_subject();
        days_ |= mark.days;
        break;
      case Kind::holidays:
        begin_subject();
        holidays_ = true;
        apart_ = days_ != 0 && !mark.joined && (days_ & kWorkingDays) != 0;
        break;
      case Kind::season:
        begin_season(mark.season);
        break;
      case Kind::span:
        take_span(mark.span);
        break;
      case Kind::morning:
      case Kind::afternoon:
        if (has_subject() && times_.empty()) halves_.push_back(mark.kind == Kind::morning ? kMorning : kAfternoon);
        break;
      case Kind::working_hours:
        if (has_subject() && times_.empty()) halves_ = {kMorning, kAfternoon};
        break;
      case Kind::rota:
        rota_ = true;
        break;
      case Kind::break_word:
        take_break();
        break;
      case Kind::off:
        take_off();
        break;
      case Kind::open:
        take_word(Says::open);
        break;
      case Kind::by_appointment:
        take_word(Says::by_appointment);
        break;
      case Kind::duty:
        take_word(Says::duty);
        break;
      case Kind::all_day:
        take_all_day();
        break;
      case Kind::market_days:
        market_days_ = true;
        break;
      case Kind::usual:
        usual_ = true;
        break;
    }
    last_ = mark.kind;
  }

  bool has_subject() const { return days_ != 0 || holidays_; }

  /// A new subject ends a rule that already says something.
  void begin_subject() {
    if (!times_.empty() || !halves_.empty()) end_rule();
  }

  void begin_season(const Season& season) {
    season_without_dates_ = season_without_dates_ || season.first == 0;
    if (!times_.empty() && season_.first == 0 && !seasonal_ && times_.back().to <= 12 * 60 + 30) {
      morning_ = times_;  // 上午8:30-12:00,下午(夏季)…(冬季)…: the morning is of both
      times_.clear();
    } else if (!times_.empty()) {
      end_rule();
    }
    seasonal_ = true;
    season_ = season;
  }

  void take_span(const TimeSpan& span) {
    if (expects_break_) {
      subtract(span);
      expects_break_ = false;
      return;
    }
    times_.push_back(span);
  }

  /// 午休12:00-13:30 and 12:00-13:30午休.
  void take_break() {
    if (last_ == Kind::span && times_.size() > 1) {
      const TimeSpan pause = times_.back();
      times_.pop_back();
      subtract(pause);
    } else {
      expects_break_ = true;
    }
  }

  void subtract(const TimeSpan& pause) {
    std::vector<TimeSpan> left;
    for (const TimeSpan& t : times_) {
      if (pause.to <= t.from || t.to <= pause.from) {
        left.push_back(t);
        continue;
      }
      if (t.from < pause.from) left.push_back({t.from, pause.from});
      if (pause.to < t.to) left.push_back({pause.to, t.to});
    }
    times_ = left;
  }

  void take_off() {
    if (last_ == Kind::span && times_.size() > 1) return take_break();
    take_word(Says::off);
  }

  /// 休息, 值班 … say something of a subject that no times were said of.
  void take_word(Says says) {
    if (!has_subject() || !times_.empty()) return;
    if (apart_) {  // 周一至周五(节假日除外)8:30: the days still wait for their times
      holiday_rules_.push_back(holiday_rule(says));
      holidays_ = apart_ = false;
      return;
    }
    if (days_ != 0 && says == Says::off) days_off_ |= days_;
    if (days_ != 0 && says != Says::off && says != Says::open) add_rule(says);
    if (days_ != 0 && says == Says::open) open_days_ |= days_;
    if (holidays_) holiday_rules_.push_back(holiday_rule(says));
    clear_subject();
  }

  static HoursRule holiday_rule(Says says) {
    HoursRule rule;
    rule.holidays = true;
    rule.says = says;
    return rule;
  }

  void take_all_day() {
    always_ = true;
    if (days_ == 0 || days_ == kEveryDay || !times_.empty()) return;
    times_.push_back({0, 24 * 60});
    end_rule();
  }

  void add_rule(Says says) {
    HoursRule rule;
    rule.season = season_;
    rule.days = days_;
    rule.known = days_ == 0 ? Days::unknown : Days::stated;
    rule.says = says;
    if (says == Says::times) {
      rule.times = morning_;
      rule.times.insert(rule.times.end(), times_.begin(), times_.end());
      if (rule.times.empty()) {
        rule.times = halves_;
        rule.times_assumed = true;
      }
    }
    rules_.push_back(std::move(rule));
  }

  void end_rule() {
    if (holidays_) {
      HoursRule rule = holiday_rule(Says::times);
      rule.times = times_.empty() ? halves_ : times_;
      rule.times_assumed = times_.empty();
      holiday_rules_.push_back(std::move(rule));
    }
    if (!holidays_ || days_ != 0) {
      if (days_ == 0 && seasonal_) days_ = last_days_;
      add_rule(Says::times);
    }
    clear_subject();
  }

  void clear_subject() {
    if (days_ != 0) last_days_ = days_;
    days_ = 0;
    holidays_ = apart_ = false;
    times_.clear();
    halves_.clear();
  }

  void finish() {
    if (!times_.empty() || !halves_.empty()) {
      end_rule();
    } else if (days_ != 0 &&
               std::any_of(rules_.begin(), rules_.end(), [](const HoursRule& r) { return r.days == 0; })) {
      trailing_days_ = days_;  // 8:30-17:30(周一至周五)
    } else if (days_ != 0 && rules_.empty() && !always_) {
      halves_ = {kMorning, kAfternoon};
      end_rule();
    }
    settle_days();
    if (holiday_rules_.empty() && holidays_off_) holiday_rules_.push_back(holiday_rule(Says::off));
    if (!rules_.empty() && !holiday_rules_.empty()) rules_.push_back(holiday_rules_.front());
  }

  /// Days that were said elsewhere, or can only be assumed.
  void settle_days() {
    for (HoursRule& rule : rules_) {
      if (rule.days != 0) continue;
      unsigned days = trailing_days_ != 0 ? trailing_days_ : open_days_;
      if (days == 0 && days_off_ != 0) days = kEveryDay & ~days_off_;
      rule.known = days != 0 ? Days::stated : holiday_rules_.empty() ? Days::unknown : Days::assumed;
      rule.days = rule.known == Days::assumed ? kEveryDay : days;
    }
  }

  double confidence() const {
    double least = kStated;
    for (const HoursRule& rule : rules_) {
      if (rule.known == Days::unknown) least = std::min(least, kDaysUnknown);
      if (rule.known == Days::assumed || rule.times_assumed) least = std::min(least, kAssumed);
    }
    return least;
  }

  // the rule being said
  Season season_;
  unsigned days_ = 0;
  bool holidays_ = false, apart_ = false;  // apart: said beside the days, not with them
  std::vector<TimeSpan> times_, halves_;
  Kind last_ = Kind::usual;
  bool expects_break_ = false;
  // what was said so far
  std::vector<HoursRule> rules_, holiday_rules_;
  std::vector<TimeSpan> morning_;  // before the seasons part
  unsigned last_days_ = 0, days_off_ = 0, open_days_ = 0, trailing_days_ = 0;
  bool seasonal_ = false, season_without_dates_ = false, holidays_off_ = false, always_ = false, market_days_ = false,
       usual_ = false, rota_ = false;
};

}  // namespace

HoursReading read_hours(std::string_view text) { return Joiner(read_hours_marks(text)).reading(); }

}  // namespace lawhub
