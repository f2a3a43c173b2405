#include "crawler/notices.h"

#include <catch2/catch.hpp>
#include <filesystem>

#include "base/file.h"
#include "base/log.h"
#include "base/signature.h"
#include "base/text.h"
#include "registry/database.h"
#include "tests/support/fixed_clock.h"
#include "tests/support/raw_server.h"

using namespace lawhub;

namespace {

struct Hub {
  TemporaryFolder folder;
  Config config;
  FixedClock clock;
  Source source;

  Hub() {
    start_log("crawler_test", "error");
    config.data = folder.path();
    config.public_url = "https://hub.example.cn";
    config.email = "desk@example.cn";
    source.id = "sfj-3704";
    source.name = "枣庄市司法局门户网站,它的名字长得要分成好几个编码词才放得下";
    source.url = "http://sfj.example.cn/";
    source.contact = "webmaster@example.cn";
    source.allow = {"127.0.0.1"};
  }
  void end(JobState state) {
    Database db(config.registry_db(), Database::Access::write);
    Journal journal(db, clock);
    clock.advance(3600);
    journal.order(source.id, JobMode::harvest, "schedule");
    const auto job = journal.take(10);
    journal.finish(*job, state, {}, state == JobState::failed ? "失败:首页读取失败(500),已保留上次数据。" : "完成。");
    tell_contact(db, config, source, clock);
  }
  std::size_t mails() const {
    const auto outbox = folder.path() / "outbox";
    if (!std::filesystem::exists(outbox)) return 0;
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(outbox), {}));
  }
};

}  // namespace

TEST_CASE("the contact is told of the third failure in a row, once, and again only after a success") {
  Hub hub;
  for (const std::size_t expected : {0U, 0U, 1U, 1U, 1U}) {
    hub.end(JobState::failed);
    CHECK(hub.mails() == expected);
  }
  hub.end(JobState::done);
  for (const std::size_t expected : {1U, 1U, 2U, 2U}) {
    hub.end(JobState::failed);
    CHECK(hub.mails() == expected);
  }
}

TEST_CASE("RFC 5322: the mail has whole headers, short lines and the reasons in its text") {
  Hub hub;
  Job job;
  job.id = 7;
  job.finished_at = hub.clock.now();
  job.message = "失败:首页读取失败(500)。";
  const std::string mail = notice_mail(hub.config, hub.source, {job, job, job}, hub.clock.now());
  CHECK(mail.starts_with("Date: Fri, 15 Jan 2027 16:00:00 +0800\r\n"));
  CHECK(mail.find("\r\nTo: <webmaster@example.cn>\r\n") != std::string::npos);
  CHECK(mail.find("<desk@example.cn>\r\n") != std::string::npos);
  const auto gap = mail.find("\r\n\r\n");
  for (const auto line : split(mail, '\n')) {
    CHECK((line.empty() || line.back() == '\r'));
    CHECK(line.size() <= 79);
  }
  const auto text = from_base64(replace_all(mail.substr(gap + 4), "\r\n", ""));
  REQUIRE(text);
  CHECK(text->find("首页读取失败(500)") != std::string::npos);
  CHECK(text->find("连续 3 次失败") != std::string::npos);
  CHECK(text->find("https://hub.example.cn/sources/sfj-3704") != std::string::npos);
}

TEST_CASE("a webhook gets JSON, and is tried again after the next failure when it did not take it") {
  Hub hub;
  int status = 500;
  const RawServer server([&](const std::string&) { return http_answer(status, "ok"); });
  hub.source.contact = server.origin() + "/hook";
  for (int i = 0; i < 3; ++i) hub.end(JobState::failed);
  REQUIRE(server.requests().size() == 1);
  CHECK(server.requests()[0].starts_with("POST /hook HTTP/1.1\r\n"));
  CHECK(server.requests()[0].find("application/json") != std::string::npos);
  status = 204;
  hub.end(JobState::failed);
  hub.end(JobState::failed);
  CHECK(server.requests().size() == 2);
}

TEST_CASE("a webhook at an address that is not public is not called, nor is a contact that is neither") {
  Hub hub;
  const RawServer server([](const std::string&) { return http_answer(200, "ok"); });
  hub.source.allow.clear();
  hub.source.contact = server.origin() + "/hook";
  for (int i = 0; i < 4; ++i) hub.end(JobState::failed);
  CHECK(server.requests().empty());
  hub.source.contact = "a@b.cn\r\nBcc: c@d.cn";
  for (int i = 0; i < 4; ++i) hub.end(JobState::failed);
  CHECK(hub.mails() == 0);
}
