#include "feeds/element.h"

#include <algorithm>
#include <pugixml.hpp>

#include "base/clock.h"
#include "base/text.h"
#include "base/url.h"
#include "registry/codes.h"
#include "registry/division.h"

namespace lawhub {
namespace {

std::string raw_text(const pugi::xml_node& element) {
  std::string out;
  for (const pugi::xml_node& child : element.children()) {
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) out += child.value();
  }
  return out;
}

std::string quoted(std::string_view value) { return "“" + shorten(value, 40) + "”"; }

bool is_division_form(std::string_view value) {
  return (value.size() == 6 || value.size() == 9 || value.size() == 12) && value.front() != '0' &&
         std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

void ElementReader::add(Severity severity, const pugi::xml_node& at, std::string rule, std::string message,
                        std::string mend) {
  const TextPlace where = places_.of(static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, at.offset_debug())));
  report_.push_back({severity, std::move(rule), place_, where.line, where.column, std::move(message), std::move(mend)});
}

void ElementReader::error(const pugi::xml_node& at, std::string rule, std::string message, std::string mend) {
  rejected_ = true;
  add(Severity::error, at, std::move(rule), std::move(message), std::move(mend));
}

void ElementReader::warning(const pugi::xml_node& at, std::string rule, std::string message, std::string mend) {
  add(Severity::warning, at, std::move(rule), std::move(message), std::move(mend));
}

std::string ElementReader::cut(const pugi::xml_node& at, std::string value, std::size_t limit) {
  if (value.size() <= limit || count_code_points(value) <= limit) return value;
  warning(at, "too-long", std::string(at.name()) + " 过长,只保留前 " + std::to_string(limit) + " 个字", "请缩短内容");
  return shorten(value, limit - 1);  // the ellipsis is the last one
}

std::string ElementReader::line(const pugi::xml_node& element) {
  return cut(element, squeeze(raw_text(element)), kLineLimit);
}

std::string ElementReader::text(const pugi::xml_node& element) {
  return cut(element, std::string(trim(raw_text(element))), kTextLimit);
}

std::string ElementReader::attribute(const pugi::xml_node& element, const char* name) {
  return cut(element, squeeze(element.attribute(name).value()), kLineLimit);
}

void ElementReader::unknown_code(const pugi::xml_node& at, std::string_view what, std::string_view value,
                                 std::string mend) {
  error(at, "unknown-code", std::string(what) + "的代码" + quoted(value) + "不在代码表中", std::move(mend));
}

std::string ElementReader::code(const pugi::xml_node& at, std::string value, std::string_view list) {
  if (find_code(list, value) != nullptr) return value;
  std::vector<std::string> known;
  for (const Code& c : codes_of(list)) known.push_back(c.code + "(" + c.label + ")");
  unknown_code(at, std::string(at.name()) + " ", value, "请使用 " + join(known, "、") + " 之一");
  return {};
}

std::string ElementReader::code_attribute(const pugi::xml_node& element, const char* name, std::string_view list) {
  return element.attribute(name) ? code(element, attribute(element, name), list) : std::string();
}

std::string ElementReader::date(const pugi::xml_node& at, std::string value) {
  if (value.empty() || parse_iso_date(value)) return value;
  warning(at, "bad-date", std::string(at.name()) + " 的日期" + quoted(value) + "无法识别,已忽略",
          "请写成 2026-11-24 的形式");
  return {};
}

std::string ElementReader::division(const pugi::xml_node& at, std::string value) {
  if (!is_division_form(value)) {
    error(at, "bad-division", "行政区划代码" + quoted(value) + "不是 6、9 或 12 位数字", "请填写国家统计局的区划代码");
    return {};
  }
  if (Divisions::get().find(value) == nullptr) {
    warning(at, "unknown-division", "行政区划代码" + quoted(value) + "不在区划表中",
            "请核对代码;如为新设区划,请告知枢纽管理员");
  }
  return value;
}

std::string ElementReader::web_address(const pugi::xml_node& element) {
  std::string value = line(element);
  if (value.empty() || parse_url(value)) return value;
  warning(element, "bad-url", "网址" + quoted(value) + "不是完整的 http 或 https 地址,已忽略",
          "请写成 https://… 的形式");
  return {};
}

std::int64_t ElementReader::instant(const pugi::xml_node& at, const std::string& value) {
  if (const auto read = parse_iso_instant(value)) return *read;
  if (const auto local = parse_iso_instant(value + "+08:00")) {
    warning(at, "no-time-zone", "时间" + quoted(value) + "没有时区,按北京时间处理",
            "请写成 2026-11-24T02:00:05Z 的形式");
    return *local;
  }
  error(at, "bad-time", std::string(at.name()) + " 的时间" + quoted(value) + "无法识别",
        "请写成 2026-11-24T02:00:05Z 的形式");
  return 0;
}

void ElementReader::children(const pugi::xml_node& element, const Handlers& handlers) {
  for (const pugi::xml_node& child : element.children()) {
    if (child.type() != pugi::node_element) continue;
    const auto handler = handlers.find(child.name());
    if (handler != handlers.end()) {
      if (handler->second) handler->second(child);
    } else if (std::string_view(child.name()).find(':') == std::string_view::npos && !child.attribute("xmlns")) {
      warning(child, "unknown-element", "不认识的元素 " + quoted(child.name()) + ",已忽略",
              "请核对元素名称(lawhub-feeds schema 给出全部元素)");
    }
  }
}

bool ElementReader::is_first(const pugi::xml_node& element, const std::string& field) {
  if (field.empty()) return true;
  warning(element, "repeated-element", "元素 " + quoted(element.name()) + " 重复,只取第一个", "请只保留一个");
  return false;
}

std::function<void(const pugi::xml_node&)> ElementReader::line_into(std::string& field) {
  return [this, &field](const pugi::xml_node& element) {
    if (is_first(element, field)) field = line(element);
  };
}

std::function<void(const pugi::xml_node&)> ElementReader::text_into(std::string& field) {
  return [this, &field](const pugi::xml_node& element) {
    if (is_first(element, field)) field = text(element);
  };
}

std::function<void(const pugi::xml_node&)> ElementReader::lines_into(std::vector<std::string>& list) {
  return [this, &list](const pugi::xml_node& element) {
    std::string value = line(element);
    if (!value.empty()) list.push_back(std::move(value));
  };
}

std::function<void(const pugi::xml_node&)> ElementReader::code_into(std::string& field, std::string_view list) {
  return [this, &field, list](const pugi::xml_node& element) {
    if (is_first(element, field)) field = code(element, line(element), list);
  };
}

std::function<void(const pugi::xml_node&)> ElementReader::codes_into(std::vector<std::string>& codes,
                                                                     std::string_view list) {
  return [this, &codes, list](const pugi::xml_node& element) { codes.push_back(code(element, line(element), list)); };
}

}  // namespace lawhub
