// What no delivery may do to the directory, from the feed's bytes to the answers.
#include <catch2/catch.hpp>

#include "base/log.h"
#include "crawler/crew.h"
#include "feeds/writer.h"
#include "registry/journal.h"
#include "registry/rollback.h"
#include "registry/source.h"
#include "search/json.h"
#include "tests/support/hub.h"
#include "tests/support/small_site.h"
#include "tests/support/world.h"

using namespace lawhub;

namespace {

constexpr int kRecords = 300;

std::string number_of(int i) { return std::to_string(1000 + i); }

Observation office(int i) {
  Observation o;
  o.key = "r-" + number_of(i);
  o.asserted_at = 1'790'000'000;
  o.record = listing("GLS | 薛城区第" + number_of(i) + "法律服务所 | 370403 | 0632-440" + number_of(i) +
                     " | 薛城区光明路" + number_of(i) + "号");
  return o;
}

FeedPage whole_feed(Instant made_at) {
  FeedPage page;
  page.bureau_id = "bur:370403";
  page.publisher_name = "薛城区司法局";
  page.division = "370403";
  page.base_url = "http://sfj.example.cn/institutions.xml";
  page.response_date = made_at;
  page.deleted_record = "persistent";
  for (int i = 0; i < kRecords; ++i) page.records.push_back(office(i));
  return page;
}

/// A bureau's feed, the crawler, the registry, the index and its answers.
class Pipeline {
 public:
  Pipeline() {
    start_log("crawler_test", "off");
    Source source = site_.source();
    source.kind = SourceKind::xml_feed;
    source.division = "370403";
    source.url += "feed.xml";
    Sources(hub_.registry()).put(source);
    id_ = source.id;
    publish(whole_feed(hub_.clock.now()));
    harvest();
    hub_.build();
    before_ = answers();
  }

  FixedClock& clock() { return hub_.clock; }
  Database& db() { return hub_.registry(); }
  const std::string& before() const { return before_; }
  const std::string& bytes() const { return bytes_; }

  void publish(const FeedPage& page) { publish(write_feed(page)); }
  void publish(const std::string& bytes) {
    bytes_ = bytes;
    site_.write("feed.xml", bytes);
  }

  /// Has the crawler read the feed; how the job ended.
  Job harvest() {
    hub_.clock.advance(60);
    const Job job = Journal(db(), clock()).order(id_, JobMode::force, "admin");
    const auto now = [&] { return *Journal(db(), clock()).find(job.id); };
    Crew(hub_.config(), clock()).work([&] {
      return now().state == JobState::queued || now().state == JobState::running;
    });
    return now();
  }

  /// What the API answers, but for what tells of the index and not of the institutions.
  std::string answers() {
    const Engine engine(hub_.config().index(), clock());
    std::string out;
    for (const char* q : {"法律服务所", "薛城区", "0632-4401007", "光明路1290号", "薛城区第1042法律服务所"}) {
      Parameters p;
      p.q = q;
      p.size = 50;
      Answer answer = engine.search(p);
      answer.took_ms = 0;
      out += answer_json(answer) + "\n";
    }
    const auto sources = sources_by_id(db());
    hub_.registered().for_each([&](const Institution& i) {
      if (i.presence == Presence::listed) out += institution_json(i, sources, {}, kFixed) + "\n";
    });
    return out;
  }
  std::string followed() {
    hub_.follow();
    return answers();
  }
  SnapshotInfo newest() { return hub_.registered().snapshots_of(id_).front(); }

  /// The delivery changes no answer and waits, for that reason; approved, it counts.
  void check_held(const char* why) {
    const Job job = harvest();
    INFO(job.message);
    CHECK(job.state == JobState::held);
    CHECK(job.message.find(why) != std::string::npos);
    CHECK(followed() == before_);
    REQUIRE(newest().state == "held");
    const std::int64_t good = hub_.registered().snapshots_of(id_)[1].id;
    approve(db(), newest().id, {"张三", "已核对"}, clock());
    CHECK(newest().decided.by == "张三");
    hub_.follow();
    roll_back(db(), good, {"张三", "核对有误"}, clock());
    CHECK(followed() == before_);
  }
  /// The delivery changes no answer and is refused, for that reason.
  void check_refused(const char* why) {
    const Job job = harvest();
    INFO(job.message);
    CHECK(job.state == JobState::failed);
    CHECK(job.message.find(why) != std::string::npos);
    CHECK(followed() == before_);
    CHECK(newest().state == "accepted");
  }

 private:
  static constexpr Instant kFixed = 1'800'000'000;
  SmallSite site_{{}};
  Hub hub_;
  std::string id_, bytes_, before_;
};

}  // namespace

TEST_CASE("an empty feed is held") {
  Pipeline pipeline;
  FeedPage page = whole_feed(pipeline.clock().now());
  page.records.clear();
  pipeline.publish(page);
  pipeline.check_held("一条机构也没有取到");
}

TEST_CASE("a feed of 3 records where there were 300 is held") {
  Pipeline pipeline;
  FeedPage page = whole_feed(pipeline.clock().now());
  page.records.resize(3);
  pipeline.publish(page);
  pipeline.check_held("297 条不见");
}

TEST_CASE("record ids that all mean other institutions are held") {
  Pipeline pipeline;
  FeedPage page = whole_feed(pipeline.clock().now());
  for (int i = 0; i < kRecords; ++i) page.records[i].record = office((i + 1) % kRecords).record;
  pipeline.publish(page);
  pipeline.check_held("变成了别的机构");
}

TEST_CASE("all names or all telephone numbers changed at once are held") {
  Pipeline pipeline;
  FeedPage page = whole_feed(pipeline.clock().now());
  SECTION("names") {
    for (Observation& o : page.records) o.record.name = "枣庄市" + o.record.name;
    pipeline.publish(page);
    pipeline.check_held("改了名称");
  }
  SECTION("numbers") {
    for (Observation& o : page.records) o.record.phones[0].number = "0632-9999999";
    pipeline.publish(page);
    pipeline.check_held("换了电话");
  }
}

TEST_CASE("bytes that are not a whole feed are refused") {
  Pipeline pipeline;
  const std::string good = pipeline.bytes();
  SECTION("truncated") { pipeline.publish(good.substr(0, good.size() / 2)); }
  SECTION("an error page with status 200") {
    pipeline.publish("<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>");
  }
  SECTION("nothing") { pipeline.publish(std::string()); }
  SECTION("another namespace") { pipeline.publish(std::string("<?xml version=\"1.0\"?><rss version=\"2.0\"/>")); }
  pipeline.check_refused("已保留上次数据");
}

TEST_CASE("a feed in another charset than it says changes nothing unseen") {
  Pipeline pipeline;
  std::string bytes = pipeline.bytes();
  const std::string name = "法律服务所", garbled = "\xB7\xA8\xC2\xC9\xB7\xFE\xCE\xF1\xCB\xF9";  // GBK
  for (std::size_t at = 0; (at = bytes.find(name, at)) != std::string::npos;) bytes.replace(at, name.size(), garbled);
  pipeline.publish(bytes);
  const Job job = pipeline.harvest();
  INFO(job.message);
  CHECK((job.state == JobState::held || job.state == JobState::failed));
  CHECK(pipeline.followed() == pipeline.before());
}

TEST_CASE("yesterday's feed played back is refused") {
  Pipeline pipeline;
  const std::string yesterday = pipeline.bytes();
  pipeline.clock().advance(86400);
  FeedPage page = whole_feed(pipeline.clock().now());
  page.records[0].record.email = "a@example.cn";
  pipeline.publish(page);
  REQUIRE(pipeline.harvest().state == JobState::done);
  const std::string today = pipeline.followed();
  pipeline.clock().advance(86400);
  pipeline.publish(yesterday);
  const Job job = pipeline.harvest();
  INFO(job.message);
  CHECK(job.state == JobState::failed);
  CHECK(pipeline.followed() == today);
}

TEST_CASE("a feed that loses 3 % a day loses nobody, and is held when it has lost too much") {
  Pipeline pipeline;
  FeedPage page = whole_feed(pipeline.clock().now());
  std::size_t listed = 0;
  bool held = false;
  for (int day = 0; day < 25; ++day) {
    pipeline.clock().advance(86400);
    page.response_date = pipeline.clock().now();
    page.records.resize(page.records.size() * 97 / 100);
    pipeline.publish(page);
    held = held || pipeline.harvest().state == JobState::held;
    listed = Register(pipeline.db()).count();
    REQUIRE(listed == kRecords);
  }
  CHECK(held);
  CHECK(pipeline.newest().reason.find("合起来") != std::string::npos);
}
