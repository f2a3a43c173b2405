#include "crawler/closing.h"

#include <catch2/catch.hpp>

using namespace lawhub;

namespace {

Harvest harvest() {
  Harvest made;
  made.counts.fetched = 2;
  made.counts.not_modified = 30;
  made.counts.listings = 120;
  return made;
}

}  // namespace

TEST_CASE("a job that changed nothing says so") {
  const auto closing = closing_of(harvest(), Acceptance{}, JobMode::harvest);
  CHECK(closing.state == JobState::done);
  CHECK(closing.message == "完成:抓取 32 页,其中 30 页未变;机构 120 家,无变化。");
}

TEST_CASE("a job with a part that could not be read says which") {
  auto partial = harvest();
  partial.counts.failed = 1;
  partial.trouble = "有页面未能读取(服务器返回 500)";
  Acceptance accepted{Acceptance::State::accepted, {}, 1, 3, 2, 0};
  CHECK(closing_of(partial, accepted, JobMode::harvest).message ==
        "完成:抓取 32 页,其中 30 页未变,1 页未能读取;机构 120 家,新增 3、更新 2、撤下 0。有页面未能读取(服务器返回 "
        "500),缺的部分沿用上次数据。");
}

TEST_CASE("failures and holds say why and that nothing was lost") {
  Harvest failed;
  failed.end = Harvest::End::failed;
  failed.trouble = "首页读取失败(服务器返回 500)";
  const auto closing = closing_of(failed, std::nullopt, JobMode::harvest);
  CHECK(closing.state == JobState::failed);
  CHECK(closing.message == "失败:首页读取失败(服务器返回 500),已保留上次数据。");
  Acceptance held{Acceptance::State::held, "这次少了 40 条;原有内容保持不变。", 7, 0, 0, 0};
  CHECK(closing_of(harvest(), held, JobMode::harvest).state == JobState::held);
  CHECK(closing_of(harvest(), held, JobMode::harvest).message.rfind("待审:这次少了 40 条;原有内容保持不变。抓取", 0) ==
        0);
  CHECK(closing_of(harvest(), held, JobMode::validate).state == JobState::done);
}

TEST_CASE("a stopped job is cancelled") {
  Harvest stopped;
  stopped.end = Harvest::End::stopped;
  CHECK(closing_of(stopped, std::nullopt, JobMode::harvest).state == JobState::cancelled);
}
