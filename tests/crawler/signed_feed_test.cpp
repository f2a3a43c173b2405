#include <catch2/catch.hpp>

#include "base/file.h"
#include "base/log.h"
#include "base/signature.h"
#include "crawler/crew.h"
#include "feeds/writer.h"
#include "registry/database.h"
#include "registry/register.h"
#include "tests/support/fixed_clock.h"
#include "tests/support/small_site.h"

using namespace lawhub;

namespace {

/// A bureau that publishes a signed feed, and the hub that reads it.
struct SigningBureau {
  TemporaryFolder folder;
  Config config;
  FixedClock clock;
  SmallSite site{{{"feed.xml", ""}}};
  KeyPair old_key = make_key_pair(), new_key = make_key_pair();

  SigningBureau() {
    start_log("crawler_test", "off");
    config.data = folder.path();
    Source source = site.source();
    source.kind = SourceKind::xml_feed;
    source.url += "feed.xml";
    source.keys = {{"2026", old_key.public_key, "", "2027-01-31", 0},
                   {"2027", new_key.public_key, "2027-01-01", "", 0}};
    Sources(database()).put(source);
  }
  Database& database() {
    if (!db_) db_.emplace(config.registry_db(), Database::Access::write);
    return *db_;
  }
  std::string feed(const std::string& phone, Instant made) const {
    FeedPage page;
    page.bureau_id = "bur:370403";
    page.publisher_name = "薛城区司法局";
    page.division = "370403";
    page.base_url = "https://sfj.example.gov.cn/feed.xml";
    page.response_date = made;
    page.deleted_record = "persistent";
    Observation said;
    said.key = "370403:NOT:0001";
    said.asserted_at = made - 60;
    said.record.type = InstitutionType::notary_office;
    said.record.name = "枣庄市甲某公证处";
    said.record.division = "370403";
    said.record.phones.push_back({phone, {}, "voice", {}});
    page.records.push_back(said);
    return write_feed(page);
  }
  /// Puts a feed on the site, with a signature beside it.
  void publish(const std::string& bytes, const std::string& signature) {
    site.write("feed.xml", bytes);
    site.write("feed.xml.sig", to_base64(signature) + "\n");
  }
  void publish(const std::string& bytes, const KeyPair& key) { publish(bytes, sign(bytes, key.private_key)); }
  Job pull() {
    clock.advance(60);
    const auto ordered = Journal(database(), clock).order("site", JobMode::harvest, "admin");
    Crew(config, clock).work([&] {
      const auto state = Journal(database(), clock).find(ordered.id)->state;
      return state == JobState::queued || state == JobState::running;
    });
    return *Journal(database(), clock).find(ordered.id);
  }
  std::string phone() {
    std::string all;
    Register(database()).for_each([&](const Institution& i) { all += i.record.phones.front().number; });
    return all;
  }

 private:
  std::optional<Database> db_;
};

/// The pull is refused with these words, and nothing changed.
void check_refused(SigningBureau& bureau, const std::string& words) {
  const std::string before = bureau.phone();
  const auto job = bureau.pull();
  INFO(job.message);
  CHECK(job.state == JobState::failed);
  CHECK(job.message.find(words) != std::string::npos);
  CHECK(bureau.phone() == before);
}

}  // namespace

TEST_CASE("a signed feed is taken in, and any other thing under its address is not") {
  SigningBureau bureau;
  const Instant now = bureau.clock.now();
  bureau.publish(bureau.feed("0632-4400001", now), bureau.old_key);
  CHECK(bureau.pull().state == JobState::done);
  CHECK(bureau.phone() == "0632-4400001");
  const auto news = bureau.feed("0632-4400002", now + 60);

  bureau.publish(news, make_key_pair());
  check_refused(bureau, "不是用登记的密钥签的");
  bureau.publish(news + " ", sign(news, bureau.old_key.private_key));
  check_refused(bureau, "签名与内容不符");
  bureau.publish(news, "short");
  check_refused(bureau, "签名文件的格式不对");
  bureau.site.remove("feed.xml.sig");
  check_refused(bureau, "没有取到签名文件");

  bureau.publish(news, bureau.old_key);
  CHECK(bureau.pull().state == JobState::done);
  CHECK(bureau.phone() == "0632-4400002");
}

TEST_CASE("yesterday's signed feed played back is refused, and one from the future too") {
  SigningBureau bureau;
  const Instant now = bureau.clock.now();
  const auto yesterday = bureau.feed("0632-4400001", now - 86400), today = bureau.feed("0632-4400002", now);
  bureau.publish(yesterday, bureau.old_key);
  CHECK(bureau.pull().state == JobState::done);
  bureau.publish(today, bureau.old_key);
  CHECK(bureau.pull().state == JobState::done);
  bureau.publish(yesterday, bureau.old_key);
  check_refused(bureau, "可能是旧文件被重放");
  bureau.publish(bureau.feed("0632-4400003", bureau.clock.now() + 86400), bureau.old_key);
  check_refused(bureau, "比现在还晚");
  bureau.publish(today, bureau.old_key);  // the same once more is no replay
  CHECK(bureau.pull().state == JobState::done);
  CHECK(bureau.phone() == "0632-4400002");
}

TEST_CASE("keys change with an overlap, end with their day, and are revoked at once") {
  SigningBureau bureau;
  const auto publish_with = [&](const std::string& phone, const KeyPair& key) {
    bureau.publish(bureau.feed(phone, bureau.clock.now()), key);
  };
  publish_with("0632-4400001", bureau.old_key);
  CHECK(bureau.pull().state == JobState::done);
  publish_with("0632-4400002", bureau.new_key);
  CHECK(bureau.pull().state == JobState::done);
  bureau.clock.advance(Instant{30} * 86400);  // 2027-02-14
  publish_with("0632-4400003", bureau.old_key);
  check_refused(bureau, "2026 已于 2027-01-31 到期");
  publish_with("0632-4400004", bureau.new_key);
  CHECK(bureau.pull().state == JobState::done);
  CHECK(Sources(bureau.database()).revoke("site", "2027", bureau.clock.now()));
  check_refused(bureau, "2027 已于");  // although the site says that nothing changed
  Sources(bureau.database()).put(*Sources(bureau.database()).find("site"));
  check_refused(bureau, "吊销");
}
