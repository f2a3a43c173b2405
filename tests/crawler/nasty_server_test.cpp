// The nasty server: whatever a site does, each request ends in time, with a plain reason, in bounded memory.
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <future>

#include "base/charset.h"
#include "base/file.h"
#include "base/text.h"
#include "crawler/html.h"
#include "tests/support/misbehaviours.h"

namespace lawhub {
namespace {

/// No time at all for those who take it, enough for a busy machine for the others.
FetchLimits limits_of(bool patient) {
  FetchLimits limits;
  if (!patient) {
    limits.connect_ms = limits.first_byte_ms = 300;
    limits.total_ms = 1000;
    limits.low_speed_seconds = 1;
  }
  limits.body_bytes = std::size_t{8} << 20;
  return limits;
}

struct Met {
  FetchResult result;
  std::chrono::milliseconds took;  ///< reading the page included
};

Met meet(const Misbehaviour& each, bool patient = true) {
  using std::chrono::steady_clock;
  const NastyServer server(each.act);
  Fetcher fetcher(
      "LawhubCrawler/test", {{"127.0.0.1"}, {server.port()}}, [] { return true; }, limits_of(patient));
  const auto begin = steady_clock::now();
  auto result = fetcher.get(*parse_url(each.scheme + "://127.0.0.1:" + std::to_string(server.port()) + "/"));
  const Html html(decode(result.body, charset_of(result.content_type)).utf8);
  return {std::move(result), std::chrono::duration_cast<std::chrono::milliseconds>(steady_clock::now() - begin)};
}

void check(const Misbehaviour& each, const Met& met) {
  constexpr std::chrono::seconds kMost{10};  // ten times what is allowed: the machine may be busy
  INFO(each.name << ": " << met.result.reason);
  const auto& result = met.result;
  CHECK(result.outcome == each.outcome);
  CHECK(result.reason.find(each.reason) != std::string::npos);
  CHECK(result.reason.empty() == (each.outcome == FetchOutcome::body || each.outcome == FetchOutcome::redirect));
  CHECK(result.body.empty() == (each.outcome != FetchOutcome::body));
  CHECK(met.took < kMost);
}

/// How much memory was taken at once since it began.
class MemoryTaken {
 public:
  MemoryTaken() {
    std::ofstream("/proc/self/clear_refs") << "5";  // the peak begins anew
    before_ = kib_of("VmRSS:");
  }
  long mib() const { return (kib_of("VmHWM:") - before_) / 1024; }

 private:
  static long kib_of(std::string_view field) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
      if (line.rfind(field, 0) == 0) return std::stol(line.substr(field.size()));
    }
    return 0;
  }
  long before_ = 0;
};

}  // namespace

TEST_CASE("the nasty server: time") {
  const auto all = misbehaviours_of_time();
  std::vector<std::future<Met>> meetings;
  for (const auto& each : all)
    meetings.push_back(std::async(std::launch::async, [&each] { return meet(each, false); }));
  for (std::size_t i = 0; i < all.size(); ++i) check(all[i], meetings[i].get());
}

TEST_CASE("the nasty server: size, framing and status") {
  const auto all = misbehaviours_of_transfer();
  const MemoryTaken memory;
  for (const auto& each : all) check(each, meet(each));
  CHECK(all.size() + misbehaviours_of_time().size() + misbehaviours_of_content().size() >= 60);
  CHECK(memory.mib() < 256);
}

TEST_CASE("the nasty server: content") {
  const MemoryTaken memory;
  for (const auto& each : misbehaviours_of_content()) check(each, meet(each));
  CHECK(memory.mib() < 256);
}

TEST_CASE("the nasty server: TLS") {
  const Certificates certificates;
  const TemporaryFolder folder;
  write_file_atomically(folder.path() / "authority.pem", certificates.authority());
  ::setenv("SSL_CERT_FILE", (folder.path() / "authority.pem").c_str(), 1);
  for (const auto& each : misbehaviours_of_tls(certificates)) check(each, meet(each));
  ::unsetenv("SSL_CERT_FILE");
}

TEST_CASE("the nasty server: a port where nobody listens") {
  int port = 0;
  {
    port = NastyServer([](Wire&) {}).port();
  }
  Fetcher fetcher(
      "LawhubCrawler/test", {{"127.0.0.1"}, {port}}, [] { return true; }, limits_of(true));
  const auto result = fetcher.get(*parse_url("http://127.0.0.1:" + std::to_string(port) + "/"));
  CHECK(result.outcome == FetchOutcome::failed);
  CHECK(result.reason == "无法连接到服务器");
}

TEST_CASE("429 and 503 hand on how long to wait") {
  const auto all = misbehaviours_of_transfer();
  for (const std::string name : {"429", "503"}) {
    const auto each = std::find_if(all.begin(), all.end(), [&](const Misbehaviour& m) { return m.name == name; });
    CHECK(meet(*each).result.retry_after == "120");
  }
}

TEST_CASE("what is readable within a mess is read") {
  for (const auto& each : misbehaviours_of_content()) {
    const auto text_of = [&] {
      const auto result = meet(each).result;
      const Html html(decode(result.body, charset_of(result.content_type)).utf8);
      return html.text(0);
    };
    if (each.name == "charset that is a lie") CHECK(text_of() == "枣庄市公证处办公地址");
    if (each.name == "page of NULs") CHECK(text_of().find("后") != std::string::npos);
    if (each.name == "10,000 deep") CHECK(text_of() == "深");
  }
}

TEST_CASE("every spelling of a private address is refused before anything is sent") {
  int asked = 0;
  const NastyServer server([&](Wire& wire) {
    ++asked;
    wire.be_silent();
  });
  Fetcher fetcher(
      "LawhubCrawler/test", {{}, {server.port()}}, [] { return true; }, limits_of(true));
  for (const char* host : {"127.0.0.1",
                           "127.1",
                           "127.0.1",
                           "2130706433",
                           "0x7f000001",
                           "0x7f.1",
                           "0177.0.0.1",
                           "017700000001",
                           "127.0.0.1.",
                           "１２７.0.0.1",
                           "127。0。0。1",
                           "%31%32%37.0.0.1",
                           "0",
                           "0.0.0.0",
                           "0.1.2.3",
                           "[::1]",
                           "[::]",
                           "[::ffff:127.0.0.1]",
                           "[::ffff:7f00:1]",
                           "[::127.0.0.1]",
                           "[64:ff9b::7f00:1]",
                           "[2002:7f00:1::]",
                           "[fe80::1]",
                           "[fc00::1]",
                           "[fd00:ec2::254]",
                           "[ff02::1]",
                           "10.0.0.1",
                           "172.16.0.1",
                           "172.31.255.255",
                           "192.168.1.1",
                           "100.64.0.1",
                           "169.254.169.254",
                           "100.100.100.200",
                           "192.0.0.192",
                           "198.18.0.1",
                           "224.0.0.1",
                           "255.255.255.255",
                           "localhost"}) {
    INFO(host);
    const auto url = parse_url("http://" + std::string(host) + ":" + std::to_string(server.port()) + "/");
    REQUIRE(url);
    CHECK(fetcher.get(*url).outcome == FetchOutcome::refused);
  }
  CHECK(asked == 0);
}

}  // namespace lawhub
