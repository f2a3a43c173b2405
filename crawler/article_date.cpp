#include <algorithm>
#include <cctype>

#include "base/text.h"
#include "crawler/article_view.h"

namespace lawhub {
namespace {

constexpr std::size_t kLongestByline = 400;  // bytes; a longer line that mentions a day is a text about it
constexpr std::size_t kShortLine = 160;      // bytes; a day in a line this short may be the page's
constexpr std::size_t kBelowTitle = 6;       // lines below the title in which its day may stand
constexpr std::size_t kAboveTitle = 3;

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

/// 20140520103000123: a day and a time of day.
bool is_time_stamp(std::string_view digits) {
  if (digits.size() != 12 && digits.size() != 14 && digits.size() != 17) return false;
  return digits.substr(8, 2) < "24" && digits.substr(10, 2) < "60";
}

/// Today, as a page's head shows it.
bool is_calendar(std::string_view text) { return text.find("今天") != text.npos || text.find("农历") != text.npos; }

/// A day in a line, also when it is written with spaces or in several elements.
std::optional<Date> day_in(const ArticleView& view, std::size_t i) {
  if (const auto date = find_date(view.texts[i])) return date;
  return find_date(without_space(view.texts[i]));
}

/// Nothing but a day.
std::optional<Date> only_day(std::string_view text) {
  const std::string all = without_space(text);
  if (all.size() > 45) return std::nullopt;
  std::string rest = all;
  for (const std::string_view part : {"年", "月", "日", "〇", "○", "零", "一", "二", "三", "四",     "五",    "六",
                                      "七", "八", "九", "十", "-", ".",  "/",  "(",  ")",  "\uFF08", "\uFF09"})
    rest = replace_all(std::move(rest), part, "");
  return rest.find_first_not_of("0123456789") == rest.npos ? find_date(all) : std::nullopt;
}

}  // namespace

std::optional<Date> date_in_path(std::string_view path) {
  for (std::size_t at = 0; at < path.size(); ++at) {
    if (!is_digit(path[at])) continue;
    std::size_t end = at;
    while (end < path.size() && is_digit(path[end])) ++end;
    const auto run = path.substr(at, end - at);
    if (run.size() == 8 || is_time_stamp(run)) {
      if (const auto date = find_date(run.substr(0, 8))) return date;
    } else if (run.size() == 4 && (run.substr(0, 2) == "19" || run.substr(0, 2) == "20")) {
      const std::string_view rest = path.substr(end);
      if (rest.size() >= 4 && (rest[0] == '/' || rest[0] == '-')) {
        const bool joined = rest.size() >= 5 && std::all_of(rest.begin() + 1, rest.begin() + 5, is_digit);
        const std::string text = joined ? std::string(run) + std::string(rest.substr(1, 4))
                                        : replace_all(std::string(run) + std::string(rest.substr(0, 6)), "/", "-");
        if (const auto date = find_date(text)) return date;
      }
    }
    at = end;
  }
  return std::nullopt;
}

std::optional<Date> announced_date(const std::vector<Line>& lines, std::size_t begin, std::size_t end) {
  // In this order: a document's own day is older than the page's.
  static constexpr std::string_view kWords[] = {"发布时间", "发布日期", "发布于",   "公开日期", "公开时间",
                                                "发表时间", "录入时间", "更新时间", "更新日期", "发文日期",
                                                "成文日期", "生成日期", "日期",     "时间"};
  for (const auto word : kWords) {
    for (std::size_t i = begin; i < end && i < lines.size(); ++i) {
      const std::string& text = lines[i].text;
      const auto at = text.find(word);
      if (at == text.npos || text.size() > kLongestByline) continue;
      std::size_t from = at + word.size();
      while (from < text.size() && (text[from] == ' ' || text[from] == '\t')) ++from;
      const bool announces = word.size() > 6 || text.compare(from, 1, ":") == 0 || text.compare(from, 3, "\uFF1A") == 0;
      if (!announces) continue;  // "活动时间" of a text, "日期" as the head of a table
      const bool of_something = word.size() <= 6 && at > 0 && text[at - 1] != ' ' && text[at - 1] != '\t';
      if (of_something) continue;
      if (const auto date = find_date(std::string_view(text).substr(at, 60))) return date;
      const bool value_below = from + 3 >= text.size() && i + 1 < lines.size() && lines[i + 1].text.size() < 60;
      if (const auto date = value_below ? find_date(lines[i + 1].text) : std::nullopt) return date;
    }
  }
  return std::nullopt;
}

std::optional<Date> date_near(const ArticleView& view, const FoundTitle& title, std::size_t text_begin,
                              std::size_t text_end) {
  const auto& lines = view.lines;
  const bool seen = title.line < lines.size();
  const std::size_t below = seen ? title.line + title.lines : text_begin;
  const std::size_t first =
      seen ? title.line - std::min(title.line, kAboveTitle) : below - std::min(below, kAboveTitle);
  const std::size_t last = std::min(lines.size(), std::max(below + kBelowTitle, text_begin));
  // What stands above the text announces the page's day; below its first paragraph the days are of other things.
  if (const auto date = announced_date(lines, 0, std::max(last, text_begin))) return date;
  for (std::size_t i = below; i < last; ++i) {
    const bool in_text = i >= text_begin;
    if (lines[i].text.size() > kShortLine || view.linked(i) || (in_text && view.framed[i]) ||
        is_calendar(lines[i].text))
      continue;
    if (in_text && view.mass[i] * 2 > lines[i].text.size()) break;
    if (const auto date = day_in(view, i)) return date;
  }
  for (std::size_t i = first; i < title.line && seen; ++i) {
    if (lines[i].text.size() > 60 || view.linked(i) || is_calendar(lines[i].text)) continue;
    if (lines[i].text.find("星期") != std::string::npos) continue;
    if (const auto date = day_in(view, i)) return date;
  }
  if (const auto date = announced_date(lines, text_end, std::min(lines.size(), text_end + kBelowTitle))) return date;
  // Who signs a notice dates it, in a line of its own; what is attached may follow.
  for (std::size_t i = text_end; i > text_begin + (text_end - text_begin) / 2; --i) {
    if (const auto date = only_day(view.texts[i - 1])) return date;
  }
  return std::nullopt;
}

namespace {

/// A day, or the seconds since 1970 as ten digits, as WeChat's public accounts write them.
std::optional<Date> written_day(std::string_view text) {
  const auto begin = text.find_first_of("0123456789");
  const auto end = begin == text.npos ? text.npos : text.find_first_not_of("0123456789", begin);
  std::int64_t seconds = 0;
  if (end != text.npos && end - begin == 10 && parse_number(text.substr(begin, 10), seconds))
    return china_time(seconds).date;
  return find_date(text);
}

}  // namespace

std::optional<Date> date_in_markup(const Html& html) {
  static constexpr std::string_view kNames[] = {"var ct",      "createTime", "create_time",  "publish_time",
                                                "publishTime", "pubDate",    "datePublished"};
  for (int i = 0; i < html.size(); ++i) {
    if (html[i].tag == "time") {
      const auto stated = html[i].attribute("datetime");
      if (const auto date = find_date(stated.empty() ? html.text(i) : stated)) return date;
    }
    if (html[i].tag != "script") continue;
    for (int below = i + 1; below < html[i].end; ++below) {
      const std::string_view script = html[below].text;
      for (const auto name : kNames) {
        const auto at = script.find(name);
        const auto date = at == script.npos ? std::nullopt : written_day(script.substr(at + name.size(), 30));
        if (date) return date;
      }
    }
  }
  return std::nullopt;
}

}  // namespace lawhub
