#include "registry/guard.h"

#include <fmt/format.h>

#include "registry/safety.h"
#include "registry/source_key.h"

namespace lawhub {

namespace {

bool beyond_limit(std::size_t records, std::size_t before, const Source& source) {
  return records > static_cast<std::size_t>(source.shrink_records) &&
         records * 100 > static_cast<std::size_t>(source.shrink_percent) * before;
}

std::size_t percent(std::size_t part, std::size_t whole) { return (part * 100 + whole / 2) / whole; }

}  // namespace

std::optional<std::string> reason_to_hold(const Tally& tally, const Source& source, const Past& past) {
  if (!past.rolled_back.empty()) {
    return fmt::format("该来源{},此后第一次有变化的内容须由人核对后决定是否采用。", past.rolled_back);
  }
  if (tally.before == 0) {
    return std::nullopt;
  }
  if (tally.said == 0 && tally.missing > 0) {
    return fmt::format("这次一条机构也没有取到,而此前有 {} 条;原有内容保持不变,请核对该来源。", tally.before);
  }
  const std::size_t lost = tally.missing + tally.reidentified;
  if (beyond_limit(lost, tally.before, source)) {
    return fmt::format(
        "此前 {} 条中,这次有 {} 条不见、{} 条变成了别的机构,共占 {}%,超过该来源 {}% 的限度;"
        "原有内容保持不变,请核对后决定是否采用。",
        tally.before, tally.missing, tally.reidentified, percent(lost, tally.before), source.shrink_percent);
  }
  if (beyond_limit(tally.withdrawn, tally.before, source)) {
    return fmt::format(
        "该来源这次一并撤销 {} 条,占此前 {} 条的 {}%,超过 {}% 的限度;"
        "原有内容保持不变,请核对后决定是否采用。",
        tally.withdrawn, tally.before, percent(tally.withdrawn, tally.before), source.shrink_percent);
  }
  if (beyond_limit(tally.renamed, tally.before, source) || beyond_limit(tally.rephoned, tally.before, source)) {
    return fmt::format(
        "此前 {} 条中,这次有 {} 条同时改了名称、{} 条同时换了电话,超过该来源 {}% 的限度;"
        "原有内容保持不变,请核对后决定是否采用。",
        tally.before, tally.renamed, tally.rephoned, source.shrink_percent);
  }
  const std::size_t kept = tally.after + tally.withdrawn;
  if (past.most > kept && beyond_limit(past.most - kept, past.most, source)) {
    return fmt::format(
        "该来源近 {} 天内最多有 {} 条,这次之后只剩 {} 条:每次少的不多,合起来已少了 {}%,超过 {}% 的限度;"
        "原有内容保持不变,请核对后决定是否采用。",
        safety("high_water_days"), past.most, tally.after, percent(past.most - kept, past.most), source.shrink_percent);
  }
  return std::nullopt;
}

std::optional<std::string> reason_to_refuse(const Proposal& proposal, const Past& past, Instant now) {
  if (proposal.response_date == 0) {
    return std::nullopt;
  }
  const auto fault = date_fault(proposal.response_date, past.response_date, now);
  return fault ? std::optional("这份数据" + *fault + ",不予采用。") : std::nullopt;
}

}  // namespace lawhub
