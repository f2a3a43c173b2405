// Who it is: names, codes, status, dates.
#include <algorithm>
#include <array>
#include <set>

#include "base/clock.h"
#include "base/text.h"
#include "feeds/rules_record.h"
#include "registry/division.h"
#include "registry/identifier.h"
#include "registry/institution_type.h"
#include "registry/name.h"
#include "registry/record.h"

namespace lawhub {
namespace {

using pugi::xml_node;

constexpr int kStaleYears = 2;  // whoever looks once a year has looked twice

std::string in_words(InstitutionType type) {
  return std::string(label_of(type)) + "(" + std::string(code_of(type)) + ")";
}

/// Third column of GB 32100-2015 under department 3, and who may be found there.
struct JusticeKind {
  std::string_view prefix;
  std::string_view label;
  std::array<InstitutionType, 2> types;
};
constexpr std::array<JusticeKind, 5> kJusticeKinds = {{
    {"31", "律师执业机构", {InstitutionType::law_firm, InstitutionType::law_firm_branch}},
    {"32", "公证机构", {InstitutionType::notary_office, InstitutionType::notary_office}},
    {"33", "基层法律服务所", {InstitutionType::grassroots_legal_office, InstitutionType::grassroots_legal_office}},
    {"34", "司法鉴定机构", {InstitutionType::forensic_institution, InstitutionType::forensic_institution}},
    {"35", "仲裁委员会", {InstitutionType::arbitration_commission, InstitutionType::arbitration_commission}},
}};

bool is_licensed(InstitutionType type) {
  switch (type) {
    case InstitutionType::law_firm:
    case InstitutionType::law_firm_branch:
    case InstitutionType::grassroots_legal_office:
    case InstitutionType::notary_office:
    case InstitutionType::forensic_institution:
      return true;
    default:
      return false;
  }
}

void judge_uscc_kind(const JudgedRecord& r, const xml_node& e, const std::string& code, InstitutionType type) {
  const auto kind = std::find_if(kJusticeKinds.begin(), kJusticeKinds.end(),
                                 [&](const JusticeKind& k) { return code.rfind(k.prefix, 0) == 0; });
  if (kind != kJusticeKinds.end()) {
    if (std::find(kind->types.begin(), kind->types.end(), type) == kind->types.end()) {
      r.add("uscc-kind", e,
            "代码" + quoted(code) + "是" + std::string(kind->label) + "的,机构类型却是" + in_words(type));
    }
  } else if (type == InstitutionType::forensic_institution) {
    r.add("uscc-host", e, "代码" + quoted(code) + "不是司法行政机关颁发的,应是挂靠单位的代码");
  } else if (is_licensed(type) && code.rfind("12", 0) != 0) {
    r.add("uscc-kind", e, "代码" + quoted(code) + "不是司法行政机关颁发的,机构类型却是" + in_words(type));
  }
}

/// An identifier of a record that goes on: its licence may have run out.
void judge_validity(const JudgedRecord& r, const xml_node& e) {
  const std::string from = line_of(e, "valid_from"), to = line_of(e, "valid_to");
  if (!parse_iso_date(to)) return;
  if (parse_iso_date(from) && from > to) {
    r.add("date-order", e, "有效期的开始" + quoted(from) + "晚于结束" + quoted(to));
  } else if (!r.today.empty() && to < r.today &&
             line_of(r.organization().child("practice_status")) == code_of(Status::active)) {
    r.add("licence-expired", e, "证号" + quoted(line_of(e)) + "的有效期到 " + to + " 为止,执业状态仍是 active");
  }
}

void judge_identifiers(const JudgedRecord& r, std::optional<InstitutionType> type) {
  std::set<std::string> current;
  bool licensed = false;
  for (const xml_node& e : r.organization().children("organization_identifier")) {
    const std::string scheme = line_of(e, "identifier_scheme");
    const UsccReading uscc = scheme == "uscc" ? read_uscc(line_of(e)) : UsccReading();
    if (uscc.valid && type) judge_uscc_kind(r, e, uscc.value, *type);
    judge_validity(r, e);
    if ((scheme == "uscc" || scheme == "licence") && !e.attribute("valid_to") && !current.insert(scheme).second) {
      r.add("two-identifiers", e, "有两个没有终止日期的 " + scheme);
    }
    licensed = licensed || scheme == "uscc" || scheme == "licence";
  }
  if (type && is_licensed(*type) && !licensed) {
    r.add("missing-identifier", r.organization(), in_words(*type) + "没有统一社会信用代码,也没有执业许可证号");
  }
}

/// Does the division that the name says have anything to do with the stated one?
void judge_name_division(const JudgedRecord& r, const xml_node& e, const NameReading& name) {
  const std::string stated = line_of(r.organization().child("division_code"));
  const Divisions& divisions = Divisions::get();
  const Division* named = divisions.present(name.division);
  const Division* own = divisions.present(stated);
  if (named == nullptr || own == nullptr) return;
  if (!divisions.contains(named->code, own->code) && !divisions.contains(own->code, named->code)) {
    r.add("name-division", e,
          "名称说的是" + divisions.full_name(named->code) + ",行政区划代码却是" + divisions.full_name(own->code));
  }
}

void judge_names(const JudgedRecord& r, std::optional<InstitutionType> type) {
  const xml_node e = r.organization().child("name");
  const std::string name = line_of(e);
  if (name.empty()) return;
  const std::optional<InstitutionType> said = type_of_name(name);
  if (type && said && *said != *type) {
    r.add("name-type", e, "名称" + quoted(name) + "像是" + in_words(*said) + ",机构类型却是" + in_words(*type));
  }
  if (type) {
    const NameReading reading = read_name(name, *type, r.division());
    judge_name_division(r, e, reading);
    if (!reading.former.empty()) r.add("name-former", e, "名称里夹着原名" + quoted(reading.former.front()));
    if (!reading.form.empty()) r.add("name-form", e, "名称里夹着组织形式" + quoted(reading.form));
  }
  const std::string plain = normalise_width(name);
  for (const char* other : {"alternate_name", "former_name"}) {
    for (const xml_node& again : r.organization().children(other)) {
      if (normalise_width(line_of(again)) == plain) r.add("same-name", again, std::string(other) + " 与名称相同");
    }
  }
}

void judge_status(const JudgedRecord& r) {
  const xml_node e = r.organization().child("practice_status");
  const std::optional<Status> status = status_of_code(line_of(e));
  if (!e) {
    r.add("no-status", r.organization(), "没有执业状态 practice_status");
  } else if (status == Status::cancelled || status == Status::revoked || status == Status::merged) {
    r.add("ended-but-active", e, "机构已经" + std::string(label_of(*status)) + ",记录却仍是 active");
  }
}

void judge_future(const JudgedRecord& r, const xml_node& e, const char* what, const std::string& date) {
  if (parse_iso_date(date) && date > r.today) {
    r.add("future-date", e, std::string(what) + "的日期" + quoted(date) + "在文件生成之后");
  }
}

/// The day in China of a time that the reader understands.
std::string day_of(const std::string& time) {
  auto instant = parse_iso_instant(time);
  if (!instant) instant = parse_iso_instant(time + "+08:00");
  return instant ? iso_date(china_time(*instant).date) : std::string();
}

}  // namespace

void judge_identity(const JudgedRecord& r) {
  const std::optional<InstitutionType> type = type_of_code(line_of(r.organization().child("institution_type")));
  judge_names(r, type);
  judge_identifiers(r, type);
  judge_status(r);
}

void judge_dates(const JudgedRecord& r) {
  const std::optional<Date> today = parse_iso_date(r.today);
  if (!today) return;
  const std::string changed = day_of(line_of(r.record, "datestamp"));
  const std::string long_ago = iso_date({today->year - kStaleYears, today->month, std::min(today->day, 28)});
  if (changed > r.today) {
    r.add("future-datestamp", r.record, "改动时间" + quoted(changed) + "在文件生成之后");
  } else if (!changed.empty() && changed < long_ago && r.organization()) {
    r.add("stale-record", r.record, "这条记录从 " + changed + " 起没有改动过");
  }
  const xml_node organization = r.organization();
  judge_future(r, organization.child("practice_status"), "执业状态",
               line_of(organization.child("practice_status"), "since"));
  for (const xml_node& e : organization.children("former_name")) judge_future(r, e, "曾用名", line_of(e, "until"));
  for (const xml_node& e : organization.children("staff_count")) judge_future(r, e, "人员数量", line_of(e, "as_of"));
  each_element(r.record, "document", [&](const xml_node& e) { judge_future(r, e, "文书", line_of(e.child("date"))); });
  const xml_node effective = r.record.child("tombstone").child("effective_date");
  judge_future(r, effective, "生效", line_of(effective));
  const xml_node year = organization.child("year_incorporated");
  if (line_of(year).size() == 4 && line_of(year) > r.today.substr(0, 4)) {
    r.add("future-date", year, "成立年份" + quoted(line_of(year)) + "在文件生成之后");
  }
}

}  // namespace lawhub
