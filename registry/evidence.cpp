#include "registry/evidence.h"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

#include "base/text.h"
#include "base/tsv.h"
#include "base/url.h"
#include "registry/division.h"
#include "registry/embedded.h"
#include "registry/identifier.h"
#include "registry/lineage.h"
#include "registry/name.h"
#include "registry/served_place.h"

namespace lawhub {

namespace {

struct DroppedWord {
  InstitutionType type;
  std::string_view word;
};
// What a name may say or leave out without meaning another institution; longer words first.
constexpr DroppedWord kDroppedWords[] = {
    {InstitutionType::mediation_committee, "人民调解委员会"},
    {InstitutionType::mediation_committee, "调解委员会"},
    {InstitutionType::mediation_committee, "调委会"},
    {InstitutionType::mediation_committee, "纠纷"},
    {InstitutionType::mediation_committee, "办事处"},
    {InstitutionType::mediation_committee, "人民政府"},
    {InstitutionType::judicial_office, "司法所"},
    {InstitutionType::judicial_office, "司法局"},
    {InstitutionType::legal_aid_centre, "法律援助中心"},
    {InstitutionType::legal_aid_centre, "法律援助处"},
    {InstitutionType::legal_aid_centre, "法律援助"},
    {InstitutionType::legal_aid_station, "法律援助"},
    {InstitutionType::legal_aid_station, "工作站"},
    {InstitutionType::legal_aid_station, "联络点"},
    {InstitutionType::legal_aid_station, "联系点"},
    {InstitutionType::legal_aid_station, "中心"},
    {InstitutionType::legal_aid_station, "驻"},
    {InstitutionType::legal_service_centre, "公共法律服务"},
    {InstitutionType::legal_service_centre, "工作站"},
    {InstitutionType::legal_service_centre, "工作室"},
    {InstitutionType::legal_service_centre, "服务站"},
    {InstitutionType::legal_service_centre, "服务室"},
    {InstitutionType::legal_service_centre, "中心"},
    {InstitutionType::hotline, "12348"},
    {InstitutionType::hotline, "公共法律服务"},
    {InstitutionType::hotline, "法律服务"},
    {InstitutionType::hotline, "热线"},
    {InstitutionType::justice_bureau, "司法局"},
    {InstitutionType::justice_bureau, "司法厅"},
};
// What short names, own sites and longer official names have behind the trade name.
constexpr DroppedWord kDroppedEndings[] = {
    {InstitutionType::law_firm, "律师事务所"},
    {InstitutionType::law_firm, "律所"},
    {InstitutionType::law_firm, "律师"},
    {InstitutionType::law_firm_branch, "律师事务所"},
    {InstitutionType::law_firm_branch, "律所"},
    {InstitutionType::law_firm_branch, "律师"},
    {InstitutionType::forensic_institution, "法医"},
    {InstitutionType::grassroots_legal_office, "基层"},
    {InstitutionType::legal_service_centre, "站"},
    {InstitutionType::legal_service_centre, "室"},
};
std::string drop(std::string text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at)) {
    text.erase(at, word.size());
  }
  return text;
}

/// `core` of read_name without the words that do not tell institutions of this type apart.
std::string distinct_part(std::string core, InstitutionType type) {
  core = without_space(core);
  for (const DroppedWord& row : kDroppedWords) {
    if (row.type == type) {
      core = drop(std::move(core), row.word);
    }
  }
  for (const DroppedWord& row : kDroppedEndings) {
    if (row.type == type && core.size() > row.word.size() && core.ends_with(row.word)) {
      core.resize(core.size() - row.word.size());
    }
  }
  static const std::set<std::string_view> kBarePlaces = {"县", "市", "区", "本县", "本市", "本区", "省"};
  return kBarePlaces.contains(core) ? std::string() : core;
}

/// A name that says nothing but its place is known by the place: 利津 for 利津县公证处.
std::string core_of(const NameReading& name, InstitutionType type, const Record& r) {
  std::string core = distinct_part(name.core, type);
  if (core.empty()) {
    core = short_name_of(body_code(stated_division(r, name)));
  }
  return core.empty() ? without_space(fold(name.clean)) : core;
}

/// What a legal service centre is called besides its place: 中心, 站, 室, 律师室. A town may have a station and a
/// lawyers' room.
std::string kind_of_centre(const std::string& whole) {
  for (std::string_view kind : {"中心", "站", "室", "厅", "窗口"}) {
    if (whole.ends_with(kind)) {
      return (whole.find("律师") == std::string::npos ? "" : "律师") + std::string(kind);
    }
  }
  return {};
}

InstitutionType type_after_split(const Record& r) {
  const bool firm = r.type == InstitutionType::law_firm;
  return firm && type_of_name(r.name) == InstitutionType::law_firm_branch ? InstitutionType::law_firm_branch : r.type;
}

std::string site_of(const std::string& website) {
  const auto url = parse_url(website);
  if (!url) {
    return {};
  }
  const Url page = canonical(*url);
  const std::string host = page.host.starts_with("www.") ? page.host.substr(4) : page.host;
  return host + (page.path == "/" ? "" : page.path) + (page.query.empty() ? "" : "?" + page.query);
}

/// The door, up to the number of the house, and what is behind it. Publishers draw the line between street and premise
/// in different places; 香港中路1号甲 and 香港中路1号 are two doors. No number, no door.
void read_door(const Address& a, Evidence& e) {
  constexpr std::string_view kNumber = "号";
  const std::string text = without_space(fold(a.street + a.premise));
  std::size_t end = text.find(kNumber);
  if (end == std::string::npos || end == 0 || text[end - 1] < '0' || text[end - 1] > '9') {
    return;
  }
  end += kNumber.size();
  for (std::string_view branch : {"甲", "乙", "丙", "丁"}) {
    if (std::string_view(text).substr(end).starts_with(branch)) {
      end += branch.size();
      break;
    }
  }
  e.door = text.substr(0, end);
  e.premise = text.substr(end);
}

std::string branch_place(std::string place) {
  place = fold(place);
  for (std::string_view ending : {"市", "县", "区"}) {
    if (place.size() > 2 * ending.size() && place.ends_with(ending)) {
      place.resize(place.size() - ending.size());
      break;
    }
  }
  return place;
}

void read_identifiers(const Record& r, Evidence& e) {
  constexpr std::size_t kOwnCode = 18;  // a new licence number that is the USCC again
  for (const Identifier& i : r.identifiers) {
    const bool licence = i.scheme == "licence" || i.scheme == "licence-old";
    if ((i.scheme == "uscc" || (licence && i.value.size() == kOwnCode)) && is_justice_uscc(i.value) &&
        read_uscc(i.value).valid) {
      e.codes.push_back(i);
    } else if (licence && i.value.size() >= identity_score("licence-length")) {
      e.licences.push_back(i);
    }
  }
}

void read_phones_of(const Record& r, Evidence& e) {
  constexpr std::size_t kHotline = 6;  // 12348, 110, 95xxx belong to everybody
  for (const Phone& p : r.phones) {
    const bool mobile = p.number.size() == 11 && p.number[0] == '1';
    if (mobile) {
      e.mobiles.push_back(p.number);
    } else if (p.number.size() > kHotline && p.kind != "complaint") {
      e.land_lines.push_back(p.number);
    }
  }
}

}  // namespace

double identity_score(std::string_view evidence) {
  static const std::map<std::string, double, std::less<>> kScores = [] {
    const Table table(registry_file("data/identity.tsv"), "identity.tsv");
    std::map<std::string, double, std::less<>> out;
    for (std::size_t row = 0; row < table.size(); ++row) {
      double score = 0;
      if (!parse_number(table.cell(row, table.column("score")), score)) {
        throw std::runtime_error("identity.tsv: a score that is no number");
      }
      out.emplace(table.cell(row, table.column("evidence")), score);
    }
    return out;
  }();
  return kScores.find(evidence)->second;
}

bool decided_by_division(InstitutionType type) {
  switch (type) {
    case InstitutionType::mediation_committee:
    case InstitutionType::judicial_office:
    case InstitutionType::legal_aid_centre:
    case InstitutionType::legal_aid_station:
    case InstitutionType::legal_service_centre:
    case InstitutionType::justice_bureau:
    case InstitutionType::hotline:
    case InstitutionType::arbitration_commission:
    case InstitutionType::association:
      return true;
    default:
      return false;
  }
}

Evidence evidence_of(const Record& r) {
  Evidence e;
  e.type = type_after_split(r);
  const std::string host = r.division.empty() ? r.address.division : r.division;
  const NameReading name = read_name(r.name, e.type, host);
  e.name_division = present_code(name.division);
  const std::string& where = host.empty() ? name.division : host;
  e.county = where.empty() ? std::string() : Divisions::get().county_of(present_code(where));
  e.branch_place = branch_place(name.place);

  e.core = core_of(name, e.type, r);
  e.whole = without_space(fold(name.clean));
  for (const FormerName& former : r.former_names) {
    e.former.push_back(core_of(read_name(former.name, e.type, host), e.type, r));
  }
  for (const std::string& former : name.former) {
    e.former.push_back(core_of(read_name(former, e.type, host), e.type, r));
  }
  read_identifiers(r, e);
  if (decided_by_division(e.type)) {
    const std::string core = distinct_part(name.core, e.type), said = distinct_part(e.whole, e.type);
    const ServedPlace served = served_place(r, name, core, said);
    e.place = served.place;
    e.unit = e.type == InstitutionType::legal_service_centre ? served.unit + kind_of_centre(e.whole) : served.unit;
    e.ambiguous = served.ambiguous;
    return e;
  }
  read_phones_of(r, e);
  read_door(r.address, e);
  e.site = site_of(r.website);
  return e;
}

std::vector<std::string> anchors_of(const Evidence& e) {
  std::vector<std::string> out;
  for (const Identifier& code : e.codes) {
    out.push_back("uscc " + code.value);
  }
  const std::string type(code_of(e.type));
  for (const Identifier& licence : e.licences) {
    out.push_back("licence " + type + " " + licence.value);
  }
  out.push_back(decided_by_division(e.type) ? "name " + type + " " + e.place + " " + e.unit
                                            : "name " + type + " " + e.county + " " + e.core + e.branch_place);
  return out;
}

namespace {

/// Where bodies meet that only a person can tell to be one: namesakes of a county, and units of one place that may be
/// written in two ways.
void add_keys_of_doubt(const Evidence& e, std::vector<std::string>& out) {
  constexpr std::size_t kCountyDigits = 6;
  const std::string type(code_of(e.type));
  if (!e.county.empty() && !e.core.empty()) {
    out.push_back("local " + type + " " + e.county + " " + e.core);
  }
  if (!e.unit.empty() && e.place.size() == kCountyDigits) {
    out.push_back("unit " + type + " " + e.place);
  }
}

}  // namespace

std::vector<std::string> keys_of(const Evidence& e) {
  std::vector<std::string> out = anchors_of(e);
  if (decided_by_division(e.type)) {
    add_keys_of_doubt(e, out);
    return out;
  }
  const std::string type(code_of(e.type)), name = "name " + type + " ", phone = "phone " + type + " ";
  out.back() = name + e.core;  // without the county: trade names are unique in the province, counties get confused
  for (const std::string& former : e.former) {
    out.push_back(name + former);
  }
  for (const std::string& number : e.land_lines) {
    out.push_back(phone + number);
  }
  for (const std::string& number : e.mobiles) {
    out.push_back(phone + number);
  }
  if (!e.site.empty()) {
    out.push_back("site " + e.site);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace lawhub
