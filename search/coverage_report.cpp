#include "search/coverage_report.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "registry/coverage.h"
#include "registry/division.h"
#include "registry/forensic_scope.h"
#include "search/report_table.h"
#include "search/view.h"

namespace lawhub {
namespace {

constexpr double kPer = 100'000;  // people
constexpr std::size_t kBars = 20;

Coverages coverages_of(const Call& call) { return Coverages(call.service.config.reports()); }

std::string name_of(std::string_view code) {
  const auto name = Divisions::get().full_name(code);
  return name.empty() ? std::string(code) : name;
}

std::int64_t sum(const ByType& numbers) {
  std::int64_t out = 0;
  for (const auto n : numbers) out += n;
  return out;
}

std::string kilometres(std::int64_t metres) {
  return metres < 0 ? "—" : fmt::format("{:.1f}", static_cast<double>(metres) / 1000);
}

const CountyCoverage* find_county(const std::optional<Coverage>& coverage, const std::string& code) {
  if (!coverage) return nullptr;
  const auto found = std::find_if(coverage->counties.begin(), coverage->counties.end(),
                                  [&](const CountyCoverage& one) { return one.code == code; });
  return found == coverage->counties.end() ? nullptr : &*found;
}

std::string note_of(const Coverage& c, bool compared) {
  std::vector<std::string> missing;
  for (const auto& code : c.unoffered) missing.push_back(find_forensic_item(code)->label);
  std::string out = fmt::format("{} 制作,共 {} 家正常的机构;{} 家连乡镇都不知道,不计入距离。", time_text(c.made_at),
                                count_text(static_cast<std::size_t>(c.institutions)),
                                count_text(static_cast<std::size_t>(c.unplaced)));
  if (!compared) out += "还没有上个月的数字可比。";
  if (missing.empty()) return out + "司法鉴定各项在全省都有人做。";
  return out + "全省没有一家能做的司法鉴定项目:" + join(missing, "、") + "。";
}

ReportTable county_table(const Coverage& coverage, const std::optional<Coverage>& before) {
  ReportTable out;
  out.key = "counties";
  out.title = "法律服务覆盖情况";
  out.note = note_of(coverage, before.has_value());
  out.csv = "/reports/coverage.csv";
  out.columns = {
      {"code", "代码"}, {"name", "县区"}, {"institutions", "机构"}, {"change", "比上月"}, {"per_100000", "每十万人"}};
  for (const auto type : all_institution_types()) {
    const std::string code(code_of(type)), label(label_of(type));
    out.columns.push_back({code, label});
    out.columns.push_back({code + "_beyond_10km", label + ":10 公里外的乡镇"});
    out.columns.push_back({code + "_beyond_30km", label + ":30 公里外的乡镇"});
  }
  for (const auto& county : coverage.counties) {
    const auto* earlier = find_county(before, county.code);
    auto& row = out.rows.emplace_back();
    row = {county.code, name_of(county.code), sum(county.count)};
    if (earlier == nullptr) {
      row.emplace_back("—");
    } else {
      row.emplace_back(sum(county.count) - sum(earlier->count));
    }
    row.emplace_back(county.population == 0 ? std::string("—")
                                            : fmt::format("{:.1f}", static_cast<double>(sum(county.count)) * kPer /
                                                                        static_cast<double>(county.population)));
    for (std::size_t type = 0; type < kInstitutionTypes; ++type)
      for (const auto n : {county.count[type], county.beyond_10km[type], county.beyond_30km[type]}) row.emplace_back(n);
  }
  return out;
}

/// The counties where the most towns have it far to a notary: what only the county's seat has is far from villages.
void draw(ReportTable& table, const Coverage& coverage) {
  constexpr auto kType = static_cast<std::size_t>(InstitutionType::notary_office);
  std::vector<const CountyCoverage*> worst;
  for (const auto& county : coverage.counties) {
    if (county.beyond_10km[kType] > 0) worst.push_back(&county);
  }
  std::stable_sort(worst.begin(), worst.end(), [](const CountyCoverage* a, const CountyCoverage* b) {
    return a->beyond_10km[kType] > b->beyond_10km[kType];
  });
  if (worst.size() > kBars) worst.resize(kBars);
  table.chart = "离最近的公证处超过 10 公里的乡镇数(最多的县区)";
  for (const auto* county : worst) table.bars.push_back({name_of(county->code), county->beyond_10km[kType]});
}

ReportTable town_table(const Coverage& coverage, const std::string& division) {
  ReportTable out;
  out.key = "towns";
  out.title = "法律服务覆盖情况:" + (division.empty() ? std::string("乡镇") : name_of(division));
  out.note = "从乡镇驻地到最近一家的直线距离,公里。";
  out.csv = "/reports/coverage.csv?division=" + division;
  out.columns = {{"code", "代码"}, {"name", "乡镇"}, {"institutions", "机构"}};
  for (const auto type : all_institution_types()) {
    out.columns.push_back({std::string(code_of(type)), std::string(label_of(type))});
    out.columns.push_back({std::string(code_of(type)) + "_km", "最近的" + std::string(label_of(type))});
  }
  for (const auto& town : coverage.towns) {
    if (!Divisions::get().contains(division, town.code)) continue;
    auto& row = out.rows.emplace_back();
    row = {town.code, name_of(town.code), sum(town.count)};
    for (std::size_t type = 0; type < kInstitutionTypes; ++type) {
      row.emplace_back(town.count[type]);
      row.emplace_back(kilometres(town.nearest_m[type]));
    }
  }
  return out;
}

/// What was asked for of the last one that was made.
tl::expected<ReportTable, Refused> asked_table(const Call& call) {
  const auto coverages = coverages_of(call);
  const auto coverage = coverages.newest();
  if (!coverage) return tl::unexpected(Refused{404, "not-made", "这份报告还没有制作过。", "", 0});
  const std::string division(value_of(call.request.query, "division"));
  if (division.empty()) {
    auto table = county_table(*coverage, coverages.before(*coverage));
    draw(table, *coverage);
    return table;
  }
  if (Divisions::get().find(division) == nullptr)
    return tl::unexpected(Refused{400, "bad-value", "没有这个行政区划代码。", "division", 0});
  return town_table(*coverage, division);
}

}  // namespace

Response show_coverage(const Call& call) {
  const auto table = asked_table(call);
  return table ? html_response(report_page(call.service.site, *table, false)) : refusal(call, table.error());
}

Response send_coverage_csv(const Call& call) {
  const auto table = asked_table(call);
  return table ? csv_response(*table, "coverage.csv") : refusal(call, table.error());
}

Response api_coverage(const Call& call) {
  const auto table = asked_table(call);
  return table ? json_response(report_json(*table)) : refusal(call, table.error());
}

Response make_coverage(const Call& call) {
  auto& service = call.service;
  const std::unique_lock turn(service.exporting, std::try_to_lock);
  if (!turn.owns_lock()) return refusal(call, Refused{503, "busy", "正在制作,请稍后再看。", "", 0});
  const auto population = read_population(service.config.population());
  const auto made = service.stores.read([&](Database& db) { return coverage(db, population, service.clock.now()); });
  coverages_of(call).keep(made);
  return redirect(303, "/reports/coverage");
}

}  // namespace lawhub
