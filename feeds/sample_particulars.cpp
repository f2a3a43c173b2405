#include "feeds/sample_particulars.h"

#include "base/text.h"
#include "registry/codes.h"
#include "registry/division.h"
#include "registry/forensic_scope.h"

namespace lawhub {
namespace {

using enum InstitutionType;

ServiceOffer offer(const char* code, const char* fees) {
  ServiceOffer service;
  service.code = code;
  service.fees = fees;
  return service;
}

std::string provider_nature_of(InstitutionType type) {
  switch (type) {
    case law_firm:
    case law_firm_branch:
    case grassroots_legal_office:
      return "market";
    case legal_aid_centre:
    case legal_aid_station:
    case judicial_office:
    case legal_service_centre:
    case hotline:
    case justice_bureau:
      return "government";
    default:
      return "social";
  }
}

/// Of a station of a legal-aid centre, by the house in which it is.
std::string host_of(const std::string& where) {
  if (where == "退役军人事务局") return "military";
  if (where == "信访局") return "petition";
  const Code* code = find_label("subtype", where);
  return code == nullptr ? "other" : code->code;
}

std::string subtype_of(const SampleInstitution& it) {
  const Division* place = Divisions::get().find(it.division);
  switch (it.type) {
    case mediation_committee:
    case legal_service_centre:
      return it.subtype;
    case legal_aid_station:
      return host_of(it.subtype);
    case forensic_institution:
      return it.host_uscc.empty() ? "independent" : "host-affiliated";
    case legal_aid_centre:
    case justice_bureau:
    case hotline:
      return place->level == DivisionLevel::zone ? "county" : std::string(code_of(place->level));
    default:
      return {};
  }
}

ServiceOffer legal_aid(const SampleInstitution& it) {
  ServiceOffer service = offer("AID01", "free");
  service.eligibility = {{"家庭人均收入低于当地最低生活保障标准的二倍", it.division, "2025-01-01", ""},
                         {"追索劳动报酬的农民工不审查经济状况", "370000", "2022-01-01", ""}};
  service.required_documents = {"身份证", "经济困难证明或者承诺书", "与案件有关的材料"};
  service.audience = {"A01", "A08"};
  service.delivery_modes = {"on-site", "online"};
  service.service_areas = {it.division};
  return service;
}

std::vector<ServiceOffer> hotline_services(const SampleInstitution& it) {
  std::vector<ServiceOffer> out;
  const std::pair<const char*, const char*> functions[] = {{"ADV02", "法律咨询"}, {"MED01", "人民调解"},
                                                           {"PUB01", "普法宣传"}, {"PUB07", "综合服务"},
                                                           {"PUB03", "政务监督"}, {"MED05", "协调联动"}};
  for (const auto& [code, name] : functions) {
    out.push_back(offer(code, "free"));
    out.back().name = name;
    out.back().delivery_modes = {"phone"};
    out.back().service_areas = {it.division};
  }
  return out;
}

std::vector<ServiceOffer> services_of(const SampleInstitution& it) {
  switch (it.type) {
    case notary_office: {
      ServiceOffer inheritance = offer("NTR01", "paid");
      inheritance.required_documents = {"死亡证明", "亲属关系证明"};
      return {inheritance, offer("NTR02", "paid")};
    }
    case legal_aid_centre:
      return {legal_aid(it)};
    case legal_aid_station:
      return {offer(it.subtype == "看守所" ? "AID03" : "AID01", "free")};
    case mediation_committee:
      return {offer("MED01", "free")};
    case law_firm:
    case law_firm_branch:
      return {offer("ADV01", "paid"), offer("ADV04", "paid")};
    case forensic_institution:
      return forensic_services(it.specialty);
    case hotline:
      return hotline_services(it);
    default:
      return {};
  }
}

std::vector<Channel> channels_of(const SampleInstitution& it, SampleRandom& random, const Record& record) {
  std::vector<Channel> out;
  if (it.type == hotline) return {{"phone", "", "12348", "24小时"}};
  if (it.type == legal_aid_centre) {
    out.push_back({"online-consultation", "https://fy.example.gov.cn/ask/" + it.division, "", "工作日一日内答复"});
  }
  if (it.type == mediation_committee && it.division.size() == 9) {
    out.push_back({"online-mediation", "https://tj.example.gov.cn/" + it.division, "", ""});
  }
  if (it.type == notary_office && random.chance(50)) {
    std::string url = record.website;
    if (!url.empty()) url += url.ends_with('/') ? "booking" : "/booking";
    out.push_back({"appointment", url, it.phone, "可以预约上门"});
  }
  return out;
}

Document decision(const std::string& number, const std::string& date) {
  return {number, "", date, "山东省司法厅", "https://sft.example.gov.cn/gg/" + without_space(date) + ".html"};
}

void add_oversight(const SampleInstitution& it, SampleRandom& random, Record& record) {
  if (it.type != law_firm && it.type != notary_office && it.type != grassroots_legal_office) return;
  record.inspections = {{"2025", random.chance(2) ? "deferred" : "qualified", {}}};
  record.inspections.front().document = {"", "2025年度考核结果公告", "2026-05-20", record.supervising_bureau.name, ""};
  if (it.type == law_firm && random.chance(2)) {
    const std::string number = "鲁司罚决字〔2025〕" + std::to_string(random.between(1, 90)) + "号";
    record.penalties = {{"warning", decision(number, "2025-03-10"), "2028-03-09"}};
  }
  if (random.chance(3)) record.honours = {{it.type == law_firm ? "provincial-excellent-law-firm" : "provincial-model"}};
}

void add_relations(const SampleInstitution& it, SampleRandom& random, Record& record) {
  if (it.type == law_firm_branch) {
    record.relations.push_back({"branch_of", "", it.parent, "", std::to_string(it.year) + "-01-01"});
  }
  if (it.type == legal_aid_station) record.relations.push_back({"station_of", "", it.parent, ""});
  if (it.type != law_firm && it.type != grassroots_legal_office) return;
  const std::vector<const Division*> towns = Divisions::get().children(Divisions::get().county_of(it.division));
  if (towns.empty() || !random.chance(40)) return;
  const Division* town = random.pick(towns);
  record.relations.push_back({"counsel_of", "", "", town->code, "2024-01-01", "2026-12-31"});
  if (random.chance(30))
    record.relations.push_back({"stationed_at", "", "", town->code, "2024-01-01", "", "每周三上午驻村"});
}

/// A second office, where one can only hand in and fetch.
void add_second_place(const SampleInstitution& it, SampleRandom& random, Record& record) {
  if (it.type != notary_office || !random.chance(20)) return;
  Location window;
  window.address.text = sample_place_name(it.division) + "政务服务中心";
  window.address.division = it.division;
  window.address.place = "公证窗口";
  window.hours = {"TU,TH 09:00-11:30", "每周二、周四 9:00-11:30"};
  window.accessibility = {"step-free", "elevator"};
  record.other_locations = {window};
}

}  // namespace

void add_sample_particulars(const SampleInstitution& it, SampleRandom random, Record& record) {
  record.subtype = subtype_of(it);
  record.provider_nature = provider_nature_of(it.type);
  record.supervising_bureau.id = "bur:" + Divisions::get().county_of(it.division);
  if (it.type == law_firm) {
    record.organization_form = {random.chance(20) ? "individual" : "general-partnership"};
    if (random.chance(10)) record.accessibility = {"elevator"};
  }
  if (it.type == legal_aid_centre || it.type == judicial_office)
    record.accessibility = {"street-front", "ground-floor"};
  if (it.type == notary_office) record.transportation = "乘公交车到政务服务中心站";
  record.services = services_of(it);
  record.channels = channels_of(it, random, record);
  add_relations(it, random, record);
  add_oversight(it, random, record);
  add_second_place(it, random, record);
}

}  // namespace lawhub
