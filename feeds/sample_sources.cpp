#include "feeds/sample_sources.h"

#include <algorithm>
#include <map>

#include "feeds/sample_random.h"
#include "registry/division.h"

namespace lawhub {
namespace {

using enum InstitutionType;

// Which make the portal of a city's bureau is; the others publish feeds.
const std::map<std::string, SampleShape, std::less<>>& city_shapes() {
  static const std::map<std::string, SampleShape, std::less<>> kShapes = {
      {"370100", SampleShape::portal}, {"370900", SampleShape::portal}, {"370400", SampleShape::asp},
      {"371500", SampleShape::asp},    {"371700", SampleShape::asp},    {"370600", SampleShape::jpage},
      {"371000", SampleShape::jpage}};
  return kShapes;
}

SampleSource make_source(const std::string& id, const std::string& name, std::string_view division, Standing standing,
                         SampleShape shape) {
  SampleSource made;
  made.shape = shape;
  made.source.id = id;
  made.source.name = name;
  made.source.division = division;
  made.source.standing = standing;
  made.source.kind = shape == SampleShape::feed ? SourceKind::xml_feed : SourceKind::site;
  made.source.allow = {"127.0.0.1"};
  made.source.delay_ms = 0;
  switch (shape) {
    case SampleShape::asp:
      made.source.recipe = "asp-list";
      made.year = 2014;
      made.charset = "gb18030";
      made.html_type = "text/html";
      break;
    case SampleShape::jpage:
      made.source.recipe = "jpage";
      made.source.crs = "BD09";
      made.year = 2022;
      break;
    case SampleShape::portal:
      made.source.recipe = "label-value";
      made.source.crs = division == "370000" ? "CGCS2000" : "GCJ02";
      break;
    case SampleShape::tables:
      made.year = 2024;
      break;
    case SampleShape::own_site:
      made.year = 2026;
      break;
    default:
      break;
  }
  return made;
}

// What a city's portal shows; the rest of a city is in its feed.
bool of_a_portal(InstitutionType type) {
  return is_licensed_by_province(type) || type == legal_aid_centre || type == justice_bureau || type == hotline ||
         type == arbitration_commission;
}

class Planner {
 public:
  Planner(const SampleOptions& options, const std::vector<SampleInstitution>& all) : options_(options), all_(all) {}
  std::vector<SampleSource> plan();

 private:
  SampleSource& named(const std::string& id) { return sources_[index_.at(id)]; }
  void declare(SampleSource source) {
    index_.emplace(source.source.id, sources_.size());
    sources_.push_back(std::move(source));
  }
  void declare_all();
  void distribute(std::size_t i);
  bool by_county(std::size_t i);
  void own_sites();

  const SampleOptions& options_;
  const std::vector<SampleInstitution>& all_;
  std::vector<SampleSource> sources_;
  std::map<std::string, std::size_t> index_;
};

void Planner::declare_all() {
  declare(make_source("sft-37", "山东省司法厅机构名录(数据接口)", "370000", Standing::registering, SampleShape::feed));
  declare(make_source("sft-portal-37", "山东省司法厅门户网站", "370000", Standing::registering, SampleShape::portal));
  for (const Division* city : Divisions::get().children("370000")) {
    if (city->level != DivisionLevel::city || !city->current) continue;
    const std::string digits = city->code.substr(0, 4);
    const auto shape = city_shapes().find(city->code);
    if (shape != city_shapes().end()) {
      declare(make_source("sfj-" + digits, city->name + "司法局门户网站", city->code, Standing::supervising,
                          shape->second));
      declare(make_source("jc-" + digits, city->name + "基层法律服务机构名录", city->code, Standing::supervising,
                          SampleShape::feed));
    } else {
      declare(make_source("sfj-" + digits, city->name + "司法局机构数据接口", city->code, Standing::supervising,
                          SampleShape::feed));
    }
  }
  declare(make_source("sfj-370403", "薛城区司法局网站", "370403", Standing::supervising, SampleShape::tables));
  declare(make_source("sfj-370481", "滕州市司法局网站", "370481", Standing::supervising, SampleShape::tables));
  SampleSource& old = named("sfj-370403");
  old.year = 2016;
  old.charset = "gb18030";
  old.html_type = "text/html; charset=gb2312";
  named("sfj-370481").year = 2018;
  declare(make_source("lx-37", "山东律师网", "370000", Standing::association, SampleShape::tables));
  declare(make_source("gx-37", "山东公证网", "370000", Standing::association, SampleShape::tables));
  declare(make_source("jd-37", "山东司法鉴定网", "370000", Standing::association, SampleShape::tables));
  declare(make_source("pf-37", "山东普法网", "370000", Standing::publicity, SampleShape::articles));
}

bool Planner::by_county(std::size_t i) {
  const SampleInstitution& it = all_[i];
  const std::string county = Divisions::get().county_of(it.division);
  if (county != "370403" && county != "370481") return false;
  const bool kind = it.type == law_firm || it.type == notary_office || it.type == grassroots_legal_office ||
                    it.type == legal_aid_centre || it.type == judicial_office || it.subtype == "town";
  if (!kind) return false;
  named("sfj-" + county).lists.push_back(i);
  return true;
}

void Planner::distribute(std::size_t i) {
  const SampleInstitution& it = all_[i];
  SampleRandom random(options_.seed, it.id + " sources");
  const auto list = [&](const std::string& id) { named(id).lists.push_back(i); };
  const std::string digits = it.division.substr(0, 4);
  const std::string city = digits + "00";
  bool listed = false;
  if (it.registered) {
    list("sft-37");
    listed = true;
  }
  const bool whole_city = it.division.size() == 6 && it.division.ends_with("00");
  if (it.division == "370000" ||
      (whole_city && (it.type == justice_bureau || it.type == hotline || it.type == arbitration_commission))) {
    list("sft-portal-37");
    listed = true;
  }
  if (it.division != "370000") {
    const bool portal = city_shapes().count(city) != 0;
    if (!portal && (!listed || random.chance(92))) list("sfj-" + digits);
    if (portal && !of_a_portal(it.type)) list("jc-" + digits);
    if (portal && of_a_portal(it.type) && (!listed || random.chance(92))) list("sfj-" + digits);
  }
  by_county(i);
  if ((it.type == law_firm || it.type == law_firm_branch) && random.chance(60)) list("lx-37");
  if (it.type == notary_office && random.chance(85)) list("gx-37");
  if (it.type == forensic_institution && random.chance(80)) list("jd-37");
}

// A dozen offices have a site: the first of the counties that are asked for, and some others.
void Planner::own_sites() {
  std::map<InstitutionType, std::vector<std::size_t>> of;
  for (std::size_t i = 0; i < all_.size(); ++i) of[all_[i].type].push_back(i);
  struct Row {
    InstitutionType type;
    std::size_t nth;
  };
  static constexpr Row kOwners[] = {
      {notary_office, 0}, {law_firm, 0},  {law_firm, 1},       {forensic_institution, 0},
      {law_firm, 4},      {law_firm, 13}, {law_firm, 17},      {notary_office, 4},
      {law_firm, 60},     {law_firm, 90}, {notary_office, 40}, {grassroots_legal_office, 12}};
  int n = 0;
  for (const Row& row : kOwners) {
    if (row.nth >= of[row.type].size()) continue;
    const SampleInstitution& it = all_[of[row.type][row.nth]];
    SampleSource made =
        make_source("own-" + std::to_string(++n), it.name + "网站", Divisions::get().county_of(it.division),
                    Standing::institution, SampleShape::own_site);
    made.source.crs = n % 2 == 1 ? "BD09" : "GCJ02";
    made.lists = {of[row.type][row.nth]};
    declare(std::move(made));
  }
}

std::vector<SampleSource> Planner::plan() {
  declare_all();
  for (std::size_t i = 0; i < all_.size(); ++i) distribute(i);
  own_sites();
  std::erase_if(sources_, [](const SampleSource& s) { return s.lists.empty() && s.shape != SampleShape::articles; });
  int port = options_.first_port;
  for (SampleSource& s : sources_) {
    s.source.url = "http://127.0.0.1:" + std::to_string(port++) + "/";
    if (s.shape == SampleShape::feed) s.source.url += "feeds/institutions.xml";
  }
  return std::move(sources_);
}

}  // namespace

std::vector<SampleSource> plan_sources(const SampleOptions& options, const std::vector<SampleInstitution>& all) {
  return Planner(options, all).plan();
}

}  // namespace lawhub
