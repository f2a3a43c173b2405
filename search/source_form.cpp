#include "search/source_form.h"

#include <algorithm>
#include <array>

#include "base/signature.h"
#include "base/text.h"
#include "feeds/sources_file.h"
#include "search/view.h"

namespace lawhub {
namespace {

struct FieldText {
  std::string_view name, label, hint;
};
constexpr std::array kFields{
    FieldText{"id", "编号", "小写字母、数字、短横、下划线和点,以后不能改,如 sfj-370403"},
    FieldText{"name", "名称", "薛城区司法局门户网站"},
    FieldText{"kind", "种类", "site 网站,xml-feed 机构信息 XML,oai,atom,upload 人工上传"},
    FieldText{"standing", "身份",
              "registering 发证机关,supervising 主管部门,association 协会,institution 机构自己,publicity 宣传"},
    FieldText{"division", "地区代码", "替哪里说话:370403;不填是全省"},
    FieldText{"url", "网址", "从哪里开始采集,http 或 https;人工上传的不填"},
    FieldText{"recipe", "网站模板", "asp-list、jpage、trs、vsb、gkmlpt、json-front、label-value;不填就通用识别"},
    FieldText{"crs", "坐标系", "WGS84、GCJ02、BD09;不填就自动判断"},
    FieldText{"allow", "放行地址", "内网地址一律不访问,除非写在这里,用空格分开"},
    FieldText{"ports", "放行端口", "80、443 和网址里的以外,用空格分开"},
    FieldText{"delay_ms", "访问间隔", "毫秒,对同一台主机"},
    FieldText{"interval_minutes", "多久采一次", "分钟;0 是不自动采"},
    FieldText{"night", "只在这段时间", "22:00-06:00;不填不限"},
    FieldText{"daily_requests", "每天最多请求", "0 不限"},
    FieldText{"page_limit", "每次最多网页", "20000"},
    FieldText{"contact", "联系人", "邮箱或网址:连续失败三次时告诉谁"},
    FieldText{"shrink_percent", "少了百分之几就待审", "20"},
    FieldText{"shrink_records", "而且少了几条以上", "5"},
    FieldText{"enabled", "启用", "true 启用,false 停用"},
};

std::string_view label_of_field(std::string_view name) {
  for (const auto& field : kFields) {
    if (field.name == name) return field.label;
  }
  return name == "keys" ? "签名公钥" : name;
}

std::string keys_text(const std::vector<SourceKey>& keys) {
  std::string out;
  for (const auto& key : keys) {
    if (key.revoked_at != 0) continue;
    out += key.id + " " + key.public_key + " " + key.valid_from + " " + key.valid_to;
    out = std::string(trim(out)) + "\n";
  }
  return out;
}

/// "2026-a BASE64 2026-01-01 2027-03-31", one a line.
tl::expected<std::vector<SourceKey>, std::string> read_keys(std::string_view text) {
  std::vector<SourceKey> out;
  for (const auto line : split(text, '\n')) {
    const std::string clean = squeeze(line);
    if (clean.empty()) continue;
    const auto words = split(clean, ' ');
    SourceKey key;
    key.id = words[0];
    if (words.size() > 1) key.public_key = words[1];
    if (words.size() > 2) key.valid_from = words[2];
    if (words.size() > 3) key.valid_to = words[3];
    const auto is_day = [](const std::string& day) { return day.empty() || parse_iso_date(day).has_value(); };
    if (!is_public_key(key.public_key) || !is_day(key.valid_from) || !is_day(key.valid_to))
      return tl::unexpected("「签名公钥」这一行看不懂:" + shorten(clean, 60));
    out.push_back(std::move(key));
  }
  return out;
}

Views field_views(const NamedValues& fields) {
  Views list = no_views();
  for (const auto& field : kFields) {
    View one;
    put(one, "name", field.name);
    put(one, "label", field.label);
    put(one, "hint", field.hint);
    put(one, "value", value_of(fields, field.name));
    list << one;
  }
  return list;
}

View change_view(const SourceChange& change) {
  View view;
  put(view, "number", std::to_string(change.number));
  put(view, "source", change.source);
  put(view, "by", change.asked_by);
  put(view, "at", time_text(change.asked_at));
  put(view, "reason", change.reason);
  put_flag(view, "waiting", change.state == "waiting");
  put(view, "state",
      change.state == "waiting"    ? "等待批准"
      : change.state == "approved" ? "已批准"
      : change.state == "rejected" ? "未批准"
                                   : "已被新的取代");
  put(view, "decided_by", change.decided_by);
  put(view, "decided_at", change.decided_at == 0 ? "" : time_text(change.decided_at));
  put(view, "decision", change.decision);
  return view;
}

std::string every(int minutes) {
  if (minutes == 0) return "不自动采";
  return minutes % 60 == 0 ? fmt::format("每 {} 小时", minutes / 60) : fmt::format("每 {} 分钟", minutes);
}

Layout desk_layout(std::string title) { return {.title = std::move(title), .refresh = false, .signed_in = true}; }

}  // namespace

NamedValues fields_of(const Source& source) {
  NamedValues out;
  for (auto& [name, value] : attributes_of(source)) out.emplace_back(name, value);
  out.emplace_back("keys", keys_text(source.keys));
  return out;
}

tl::expected<Source, std::string> source_of_form(const NamedValues& form) {
  SourceAttributes attributes;
  for (const auto& field : kFields) {
    const std::string value(trim(value_of(form, field.name)));
    if (value.empty() && (field.name == "url" || field.name.find('_') != std::string_view::npos)) continue;
    attributes.emplace_back(field.name, value);
  }
  auto keys = read_keys(value_of(form, "keys"));
  if (!keys) return tl::unexpected(keys.error());
  try {
    auto source = source_of(attributes);
    if (source.name.empty()) return tl::unexpected(std::string("请填名称。"));
    if (!keys->empty() && source.kind != SourceKind::xml_feed)
      return tl::unexpected(std::string("只有机构信息 XML 才签名。"));
    source.keys = std::move(*keys);
    return source;
  } catch (const SourceFault& fault) {
    return tl::unexpected(fmt::format("「{}」填得不对。", label_of_field(fault.attribute)));
  }
}

std::string source_desk_page(const Site& site, const Session& session, const std::vector<SourceStatus>& sources,
                             const std::vector<SourceChange>& changes) {
  View view;
  put(view, "csrf", session.csrf);
  put_flag(view, "system", session.account.role == Role::system);
  Views rows = no_views();
  for (const auto& status : sources) {
    View row;
    put(row, "id", status.source.id);
    put(row, "name", status.source.name);
    put(row, "kind", code_of(status.source.kind));
    put(row, "url", status.source.url);
    put(row, "every", every(status.source.interval_minutes));
    put(row, "night", status.source.night);
    put(row, "allow", join(status.source.allow, " "));
    put_flag(row, "enabled", status.source.enabled);
    Views keys = no_views();
    for (const auto& key : status.source.keys) {
      View one;
      put(one, "id", key.id);
      put(one, "source", status.source.id);
      put(one, "csrf", session.csrf);
      put_flag(one, "revoked", key.revoked_at != 0);
      keys << one;
    }
    put_list(row, "keys", keys);
    rows << row;
  }
  put_list(view, "sources", rows);
  Views asked = no_views();
  for (const auto& change : changes) asked << change_view(change);
  put_list(view, "changes", asked);
  return page(site, desk_layout("来源管理"), render("source_desk", view));
}

std::string source_form_page(const Site& site, const Session& session, const NamedValues& fields, bool known,
                             std::string_view problem) {
  View view;
  put(view, "csrf", session.csrf);
  put(view, "problem", problem);
  put_flag(view, "known", known);
  put(view, "keys", value_of(fields, "keys"));
  put(view, "reason", value_of(fields, "reason"));
  put_list(view, "fields", field_views(fields));
  return page(site, desk_layout(known ? "修改来源" : "新增来源"), render("source_form", view));
}

std::string source_change_page(const Site& site, const Session& session, const SourceChange& change,
                               const std::optional<Source>& present, const Source& wanted) {
  View view = change_view(change);
  put(view, "csrf", session.csrf);
  put_flag(view, "judge", session.account.role == Role::security && change.state == "waiting");
  put_flag(view, "try",
           session.account.role == Role::system && change.state == "waiting" && wanted.kind != SourceKind::upload &&
               present.has_value());
  const NamedValues before = fields_of(present.value_or(Source{})), after = fields_of(wanted);
  Views rows = no_views();
  for (const auto& [name, value] : after) {
    const auto old = value_of(before, name);
    if (old == value) continue;
    View row;
    put(row, "label", label_of_field(name));
    put(row, "before", old);
    put(row, "after", value);
    rows << row;
  }
  put_list(view, "rows", rows);
  return page(site, desk_layout("来源改动"), render("source_change", view));
}

}  // namespace lawhub
