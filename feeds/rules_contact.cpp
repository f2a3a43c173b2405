// How it is reached: telephones, post code, hours.
#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "feeds/rules_record.h"
#include "registry/division.h"
#include "registry/hours.h"

namespace lawhub {
namespace {

using pugi::xml_node;

constexpr std::string_view kRetired = "0634";  // Laiwu's, taken into Jinan's 0531

bool is_mobile(std::string_view number) { return number.size() == 11 && number.front() == '1'; }

void judge_phone(const JudgedRecord& r, const xml_node& e, std::string_view area_code) {
  const std::string number = line_of(e);
  const std::string said = number.substr(0, number.find('-'));
  const bool has_area = said.size() != number.size() && said.front() == '0';
  if (has_area && said == kRetired) {
    r.add("phone-retired", e, "区号 0634 已经并入 0531,电话" + quoted(number) + "打不通了");
  } else if (has_area && !area_code.empty() && said != area_code) {
    r.add("phone-area-code", e, "电话" + quoted(number) + "的区号不是当地的 " + std::string(area_code));
  }
  if (line_of(e, "type") == "mobile" && !is_mobile(number)) {
    r.add("phone-kind", e, "电话" + quoted(number) + "不是手机号,type 却写 mobile");
  }
  const std::string extension = line_of(e, "extension");
  if (extension.find_first_not_of("0123456789") != std::string::npos) {
    r.add("bad-extension", e, "分机" + quoted(extension) + "不是数字");
  }
}

/// Minutes of "08:30:00"; -1 when it is no time.
int minutes_of(const std::string& time) {
  std::int64_t hours = 0, minutes = 0;
  if (time.size() < 5 || time[2] != ':' || !parse_number(std::string_view(time).substr(0, 2), hours) ||
      !parse_number(std::string_view(time).substr(3, 2), minutes)) {
    return -1;
  }
  return static_cast<int>(hours * 60 + minutes);
}

void judge_spans(const JudgedRecord& r, const xml_node& schedule) {
  int last_end = -1;
  for (const xml_node& e : schedule.children("open")) {
    const int opens = minutes_of(line_of(e, "opens_at"));
    int closes = minutes_of(line_of(e, "closes_at"));
    if (opens < 0 || closes < 0) continue;
    if (closes == 0) closes = 24 * 60;
    if (opens >= closes) {
      r.add("hours-order", e, line_of(e, "opens_at") + " 开门,却在 " + line_of(e, "closes_at") + " 关门");
    } else if (opens < last_end) {
      r.add("hours-overlap", e, "这一段与上一段办公时间重叠,或没有按先后写");
    }
    last_end = std::max(last_end, closes);
  }
}

/// "--05-31" and "2026-05-31" may be written so and yet not exist.
bool is_no_day(const std::string& day) {
  const std::string date = day.rfind("--", 0) == 0 ? "2024-" + day.substr(2) : day;  // a leap year
  return date.size() == 10 && date.find_first_not_of("0123456789-") == std::string::npos && !parse_iso_date(date);
}

void judge_season(const JudgedRecord& r, const xml_node& e) {
  const std::string from = line_of(e, "valid_from"), to = line_of(e, "valid_to");
  if (from.empty() != to.empty()) {
    r.add("bad-season", e, "作息时间表只写了" + std::string(to.empty() ? "开始" : "结束") + "的日子");
  } else if (is_no_day(from) || is_no_day(to)) {
    r.add("bad-season", e, "作息时间表的日子" + quoted(from) + "或" + quoted(to) + "不存在");
  }
}

}  // namespace

void judge_contact(const JudgedRecord& r) {
  const Division* division = Divisions::get().find(r.division());
  const std::string_view area_code = division == nullptr ? std::string_view() : division->area_code;
  std::set<std::string> seen;
  each_element(r.organization(), "phone", [&](const xml_node& e) {
    judge_phone(r, e, area_code);
    const bool inside = e.parent().name() == std::string_view("location");
    if (!seen.insert(line_of(e) + " " + line_of(e, "extension") + " " + line_of(e, "type")).second && !inside) {
      r.add("repeated-phone", e, "电话" + quoted(line_of(e)) + "写了两次");
    }
  });
  each_element(r.organization(), "postal_code", [&](const xml_node& e) {
    const std::string code = line_of(e);
    const bool six = code.size() == 6 && code.find_first_not_of("0123456789") == std::string::npos;
    if (!six || (r.division().rfind("37", 0) == 0 && (code < "25" || code >= "28"))) {
      r.add("bad-postcode", e, "邮政编码" + quoted(code) + (six ? "不是山东的" : "不是六位数字"));
    }
  });
}

void judge_hours(const JudgedRecord& r) {
  each_element(r.organization(), "schedule", [&](const xml_node& e) {
    judge_season(r, e);
    judge_spans(r, e);
  });
  each_element(r.organization(), "hours", [&](const xml_node& e) {
    const std::string text = line_of(e);
    if (text.empty() || e.attribute("notation") || e.parent().child("schedule")) return;
    if (read_hours(text).notation.empty())
      r.add("hours-unread", e, "办公时间" + quoted(text) + "没有读懂,只能照样显示");
  });
}

}  // namespace lawhub
