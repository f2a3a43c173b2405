#include "feeds/record_maker.h"

#include <algorithm>

#include "base/text.h"
#include "base/url.h"
#include "feeds/further_columns.h"
#include "registry/address.h"
#include "registry/codes.h"
#include "registry/division.h"
#include "registry/forensic_scope.h"
#include "registry/hours.h"
#include "registry/identifier.h"
#include "registry/name.h"
#include "registry/phone.h"

namespace lawhub {
namespace {

using enum InstitutionType;

constexpr std::size_t kLongestName = 60;          // characters; longer is a sentence
constexpr std::size_t kLongestPerson = 12;        // characters, titles included
constexpr std::size_t kLongestDescription = 500;  // characters
constexpr int kUnknownDatumRadius = 1500;         // metres between the datums at most

/// The type a heading or a type column speaks of, or whose own label or code it is.
std::optional<InstitutionType> type_in_words(std::string_view text) {
  for (const auto type : all_institution_types()) {
    if (text == label_of(type) || text == code_of(type)) return type;
  }
  struct Word {
    std::string_view word;
    InstitutionType type;
  };
  static constexpr Word kWords[] = {{"人民调解", mediation_committee},
                                    {"调委会", mediation_committee},
                                    {"司法鉴定", forensic_institution},
                                    {"鉴定机构", forensic_institution},
                                    {"公证", notary_office},
                                    {"律师事务所", law_firm},
                                    {"律所", law_firm},
                                    {"基层法律服务", grassroots_legal_office},
                                    {"法律服务所", grassroots_legal_office},
                                    {"法律援助工作站", legal_aid_station},
                                    {"法律援助", legal_aid_centre},
                                    {"公共法律服务", legal_service_centre},
                                    {"司法所", judicial_office},
                                    {"仲裁", arbitration_commission}};
  for (const auto& [word, type] : kWords) {
    if (text.find(word) != text.npos) return type;
  }
  return std::nullopt;
}

std::string staff_kind(InstitutionType type) {
  switch (type) {
    case law_firm:
    case law_firm_branch:
      return "lawyer";
    case notary_office:
      return "notary";
    case forensic_institution:
      return "appraiser";
    case mediation_committee:
      return "mediator";
    default:
      return "staff";
  }
}

/// Named by the division it serves.
bool is_public_body(InstitutionType type) {
  return type == justice_bureau || type == legal_aid_centre || type == hotline || type == arbitration_commission ||
         type == association;
}

/// 一、薛城区(12家) as 薛城区.
std::string plain_division(const std::string& text) {
  constexpr std::size_t kOrdinal = 12;  // bytes
  std::string plain = normalise_width(text);
  const auto mark = plain.find("、");
  if (mark != plain.npos && mark <= kOrdinal) plain = plain.substr(mark + std::string_view("、").size());
  const auto bracket = plain.find('(');
  if (bracket == 0 && plain.find(')') != plain.npos) return squeeze(plain.substr(plain.find(')') + 1));
  return squeeze(bracket == plain.npos ? plain : plain.substr(0, bracket));
}

/// Lines for complaints about anything: never an institution's own.
bool is_of_others(std::string_view number) {
  static constexpr std::string_view kLines[] = {"12345", "12315", "12309", "12337", "12380", "12388", "12389"};
  return std::find(std::begin(kLines), std::end(kLines), number) != std::end(kLines);
}

class RecordMaker {
 public:
  RecordMaker(const Listing& listing, const PageContext& page, Report& report)
      : listing_(listing), page_(page), report_(report) {}

  std::optional<Record> run() {
    if (!read_name_and_type()) return std::nullopt;
    read_place();
    for (const auto& cell : listing_.cells) {
      cell_ = cell.cell;
      read_cell(cell.field, cell.text);
    }
    read_further_columns(listing_, record_);
    return std::move(record_);
  }

 private:
  void note(std::string rule, std::string message, std::string mend) {
    const std::string place = page_.place && cell_ >= 0 ? page_.place(cell_) : page_.url;
    report_.push_back({Severity::warning, std::move(rule), place, 0, 0,
                       record_.name + "(" + listing_.evidence + "):" + std::move(message), std::move(mend)});
  }

  bool read_name_and_type();
  void read_place();
  std::string division_of_cell() const;
  std::string division_named_in(std::string_view text) const;
  std::string division_of_headings() const;
  std::string read_address_cell();
  void read_cell(std::string_view field, const std::string& text);
  void read_offers(std::string_view field, const std::string& text);
  void read_words(std::string_view field, const std::string& text);
  void unreadable(std::string rule, const std::string& label, const std::string& text, std::string mend);
  void read_email(const std::string& text);
  void read_website(const std::string& text);
  void read_founding(const std::string& text);
  void read_postcode(const std::string& text);
  void read_code(const std::string& text);
  void read_licence_number(const std::string& text);
  void read_telephones(const std::string& text, std::string_view kind);
  void read_person(const std::string& text);
  void read_staff(const std::string& text);
  void add_identifier(std::string_view scheme, std::string value);

  const Listing& listing_;
  const PageContext& page_;
  Report& report_;
  Record record_;
  int cell_ = -1;     ///< that is being read
  std::string host_;  ///< division that completes what the cells leave out
};

bool RecordMaker::read_name_and_type() {
  const std::string written = squeeze(listing_.cell("name"));
  if (written.empty() || count_code_points(written) > kLongestName) return false;
  if (!Divisions::get().named(written).empty()) return false;  // a district in a table of counts
  auto type = type_of_name(written);
  for (const std::string_view text :
       {listing_.cell("type"), std::string_view(listing_.heading), std::string_view(page_.title)}) {
    if (!type) type = type_in_words(text);
  }
  if (!type) return false;
  record_.type = *type;
  auto name = read_name(written, *type, page_.division);
  record_.name = name.clean;
  for (auto& former : name.former) record_.former_names.push_back({std::move(former), {}});
  return !record_.name.empty();
}

std::string RecordMaker::division_of_cell() const {
  const std::string cell = plain_division(squeeze(listing_.cell("division")));
  if (cell.empty()) return {};
  const auto& divisions = Divisions::get();
  const auto named = divisions.named(cell, page_.division);
  if (named.size() == 1) return named.front()->code;
  const auto address = read_address(cell, page_.division).address;
  return address.division == page_.division ? std::string() : address.division;
}

/// The division that a heading or the page's title begins with, inside the publisher's own.
std::string RecordMaker::division_of_headings() const {
  const auto named = division_named_in(listing_.heading);
  return named.empty() ? division_named_in(page_.title) : named;
}

std::string RecordMaker::division_named_in(std::string_view text) const {
  const auto reading = read_address(squeeze(text), page_.division);
  const auto& named = reading.address.division;
  const bool said = std::find(reading.evidence.begin(), reading.evidence.end(), "named") != reading.evidence.end();
  const bool inside = named != page_.division && Divisions::get().contains(page_.division, named);
  return said && inside ? named : std::string();
}

/// What is said of the place, from the surest: the column of districts, the name, the address, the
/// bureau in charge, a heading; each may only
/// narrow what the surer one said. A public body belongs to the division it is named by, wherever its door is. Nothing
/// said: the source's own county, if it is a county's.
void RecordMaker::read_place() {
  const auto& divisions = Divisions::get();
  const std::string cell = division_of_cell();
  host_ = cell.empty() ? page_.division : cell;
  const std::string from_address = read_address_cell();
  const std::string from_name = read_name(record_.name, record_.type, page_.division).division;
  if (is_public_body(record_.type) && !from_name.empty()) {
    record_.division = from_name;
  } else {
    for (const auto& said :
         {cell, from_name, from_address, division_named_in(listing_.cell("supervisor")), division_of_headings()}) {
      const bool wide =
          said != page_.division && divisions.contains(said, page_.division);  // 山东省… says nothing here
      if (said.empty() || (wide && !page_.division.empty())) continue;
      if (record_.division.empty() || divisions.contains(record_.division, said)) record_.division = said;
    }
  }
  if (!record_.division.empty()) {
    host_ = record_.division;
    return;
  }
  const auto* host = divisions.find(page_.division);
  const bool narrow = host != nullptr && host->level != DivisionLevel::province && host->level != DivisionLevel::city;
  if (narrow) record_.division = page_.division;
}

/// Reads the address; the division it names itself, empty when the publisher's had to complete it. That an address
/// without a county lies in the city's seat is likely for the city's own bodies only.
std::string RecordMaker::read_address_cell() {
  std::string written = squeeze(listing_.cell("address"));
  if (written.empty()) {  // 地点 is the host's name as often as a place
    written = squeeze(listing_.cell("host"));
    if (read_address(written, host_).address.street.empty()) return {};
  }
  auto reading = read_address(written, host_);
  record_.address = std::move(reading.address);
  const auto has = [&](std::string_view why) {
    return std::find(reading.evidence.begin(), reading.evidence.end(), why) != reading.evidence.end();
  };
  const auto* found = Divisions::get().find(record_.address.division);
  if (has("host-seat")) {
    if (!is_public_body(record_.type) && found != nullptr) record_.address.division = found->parent;
    return {};
  }
  return record_.address.division == host_ ? std::string() : record_.address.division;
}

void RecordMaker::read_cell(std::string_view field, const std::string& text) {
  if (field == "uscc") {
    read_code(text);
  } else if (field == "licence_no") {
    read_licence_number(text);
  } else if (field == "phone") {
    read_telephones(text, "voice");
  } else if (field == "fax") {
    read_telephones(text, "fax");
  } else if (field == "principal") {
    read_person(text);
  } else if (field == "staff") {
    read_staff(text);
  } else if (field == "lng_lat") {
    const auto point = parse_point(text);
    if (point) record_.position = position_of(*point, page_.datum);
    if (!point) unreadable("point-unreadable", "坐标", text, "请写成 经度,纬度,例如 117.26,34.79");
  } else if (field == "hours") {
    record_.hours = {read_hours(text).notation, squeeze(text)};
    if (record_.hours.notation.empty())
      note("hours-unreadable", "办公时间“" + shorten(squeeze(text), 40) + "”没有读懂,只照原文显示",
           "请写成 周一至周五 8:30-12:00 13:30-17:30 的样子");
  } else if (field == "status") {
    record_.status = status_of_text(text);
    if (record_.status == Status::unknown)
      unreadable("status-unknown", "执业状态", text, "请写 执业、停业、注销或吊销");
  } else if (field == "email") {
    read_email(text);
  } else if (field == "website") {
    read_website(text);
  } else if (field == "founded") {
    read_founding(text);
  } else if (field == "postcode") {
    read_postcode(text);
  } else {
    read_words(field, squeeze(text));
  }
}

/// Fields that are taken as they are written.
void RecordMaker::read_words(std::string_view field, const std::string& text) {
  if (field == "name_former") {
    if (type_of_name(text)) record_.former_names.push_back({text, {}});
  } else if (field == "name_en") {
    record_.alternate_names.push_back(text);
  } else if (field == "org_form") {
    const Code* form = find_label("organization_form", text);
    record_.organization_form.code = form ? form->code : text;
  } else if (field == "supervisor") {
    record_.supervising_bureau.name = text;
  } else if (field == "intro") {
    record_.description = shorten(text, kLongestDescription);
  } else if (field == "specialty" || field == "scope" || field == "service_area") {
    read_offers(field, text);
  }
}

/// What a forensic licence covers is services; what others write is their own description.
void RecordMaker::read_offers(std::string_view field, const std::string& text) {
  if (record_.type == forensic_institution && field == "scope") record_.services = forensic_services(text);
  if (record_.description.empty())
    record_.description = (field == "scope"          ? "业务范围:"
                           : field == "service_area" ? "服务区域:"
                                                     : "业务专长:") +
                          shorten(text, kLongestDescription);
}

void RecordMaker::unreadable(std::string rule, const std::string& label, const std::string& text, std::string mend) {
  note(std::move(rule), label + "“" + shorten(squeeze(text), 40) + "”无法识别,未采用", std::move(mend));
}

void RecordMaker::read_email(const std::string& text) {
  // Written against spam: a#b.com, a(at)b.com.
  std::string address = replace_all(replace_all(without_space(normalise_width(text)), "#", "@"), "(at)", "@");
  const auto at = address.find('@');
  const bool good = at != address.npos && at > 0 && address.find('.', at) != address.npos &&
                    std::all_of(address.begin(), address.end(), [](char c) { return c > ' ' && c < '\x7f'; });
  if (!good) return unreadable("email-unreadable", "电子邮箱", text, "请写成 名称@单位.cn");
  record_.email = std::move(address);
}

void RecordMaker::read_website(const std::string& text) {
  const std::string written = without_space(text);
  const auto url = parse_url(written.find("://") == written.npos ? "http://" + written : written);
  if (!url || url->host.find('.') == url->host.npos)
    return unreadable("website-unreadable", "网址", text, "请写成 http://www.单位.cn/");
  record_.website = url->text();
}

void RecordMaker::read_founding(const std::string& text) {
  const std::string folded = normalise_width(text);
  const auto digits = folded.find_first_of("12");
  std::int64_t year = 0;
  if (digits != folded.npos) parse_number(folded.substr(digits, 4), year);
  if (const auto date = find_date(text); date && (year < 1900 || year >= 2100)) year = date->year;
  if (year < 1900 || year >= 2100) return unreadable("date-unreadable", "成立时间", text, "请写成 1998-06-01 或 1998");
  record_.year_incorporated = std::to_string(year);
}

void RecordMaker::read_postcode(const std::string& text) {
  std::string code = without_space(normalise_width(text));
  if (code.size() != 6 || code.find_first_not_of("0123456789") != code.npos)
    return unreadable("postcode-unreadable", "邮政编码", text, "请写 6 位数字");
  record_.address.postal_code = std::move(code);
}

void RecordMaker::add_identifier(std::string_view scheme, std::string value) {
  const auto same = [&](const Identifier& i) { return i.scheme == scheme; };
  if (std::any_of(record_.identifiers.begin(), record_.identifiers.end(), same)) return;
  record_.identifiers.push_back({std::string(scheme), std::move(value), {}, {}});
}

void RecordMaker::read_code(const std::string& text) {
  const auto code = read_uscc(text);
  if (code.valid) {
    const bool of_host = record_.type == forensic_institution && !is_justice_uscc(code.value);
    add_identifier(of_host ? "host-uscc" : "uscc", code.value);
  } else if (!code.value.empty()) {
    note("uscc-invalid", "统一社会信用代码 " + shorten(code.value, 24) + " 有误," + code.problem,
         code.repair.empty() ? "请核对代码" : "请核对,是否应为 " + code.repair);
  }
}

void RecordMaker::read_licence_number(const std::string& text) {
  std::string number = read_licence(text);
  if (number.empty()) return;
  // Since 2016 a firm's licence number is its credit code.
  if (const auto code = read_uscc(number); code.valid) return read_code(number);
  const bool firm = record_.type == law_firm || record_.type == law_firm_branch;
  add_identifier(firm ? "licence-old" : "licence", std::move(number));
}

void RecordMaker::read_telephones(const std::string& text, std::string_view kind) {
  const auto* division = Divisions::get().find(host_);
  const auto reading = read_phones(text, division == nullptr ? std::string() : division->area_code);
  for (auto phone : reading.phones) {
    if (kind == "fax") phone.kind = "fax";
    if (phone.kind == "complaint" || is_of_others(phone.number)) continue;
    const auto same = [&](const Phone& p) { return p.number == phone.number && p.extension == phone.extension; };
    if (std::none_of(record_.phones.begin(), record_.phones.end(), same)) record_.phones.push_back(std::move(phone));
  }
  if (reading.phones.empty() && !reading.problems.empty())
    note("phone-unreadable", "电话“" + shorten(text, 40) + "”无法识别", "请写成 区号-号码");
}

void RecordMaker::read_person(const std::string& text) {
  std::string name = squeeze(replace_all(text, "：", ":"));
  if (const auto colon = name.find(':'); colon != name.npos) name = squeeze(name.substr(colon + 1));
  if (name.empty() || count_code_points(name) > kLongestPerson || name.find_first_of("0123456789") != name.npos) return;
  if (record_.contacts.empty()) record_.contacts.push_back({name, {}, "principal"});
}

void RecordMaker::read_staff(const std::string& text) {
  const std::string folded = fold(text);
  const auto begin = folded.find_first_of("0123456789");
  if (begin == folded.npos) return;
  const auto end = folded.find_first_not_of("0123456789", begin);
  std::int64_t count = 0;
  if (parse_number(folded.substr(begin, end == folded.npos ? end : end - begin), count) && count > 0 && count < 10000)
    record_.staff.push_back({staff_kind(record_.type), static_cast<int>(count), {}});
}

}  // namespace

std::optional<Record> make_record(const Listing& listing, const PageContext& page, Report& report) {
  return RecordMaker(listing, page, report).run();
}

Position position_of(Point published, std::optional<Datum> datum) {
  static constexpr std::string_view kNames[] = {"WGS84", "GCJ02", "BD09"};
  const Point here = to_wgs84(published, datum.value_or(Datum::wgs84));
  if (!datum) return {here.longitude, here.latitude, kUnknownDatumRadius, "map-picked", {}};
  return {here.longitude, here.latitude, 0, "map-picked", std::string(kNames[static_cast<std::size_t>(*datum)])};
}

void complete(Record& record, const Record& more) {
  const std::string division = record.division;
  for (const Field field : all_fields()) {
    if (field_json(record, field).empty()) copy_field(more, record, field);
  }
  for (const auto& identifier : more.identifiers) {
    if (identifier_of(record, identifier.scheme).empty()) record.identifiers.push_back(identifier);
  }
  for (const auto& phone : more.phones) {
    const auto same = [&](const Phone& p) { return p.number == phone.number; };
    if (std::none_of(record.phones.begin(), record.phones.end(), same)) record.phones.push_back(phone);
  }
  if (!division.empty() && Divisions::get().contains(division, more.division)) record.division = more.division;
}

}  // namespace lawhub
