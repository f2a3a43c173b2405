#include "tests/support/whole_record.h"

namespace lawhub {
namespace {

const Document kDocument = {"枣司公〔2026〕1号", "公告", "2026-05-20", "枣庄市司法局", "https://sfj.example.cn/1"};

void add_places(Record& r) {
  r.address = {"薛城区光明大道88号", "370403001", "光明大道88号", "三楼", "277000", "接待大厅", "综合科", true};
  r.position = {117.2631640, 34.7950630, 50, "map-picked", "CGCS2000"};
  r.hours = {"MO-FR 08:30-12:00,13:30-17:30; PH off", "工作日 8:30-12:00,13:30-17:30", "夏季作息"};
  r.transportation = "乘1路到区政府站";
  r.accessibility = {"street-front", "ground-floor"};
  Location window;
  window.kind = "postal";
  window.address = {"临城邮局12号信箱", "370403", "", "", "277001", "信箱", "收发室", false};
  window.position = {117.2700000, 34.8000000, 500, "geocoded", "WGS84"};
  window.hours = {"TU,TH 09:00-11:30", "周二、周四 9:00-11:30", "取件"};
  window.transportation = "邮局对面";
  window.accessibility = {"elevator"};
  window.phones = {{"0632-4411009", "2", "fax", "收件"}};
  r.other_locations = {window};
}

void add_offers(Record& r) {
  ServiceOffer service;
  service.code = "ADV04";
  service.name = "诉讼代理";
  service.description = "民商事案件";
  service.fees = "paid";
  service.fees_description = "按标准";
  service.url = "https://daibei.example.cn/1";
  service.status = "temporarily closed";
  service.eligibility = {{"农民工优惠", "370403", "2025-01-01", "2026-12-31"}, {"所有人"}};
  service.scope = {"LAB01", "-CRM01"};
  service.audience = {"A01"};
  service.required_documents = {"身份证"};
  service.delivery_modes = {"on-site", "online"};
  service.service_areas = {"370400"};
  service.hours = {"WE 09:00-11:30", "每周三 9:00-11:30", ""};
  r.services = {service};
  r.channels = {{"online-consultation", "https://daibei.example.cn/ask", "0632-4411001", "工作日回复"}};
  r.relations = {
      {"paired_with", "370400:JUO:1", "薛城区临城司法所", "370403001", "2023-05-01", "2027-04-30", "每月一次"},
      {"stationed_at", "", "某村", "370403001", "", "", "每周三上午"}};
}

}  // namespace

Record whole_record() {
  Record r;
  r.type = InstitutionType::law_firm;
  r.name = "山东岱北律师事务所";
  r.alternate_names = {"岱北律所"};
  r.former_names = {{"枣庄岱北律师事务所", "2012-05-31"}};
  r.identifiers = {{"uscc", "31370000MD9900336R", "2016-08-01", ""},
                   {"licence-old", "23704199910000001", "", "2016-07-31"}};
  r.status = Status::active;
  r.status_since = "1999-03-02";
  r.organization_form = {"X-1", "公司制试点", "local-forms"};
  r.provider_nature = "market";
  r.supervising_bureau = {"薛城区司法局", "bur:370403"};
  r.licensing_authority = "山东省司法厅";
  r.division = "370403";
  r.year_incorporated = "1999";
  r.description = "办理民商事案件。\n\n可以预约。";
  r.website = "https://daibei.example.cn/";
  r.email = "a@daibei.example.cn";
  r.contacts = {{"周某某", "主任", "principal"}};
  r.phones = {{"0632-4411001", "801", "voice", "咨询"}, {"0632-4411002", "", "complaint", ""}};
  r.staff = {{"lawyer", 18, "2026-06-30"}};
  add_places(r);
  add_offers(r);
  r.inspections = {{"2025", "qualified", kDocument}};
  r.penalties = {{"warning", kDocument, "2099-12-31"}};
  r.honours = {{"provincial-excellent-law-firm"}, {"H-1", "全市先进", "local-honours"}};
  r.metadata = {{"phone", "370400:LFM:1", 1730000000, 1740000000}};
  return r;
}

}  // namespace lawhub
