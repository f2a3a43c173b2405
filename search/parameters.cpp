#include "search/parameters.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <set>
#include <string_view>

#include "base/text.h"
#include "base/url.h"
#include "registry/division.h"
#include "registry/services.h"

namespace lawhub {
namespace {

constexpr int kMostRadius = 200000;  ///< metres

/// What is wrong with a value, and at which byte of it.
struct Fault {
  std::string message;
  std::size_t position = 0;
};
using Check = std::optional<Fault>;

Check read_q(std::string_view value, Parameters& p) {
  for (std::size_t at = 0; at < value.size();) {
    const std::size_t start = at;
    const char32_t c = next_code_point(value, at);
    const bool malformed = c == 0xFFFD && value.substr(start, at - start) != "\xEF\xBF\xBD";
    if (malformed || c == 0) return Fault{"查询词不是有效的 UTF-8 文字。", start};
  }
  p.q = value;
  return {};
}

Check read_types(std::string_view value, Parameters& p) {
  std::size_t position = 0;
  for (const std::string_view code : split(value, ',')) {
    const auto type = type_of_code(code);
    if (!type) return Fault{"没有代码为“" + std::string(code) + "”的机构类型。", position};
    if (std::find(p.types.begin(), p.types.end(), *type) == p.types.end()) p.types.push_back(*type);
    position += code.size() + 1;
  }
  return {};
}

Check read_division(std::string_view value, Parameters& p) {
  if (Divisions::get().find(value) == nullptr) return Fault{"没有这个行政区划代码。"};
  const Division* now = Divisions::get().present(value);
  if (now == nullptr) return Fault{"这个行政区划已经撤销并拆分,请用现在的代码。"};
  p.division = now->code;
  return {};
}

Check read_term(std::string_view value, Facet facet, std::string& code) {
  const Term* term = find_term(value);
  if (term == nullptr || term->facet != facet) {
    return Fault{facet == Facet::service ? "没有这个服务事项代码。" : "没有这个法律事务代码。"};
  }
  code = value;
  return {};
}

Check read_near(std::string_view value, Parameters& p) {
  const std::string form = "位置应写成“纬度,经度”,如 34.80,117.26。";
  const std::size_t comma = value.find(',');
  if (comma == std::string_view::npos) return Fault{form, value.size()};
  Point point;
  if (!parse_number(value.substr(0, comma), point.latitude) || !(std::abs(point.latitude) <= 90)) return Fault{form};
  if (!parse_number(value.substr(comma + 1), point.longitude) || !(std::abs(point.longitude) <= 180)) {
    return Fault{form, comma + 1};
  }
  p.near = point;
  return {};
}

Check read_count(std::string_view value, int most, int& number) {
  std::int64_t read = 0;
  if (!parse_number(value, read) || read < 1 || read > most) {
    return Fault{"应是 1 到 " + std::to_string(most) + " 的整数。"};
  }
  number = static_cast<int>(read);
  return {};
}

Check read_radius(std::string_view value, Parameters& p) {
  int metres = 0;
  Check fault = read_count(value, kMostRadius, metres);
  if (!fault) p.radius_m = metres;
  return fault;
}

Check read_open(std::string_view value, Parameters& p) {
  if (value != "now") return Fault{"只能是 now。"};
  p.open_now = true;
  return {};
}

Check read_kind(std::string_view value, Parameters& p) {
  if (value != "institution" && value != "page") return Fault{"只能是 institution 或 page。"};
  p.kind = value == "page" ? Parameters::Kind::page : Parameters::Kind::institution;
  return {};
}

Check read_sort(std::string_view value, Parameters& p) {
  if (value == "relevance") {
    p.sort = Parameters::Sort::relevance;
  } else if (value == "distance") {
    p.sort = Parameters::Sort::distance;
  } else if (value == "date") {
    p.sort = Parameters::Sort::date;
  } else {
    return Fault{"只能是 relevance、distance 或 date。"};
  }
  return {};
}

struct Known {
  std::string_view name;
  Check (*read)(std::string_view value, Parameters& p);
};

/// In the order of to_query().
constexpr std::array kKnown = {
    Known{"q", read_q},
    Known{"type", read_types},
    Known{"division", read_division},
    Known{"service", [](std::string_view v, Parameters& p) { return read_term(v, Facet::service, p.service); }},
    Known{"matter", [](std::string_view v, Parameters& p) { return read_term(v, Facet::matter, p.matter); }},
    Known{"near", read_near},
    Known{"radius", read_radius},
    Known{"open", read_open},
    Known{"kind", read_kind},
    Known{"sort", read_sort},
    Known{"page", [](std::string_view v, Parameters& p) { return read_count(v, kMaxPage, p.page); }},
    Known{"size", [](std::string_view v, Parameters& p) { return read_count(v, kMaxSize, p.size); }},
};

const Known* find_known(std::string_view name) {
  const auto* const known = std::find_if(kKnown.begin(), kKnown.end(), [&](const Known& k) { return k.name == name; });
  return known == kKnown.end() ? nullptr : known;
}

tl::unexpected<ParameterError> error(std::string code, std::string message, std::string_view parameter,
                                     std::size_t position = 0) {
  return tl::unexpected<ParameterError>(
      {std::move(code), std::move(message), std::string(parameter), static_cast<int>(position)});
}

/// The shortest decimal text that reads back as the same number.
std::string shortest(double value) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
  return {text.data(), end};
}

}  // namespace

tl::expected<Parameters, ParameterError> read_parameters(
    const std::vector<std::pair<std::string, std::string>>& pairs) {
  Parameters p;
  std::set<std::string_view> seen;
  for (const auto& [name, value] : pairs) {
    const Known* known = find_known(name);
    if (known == nullptr) {
      return error("unknown-parameter", "没有名为“" + shorten(name, 40) + "”的参数。", shorten(name, 40));
    }
    if (!seen.insert(known->name).second) return error("repeated-parameter", "这个参数只能出现一次。", name);
    if (value.size() > kMaxQueryBytes) {
      return error("too-long", "太长了,最多 " + std::to_string(kMaxQueryBytes) + " 个字节。", name, kMaxQueryBytes);
    }
  }
  for (const auto& [name, value] : pairs) {
    if (value.empty()) continue;
    if (const Check fault = find_known(name)->read(value, p))
      return error("bad-value", fault->message, name, fault->position);
  }
  if (!p.near && p.radius_m) return error("missing-parameter", "指定半径时要同时给出位置 near。", "near");
  if (!p.near && p.sort == Parameters::Sort::distance) {
    return error("missing-parameter", "按距离排序时要同时给出位置 near。", "near");
  }
  return p;
}

std::string to_query(const Parameters& p) {
  std::vector<std::string> parts;
  const auto add = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) parts.push_back(std::string(name) + "=" + value);
  };
  std::vector<std::string> types;
  for (const InstitutionType t : p.types) types.emplace_back(code_of(t));
  add("q", percent_encode(p.q));
  add("type", join(types, ","));
  add("division", p.division);
  add("service", p.service);
  add("matter", p.matter);
  if (p.near) add("near", shortest(p.near->latitude) + "," + shortest(p.near->longitude));
  if (p.radius_m) add("radius", std::to_string(*p.radius_m));
  if (p.open_now) add("open", "now");
  if (p.kind != Parameters::Kind::any) add("kind", p.kind == Parameters::Kind::page ? "page" : "institution");
  if (p.sort != Parameters::Sort::relevance) add("sort", p.sort == Parameters::Sort::date ? "date" : "distance");
  if (p.page != 1) add("page", std::to_string(p.page));
  if (p.size != Parameters().size) add("size", std::to_string(p.size));
  return join(parts, "&");
}

}  // namespace lawhub
