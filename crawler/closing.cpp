#include "crawler/closing.h"

namespace lawhub {
namespace {

std::string fetched_words(const JobCounts& counts) {
  const auto read = counts.fetched + counts.not_modified + counts.unvisited;
  std::string words = "抓取 " + std::to_string(read) + " 页";
  if (counts.not_modified > 0) words += ",其中 " + std::to_string(counts.not_modified) + " 页未变";
  if (counts.unvisited > 0) words += "," + std::to_string(counts.unvisited) + " 页很少变动,未到复查时间";
  if (counts.gone > 0) words += "," + std::to_string(counts.gone) + " 页已不存在";
  if (counts.failed > 0) words += "," + std::to_string(counts.failed) + " 页未能读取";
  return words;
}

std::string change_words(const JobCounts& counts, const Acceptance& acceptance, bool dry) {
  std::string words = "机构 " + std::to_string(counts.listings) + " 家";
  if (acceptance.added + acceptance.changed + acceptance.removed == 0) return words + ",无变化";
  const std::string will = dry ? "将" : "";
  return words + "," + will + "新增 " + std::to_string(acceptance.added) + "、" + will + "更新 " +
         std::to_string(acceptance.changed) + "、" + will + "撤下 " + std::to_string(acceptance.removed);
}

}  // namespace

Closing closing_of(const Harvest& harvest, const std::optional<Acceptance>& acceptance, JobMode mode) {
  if (harvest.end == Harvest::End::stopped) return {JobState::cancelled, "已取消,已保留上次数据。"};
  if (harvest.end == Harvest::End::failed || !acceptance)
    return {JobState::failed, "失败:" + harvest.trouble + ",已保留上次数据。"};
  const bool dry = mode == JobMode::validate;
  const std::string read = harvest.read.empty() ? fetched_words(harvest.counts) : harvest.read;
  const std::string trouble = harvest.trouble.empty() ? "。" : "。" + harvest.trouble + ",缺的部分沿用上次数据。";
  if (acceptance->state == Acceptance::State::held)
    return {dry ? JobState::done : JobState::held,
            (dry ? "试运行:将会待审。" : "待审:") + acceptance->reason + read + trouble};
  if (acceptance->state == Acceptance::State::rejected)
    return {dry ? JobState::done : JobState::failed,
            (dry ? "试运行:将不予采用。" : "失败:") + acceptance->reason + read + trouble};
  return {JobState::done,
          (dry ? "试运行:" : "完成:") + read + ";" + change_words(harvest.counts, *acceptance, dry) + trouble};
}

}  // namespace lawhub
