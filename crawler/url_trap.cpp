#include "crawler/url_trap.h"

#include <algorithm>
#include <cctype>
#include <functional>
#include <stdexcept>
#include <vector>

#include "base/text.h"
#include "base/tsv.h"
#include "crawler/embedded.h"

namespace lawhub {
namespace {

std::size_t budget(std::string_view name) {
  static const auto kValues = [] {
    std::map<std::string, std::int64_t, std::less<>> values;
    const Table table(crawler_file("data/url_traps.tsv"), "url_traps.tsv");
    for (std::size_t i = 0; i < table.size(); ++i) {
      if (!parse_number(table.cell(i, table.column("value")), values[std::string(table.cell(i, table.column("name")))]))
        throw std::runtime_error("url_traps.tsv: bad value");
    }
    return values;
  }();
  return static_cast<std::size_t>(kValues.at(std::string(name)));
}

std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> segments;
  for (const auto part : split(path, '/')) {
    if (!part.empty()) segments.push_back(part);
  }
  return segments;
}

using Parameter = UrlTraps::Parameter;

std::vector<Parameter> parameters_of(std::string_view query) {
  std::vector<Parameter> parameters;
  for (const auto part : split(query, '&')) {
    if (part.empty()) continue;
    const auto equals = part.find('=');
    Parameter parameter{std::string(part.substr(0, equals)), equals == part.npos ? "" : part.substr(equals + 1)};
    std::transform(parameter.name.begin(), parameter.name.end(), parameter.name.begin(),
                   [](unsigned char c) { return std::tolower(c); });
    parameters.push_back(std::move(parameter));
  }
  return parameters;
}

/// Does the end of the path go on and on: /a/b/a/b/a/b, or the same folder again and again?
bool repeats_itself(const std::vector<std::string_view>& segments) {
  const std::size_t times = budget("repeats");
  for (std::size_t length = 1; length * times <= segments.size(); ++length) {
    for (std::size_t begin = 0; begin + length * times <= segments.size(); ++begin) {
      bool same = true;
      for (std::size_t i = begin + length; same && i < begin + length * times; ++i)
        same = segments[i] == segments[i - length];
      // pages may be called 1/1/1: days and numbers repeat by chance
      const bool words = std::any_of(segments[begin].begin(), segments[begin].end(),
                                     [](unsigned char c) { return std::isalpha(c) != 0; });
      if (same && words) return true;
    }
  }
  return false;
}

bool is_day_name(std::string_view name) {
  static constexpr std::string_view kNames[] = {"year", "month", "day",  "date", "y",  "m",
                                                "d",    "rq",    "riqi", "nian", "yue"};
  return std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames);
}

/// The year a date begins with: 2031, 2031-05, 20310501; 0 when it does not.
int year_of(std::string_view value) {
  std::int64_t year = 0;
  const bool has_form = value.size() == 4 || value.size() == 6 || value.size() == 8 ||
                        (value.size() > 4 && (value[4] == '-' || value[4] == '/'));
  return has_form && parse_number(value.substr(0, 4), year) && year >= 1000 ? static_cast<int>(year) : 0;
}

/// Where in a list one is; not what one chose.
bool is_place_in_list(std::string_view name) {
  static constexpr std::string_view kNames[] = {"page", "record", "start",   "end",  "offset",
                                                "pn",   "p",      "curpage", "index"};
  return std::any_of(std::begin(kNames), std::end(kNames), [&](std::string_view word) {
    return name == word || (word.size() > 3 && name.find(word) != name.npos);
  });
}

bool is_token(const Parameter& parameter) {
  static constexpr std::string_view kNames[] = {"sess", "token", "ticket", "nonce", "rnd", "rand", "timestamp"};
  return std::any_of(std::begin(kNames), std::end(kNames),
                     [&](std::string_view name) { return parameter.name.find(name) != std::string::npos; });
}

}  // namespace

/// Does a calendar lead into a far year?
bool UrlTraps::leads_far(const std::vector<std::string_view>& segments,
                         const std::vector<Parameter>& parameters) const {
  const int last = this_year_ + static_cast<int>(budget("years_ahead")), first = static_cast<int>(budget("first_year"));
  const auto is_far = [&](std::string_view value) {
    const int year = year_of(value);
    return year != 0 && (year > last || year < first);
  };
  const bool calendar = std::any_of(segments.begin(), segments.end(), [](std::string_view segment) {
    return segment.find("calendar") != segment.npos || segment.find("rili") != segment.npos;
  });
  return (calendar && std::any_of(segments.begin(), segments.end(), is_far)) ||
         std::any_of(parameters.begin(), parameters.end(),
                     [&](const auto& parameter) { return is_day_name(parameter.name) && is_far(parameter.value); });
}

bool UrlTraps::over_budget(const std::string& family, const std::string& member, std::size_t most) {
  auto& members = families_[family];
  if (members.size() >= most) return !members.contains(member);
  members.insert(member);
  return false;
}

std::optional<std::string> UrlTraps::refuse(const Url& url) {
  const auto segments = segments_of(url.path);
  const auto parameters = parameters_of(url.query);
  if (url.path.size() + url.query.size() > budget("url_bytes")) return "网址过长,可能是无限生成的链接";
  if (segments.size() > budget("segments") || repeats_itself(segments))
    return "网址的目录不断重复或过深,可能是无限生成的链接";
  if (parameters.size() > budget("parameters")) return "网址的参数过多,可能是无限组合的筛选";
  if (leads_far(segments, parameters)) return "日历翻到了很远的年份,不再跟随";
  std::string family = url.path, others, choices;
  bool has_token = false, dated = false;
  for (const auto& parameter : parameters) {
    (family += '\n') += parameter.name;
    dated = dated || is_day_name(parameter.name);
    if (!is_place_in_list(parameter.name)) (choices += parameter.value) += '&';
    if (is_token(parameter)) {
      has_token = true;
    } else {
      ((others += parameter.name + "=") += parameter.value) += '&';
    }
  }
  // The same page under another token is the same page.
  if (has_token && over_budget(family + "\ntoken\n" + others, url.query, 1))
    return "同一页面带有不同的会话标识,只采集一次";
  if (dated && over_budget(family, url.query, budget("calendar_pages"))) return "日历页面过多,不再跟随";
  if (!dated && parameters.size() >= budget("filters") && over_budget(family, choices, budget("filter_pages")))
    return "筛选条件的组合过多,不再跟随";
  return std::nullopt;
}

}  // namespace lawhub
