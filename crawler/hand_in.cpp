#include "crawler/hand_in.h"

#include "feeds/delivery.h"

namespace lawhub {

Harvest hand_in(const HandedIn& file, const Source& source, std::int64_t job, Instant now) {
  Harvest harvest;
  harvest.read = "读取 " + file.name;
  harvest.counts.bytes = static_cast<std::int64_t>(file.bytes.size());
  auto delivery = read_delivery(file.bytes, source, file.handed_in_at);
  if (!delivery) {
    harvest.end = Harvest::End::failed;
    harvest.trouble = file.name + " 不能采用(" + delivery.error().message + ")";
    return harvest;
  }
  harvest.proposal = std::move(delivery->proposal);
  harvest.proposal.job = job;
  harvest.proposal.taken_at = now;
  harvest.counts.listings = static_cast<std::int64_t>(harvest.proposal.said.size());
  if (!harvest.proposal.complete) harvest.trouble = "文件中有未能采用的内容";
  for (const auto& finding : delivery->report) {
    harvest.items.push_back({finding.place, "finding", 0,
                             finding.mend.empty() ? finding.message : finding.message + "。" + finding.mend,
                             JobPhase::extract, finding.rule, 1});
  }
  return harvest;
}

}  // namespace lawhub
