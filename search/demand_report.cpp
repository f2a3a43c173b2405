#include "search/demand_report.h"

#include <algorithm>

#include "registry/division.h"
#include "registry/services.h"
#include "search/report_table.h"

namespace lawhub {
namespace {

constexpr std::int64_t kLeastAsked = 3;  // times, by whomever
constexpr std::size_t kBars = 15;

std::string place_name(const std::string& code) {
  return code.empty() ? std::string("没有说地方") : Divisions::get().full_name(code);
}

/// Rows by the count in their last cell, the most asked first.
void sort_rows(ReportTable& table) {
  std::stable_sort(table.rows.begin(), table.rows.end(), [](const auto& a, const auto& b) {
    return std::get<std::int64_t>(a.back()) > std::get<std::int64_t>(b.back());
  });
}

void draw(ReportTable& table, const char* what, std::size_t label) {
  table.chart = what;
  for (std::size_t i = 0; i < std::min(kBars, table.rows.size()); ++i)
    table.bars.push_back({std::get<std::string>(table.rows[i][label]), std::get<std::int64_t>(table.rows[i].back())});
}

ReportTable words_table(const Demand::Counts& counts) {
  std::map<std::string, std::int64_t> by_words;
  for (const auto& [asked, count] : counts) {
    if (asked.nothing && !asked.words.empty()) by_words[asked.words] += count;
  }
  ReportTable out;
  out.key = "words";
  out.title = "什么都没有找到的说法";
  out.note = "最近三十天里没有结果的提问,至少问过三次的。不记谁问的、几点问的。";
  out.csv = "/admin/reports/demand.csv?part=words";
  out.columns = {{"words", "说法"}, {"count", "次数"}};
  for (const auto& [words, count] : by_words) {
    if (count >= kLeastAsked) out.rows.push_back({words, count});
  }
  sort_rows(out);
  draw(out, "问得最多而没有结果的", 0);
  return out;
}

ReportTable matters_table(const Demand::Counts& counts) {
  std::map<std::pair<std::string, std::string>, std::int64_t> by_place;
  for (const auto& [asked, count] : counts) {
    if (!asked.matter.empty()) by_place[{asked.division, asked.matter}] += count;
  }
  ReportTable out;
  out.key = "matters";
  out.title = "各地在问什么事";
  out.note = "最近三十天,按县区和事项。";
  out.csv = "/admin/reports/demand.csv?part=matters";
  out.columns = {{"division", "代码"}, {"place", "地方"}, {"matter", "事项代码"}, {"label", "事项"}, {"count", "次数"}};
  for (const auto& [key, count] : by_place) {
    const auto* matter = find_term(key.second);
    out.rows.push_back({key.first, place_name(key.first), key.second,
                        matter == nullptr ? key.second : std::string(matter->label), count});
  }
  sort_rows(out);
  return out;
}

tl::expected<ReportTable, Refused> asked_table(const Call& call) {
  const auto part = value_of(call.request.query, "part");
  if (!part.empty() && part != "words" && part != "matters")
    return tl::unexpected(Refused{400, "bad-value", "part 应是 words 或 matters。", "part", 0});
  const auto counts = call.service.demand.counts();
  return part == "matters" ? matters_table(counts) : words_table(counts);
}

}  // namespace

Response show_demand(const Call& call) {
  const auto table = asked_table(call);
  return table ? html_response(report_page(call.service.site, *table, true)) : refusal(call, table.error());
}

Response send_demand_csv(const Call& call) {
  const auto table = asked_table(call);
  return table ? csv_response(*table, "demand.csv") : refusal(call, table.error());
}

Response api_demand(const Call& call) {
  const auto table = asked_table(call);
  return table ? json_response(report_json(*table)) : refusal(call, table.error());
}

}  // namespace lawhub
