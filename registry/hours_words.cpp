#include "registry/hours_words.h"

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>
#include <string>

#include "base/text.h"
#include "base/tsv.h"
#include "registry/embedded.h"

namespace lawhub {
namespace {

using Kind = HoursMark::Kind;

constexpr std::size_t kLongest = 400;  // characters; no timetable is longer

enum class Half { none, morning, afternoon };

struct Phrase {
  std::u32string text;
  std::vector<HoursMark> marks;
};

std::vector<HoursMark> marks_of(std::string_view word) {
  if (word == "every_day") return {{Kind::days, kEveryDay, {}, {}}};
  if (word == "weekend") return {{Kind::days, kWeekend, {}, {}}};
  if (word == "all_year")
    return {{Kind::days, kEveryDay, {}, {}}, {Kind::holidays, 0, {}, {}}, {Kind::open, 0, {}, {}}};
  if (word == "nothing") return {};
  static constexpr std::array<std::pair<std::string_view, Kind>, 13> kKinds = {
      {{"working_days", Kind::working_days},
       {"working_hours", Kind::working_hours},
       {"rota", Kind::rota},
       {"holidays", Kind::holidays},
       {"break_word", Kind::break_word},
       {"off", Kind::off},
       {"open", Kind::open},
       {"by_appointment", Kind::by_appointment},
       {"duty", Kind::duty},
       {"all_day", Kind::all_day},
       {"season", Kind::season},
       {"market_days", Kind::market_days},
       {"usual", Kind::usual}}};
  for (const auto& [name, kind] : kKinds) {
    if (name == word) return {{kind, 0, {}, {}}};
  }
  throw std::runtime_error("hours_words.tsv: unknown kind " + std::string(word));
}

const std::vector<Phrase>& phrases() {
  static const std::vector<Phrase> kPhrases = [] {
    const Table table(registry_file("data/hours_words.tsv"), "hours_words.tsv");
    std::vector<Phrase> list;
    for (std::size_t row = 0; row < table.size(); ++row) {
      list.push_back({to_code_points(fold(table.cell(row, 0))), marks_of(table.cell(row, 1))});
    }
    return list;
  }();
  return kPhrases;
}

class Scanner {
 public:
  explicit Scanner(std::u32string_view text) : text_(text.substr(0, kLongest)) {}

  std::vector<HoursMark> scan() {
    while (at_ < text_.size()) {
      if (!read_dates() && !read_span() && !read_days() && !read_half() && !read_phrase()) skip_character();
    }
    flush_half();
    return std::move(marks_);
  }

 private:
  void skip_character() {
    const char32_t c = text_[at_++];
    joined_ = std::u32string_view(U"及和与、").find(c) != std::u32string_view::npos ||
              (joined_ && std::u32string_view(U"国家法定").find(c) != std::u32string_view::npos);
  }
  bool starts(std::u32string_view word) const { return text_.substr(at_).starts_with(word); }
  bool take(std::u32string_view word) {
    if (!starts(word)) return false;
    at_ += word.size();
    return true;
  }
  bool take_any(std::u32string_view characters) {
    if (at_ >= text_.size() || characters.find(text_[at_]) == std::u32string_view::npos) return false;
    ++at_;
    return true;
  }
  void skip(std::u32string_view characters) {
    while (take_any(characters)) {
    }
  }
  void add(HoursMark mark) {
    mark.joined = joined_;
    joined_ = false;
    marks_.push_back(mark);
    just_season_ = mark.kind == Kind::season;
  }

  std::optional<int> number(std::size_t digits = 2) {
    int value = 0;
    const std::size_t begin = at_;
    while (at_ < text_.size() && at_ - begin < digits && text_[at_] >= U'0' && text_[at_] <= U'9') {
      value = value * 10 + static_cast<int>(text_[at_++] - U'0');
    }
    if (at_ == begin) return {};
    return value;
  }

  /// -, --, 至, 到, ~ and their kin.
  bool take_dash() {
    const std::size_t begin = at_;
    skip(U" ");
    while (take_any(U"-–—―−~〜至到")) skip(U" ");
    const bool found = at_ > begin && text_[at_ - 1] != U' ';
    const bool spaced =
        std::any_of(text_.begin() + static_cast<std::ptrdiff_t>(begin),
                    text_.begin() + static_cast<std::ptrdiff_t>(at_), [](char32_t c) { return c != U' '; });
    if (!found && !spaced) at_ = begin;
    return found || spaced;
  }

  // ---- dates of a season: 5月1日至9月30日, 5月-9月, and 5.1-9.30 behind 夏季

  struct Day {
    int month = 0, day = 0;  // day 0: the month alone
  };

  std::optional<Day> day_of_year() {
    const std::size_t begin = at_;
    const std::optional<int> month = number();
    if (month && *month >= 1 && *month <= 12) {
      Day out{*month, 0};
      const bool dotted = just_season_ && (starts(U".") || starts(U"/"));
      if (take(U"月") || (dotted && take_any(U"./"))) {
        if (const std::optional<int> day = number(); day && *day >= 1 && *day <= 31) {
          out.day = *day;
          take_any(U"日号");
          return out;
        }
        take(U"份");
        if (!dotted) return out;
      }
    }
    at_ = begin;
    return {};
  }

  static int last_day(int month) {
    static constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return kDays[static_cast<std::size_t>(month - 1)];
  }

  bool read_dates() {
    const std::size_t begin = at_;
    const bool named = just_season_;  // 夏季 stands in front
    if (named) skip(U"(:每年 ");
    std::optional<Day> first = day_of_year();
    if (!first && named) {  // 5-9月
      if (const std::optional<int> month = number(); month && *month >= 1 && *month <= 12) first = Day{*month, 0};
    }
    if (first && take_dash()) {
      skip(U"次翌第二年");
      if (const std::optional<Day> last = day_of_year()) {
        take_any(U")");
        if (!named) add({Kind::season, 0, {}, {}});
        marks_.back().season = {first->month * 100 + std::max(first->day, 1),
                                last->month * 100 + (last->day != 0 ? last->day : last_day(last->month))};
        just_season_ = false;
        return true;
      }
    }
    at_ = begin;
    return false;
  }

  // ---- times: 8:30-12:00, 8点半至12点, 上午8时30分到下午5时

  Half take_half() {
    if (take(U"上午") || take(U"早上") || take(U"早晨") || take(U"早") || take(U"a.m.") || take(U"am"))
      return Half::morning;
    if (take(U"下午") || take(U"午后") || take(U"晚上") || take(U"傍晚") || take(U"晚") || take(U"p.m.") ||
        take(U"pm")) {
      return Half::afternoon;
    }
    if (take(U"中午")) return Half::none;
    return Half::none;
  }

  /// Minutes; `marked` tells whether it had a mark of time.
  std::optional<int> time(bool& marked) {
    const std::size_t begin = at_;
    const std::optional<int> hour = number();
    marked = false;
    if (hour && *hour <= 24) {
      int minute = 0;
      if (take_any(U":∶.;")) {
        const std::size_t digits = at_;
        const std::optional<int> read = number();
        if (!read || at_ - digits != 2 || *read > 59) {
          at_ = begin;
          return {};
        }
        minute = *read;
        marked = true;
        take_any(U"分");
      } else if (take(U"点半") || take(U"时半")) {
        minute = 30;
        marked = true;
      } else if (take_any(U"点时")) {
        marked = true;
        take_any(U"整钟");
        if (const std::optional<int> read = number()) minute = *read;
        take_any(U"分");
      }
      const int total = *hour * 60 + minute;
      if (minute <= 59 && total <= 1440 && !(at_ < text_.size() && text_[at_] >= U'0' && text_[at_] <= U'9'))
        return total;
    }
    at_ = begin;
    return {};
  }

  bool read_span() {
    const std::size_t begin = at_;
    bool marked = false, end_marked = false;
    const Half first_half = take_half();
    skip(U" :");
    std::optional<int> from = time(marked);
    if (from && take_dash()) {
      const bool next_day = take(U"次日") || take(U"第二天") || take(U"翌日") || take(U"凌晨");
      take(U"凌晨");
      const Half second_half = take_half();
      skip(U" :");
      std::optional<int> to = time(end_marked);
      if (to && (marked || end_marked)) {
        const Half half = first_half == Half::none ? half_ : first_half;
        add({Kind::span, 0, span_of(*from, *to, half, second_half, next_day), {}});
        half_ = Half::none;
        return true;
      }
    }
    at_ = begin;
    return false;
  }

  TimeSpan span_of(int from, int to, Half first, Half second, bool next_day) {
    constexpr int kNoon = 720, kDay = 1440;
    if (first == Half::afternoon && from < kNoon) from += kNoon;
    if (second == Half::none && first == Half::afternoon && to < kNoon && to + kNoon > from) second = Half::afternoon;
    if (second == Half::afternoon && to < kNoon) to += kNoon;
    // 8:30-12:00,1:30-5:30 and 8:30-5:30: the afternoon is meant
    const bool behind = !marks_.empty() && marks_.back().kind == Kind::span && from < marks_.back().span.to;
    if (first == Half::none && behind && from < kNoon && from + kNoon >= marks_.back().span.to && to < kNoon) {
      from += kNoon;
      to += kNoon;
    }
    if (to <= from && !next_day && from < kNoon && to + kNoon > from && to < kNoon) to += kNoon;
    if (to <= from) to += kDay;
    return {from, to};
  }

  bool read_half() {
    const std::size_t begin = at_;
    const Half half = take_half();
    if (half == Half::none) {
      at_ = begin;
      return false;
    }
    flush_half();
    half_ = half;
    skip(U" :");
    return true;
  }

  /// 上午 that no time followed.
  void flush_half() {
    if (half_ != Half::none) add({half_ == Half::morning ? Kind::morning : Kind::afternoon, 0, {}, {}});
    half_ = Half::none;
  }

  // ---- days: 周一至周五, 星期六、日, 周1-5

  bool take_week() { return take(U"星期") || take(U"礼拜") || take(U"周"); }

  std::optional<unsigned> day_character() {
    constexpr std::u32string_view kHan = U"一二三四五六日", kDigits = U"1234567";
    if (at_ >= text_.size()) return {};
    const char32_t c = text_[at_] == U'天' ? U'日' : text_[at_];
    std::size_t day = kHan.find(c);
    if (day == std::u32string_view::npos) day = kDigits.find(c);
    if (day == std::u32string_view::npos) return {};
    ++at_;
    return static_cast<unsigned>(day);
  }

  /// After a list mark: another day, said with 周 or as one character that nothing else can be.
  std::optional<unsigned> further_day() {
    const std::size_t begin = at_;
    const bool week = take_week();
    const bool digit = at_ < text_.size() && text_[at_] >= U'0' && text_[at_] <= U'9';
    if (week || !digit) {
      if (const std::optional<unsigned> day = day_character()) {
        const bool counted = !week && at_ < text_.size() &&
                             std::u32string_view(U"月年时点个").find(text_[at_]) != std::u32string_view::npos;
        if (!counted) return day;
      }
    }
    at_ = begin;
    return {};
  }

  bool read_days() {
    const std::size_t begin = at_;
    if (!take_week()) return false;
    std::optional<unsigned> day = day_character();
    if (!day) {
      at_ = begin;
      return false;
    }
    unsigned days = 1U << *day;
    for (;;) {
      const std::size_t before = at_;
      if (take_dash()) {
        take_week();
        const std::optional<unsigned> last = day_character();
        if (last) {
          for (unsigned d = *day; d != *last; d = (d + 1) % 7) days |= 1U << d;
          days |= 1U << *last;
          day = last;
          continue;
        }
        at_ = before;
        break;
      }
      skip(U" 、,和及与");
      const std::optional<unsigned> next = further_day();
      if (!next) {
        at_ = before;
        break;
      }
      day = next;
      days |= 1U << *day;
    }
    flush_half();
    add({Kind::days, days, {}, {}});
    return true;
  }

  bool read_phrase() {
    for (const Phrase& phrase : phrases()) {
      if (!take(phrase.text)) continue;
      flush_half();
      for (const HoursMark& mark : phrase.marks) add(mark);
      return true;
    }
    if (!marks_.empty() && marks_.back().kind == Kind::holidays && take(U"外")) {  // 除节假日外
      add({Kind::off, 0, {}, {}});
      return true;
    }
    return false;
  }

  std::u32string_view text_;
  std::size_t at_ = 0;
  Half half_ = Half::none;    // said, and not yet used by a time
  bool joined_ = false;       // 及 was the last character
  bool just_season_ = false;  // the last mark was 夏季 without dates so far
  std::vector<HoursMark> marks_;
};

}  // namespace

std::vector<HoursMark> read_hours_marks(std::string_view text) {
  const std::u32string folded = to_code_points(fold(text));
  return Scanner(folded).scan();
}

}  // namespace lawhub
