#include "registry/ping.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "crawler/crew.h"
#include "registry/register.h"
#include "tests/support/served_hub.h"
#include "tests/support/small_site.h"

namespace lawhub {
namespace {

struct Bureau {
  Bureau() {
    Source source = site.source();
    secret = served.service.stores.write([&](Database& db) {
      Sources(db).put(source);
      return Pings(db, served.clock).new_secret("site");
    });
  }
  Reply ping(Instant at, const std::string& key, const std::string& source = "site") {
    const auto time = iso_instant(at);
    return client.post("/api/v1/ping?source=" + source, "", "application/x-www-form-urlencoded",
                       {{"X-Lawhub-Timestamp", time}, {"X-Lawhub-Signature", ping_signature(key, source, time)}});
  }
  std::size_t jobs() {
    return served.service.stores.read([&](Database& db) { return Journal(db, served.clock).latest(100).size(); });
  }
  static std::int64_t job_of(const Reply& reply) {
    return nlohmann::json::parse(reply.body).at("job").get<std::int64_t>();
  }

  ServedHub served;
  SmallSite site{{{"index.html",
                   "<html><body><table><tr><th>机构名称</th><th>电话</th></tr><tr><td>薛城区临城法律服务所</td>"
                   "<td>0632-4400001</td></tr></table></body></html>"}}};
  HttpClient client = served.client();
  std::string secret;
};

TEST_CASE("a ping orders a pull, and the crawler makes it") {
  Bureau bureau;
  const auto reply = bureau.ping(bureau.served.clock.now(), bureau.secret);
  CHECK(reply.status == 202);
  const auto job = [&, id = Bureau::job_of(reply)] {
    return *bureau.served.service.stores.read([&](Database& db) { return Journal(db, bureau.served.clock).find(id); });
  };
  CHECK(job().ordered_by == "ping");
  Crew(bureau.served.service.config, bureau.served.clock).work([&] {
    return job().state == JobState::queued || job().state == JobState::running;
  });
  CHECK(job().counts.added == 1);
}

TEST_CASE("the same ping again, or an older one, orders nothing") {
  Bureau bureau;
  const Instant now = bureau.served.clock.now();
  const auto first = Bureau::job_of(bureau.ping(now, bureau.secret));
  bureau.served.clock.advance(120);
  for (const Instant at : {now, now - 30}) {
    const auto again = bureau.ping(at, bureau.secret);
    CHECK(again.status == 202);
    CHECK(Bureau::job_of(again) == first);
  }
  CHECK(bureau.jobs() == 1);
}

TEST_CASE("pings that are unsigned, wrongly signed, of nobody, or of another time are refused") {
  Bureau bureau;
  const Instant now = bureau.served.clock.now();
  CHECK(bureau.client.post("/api/v1/ping?source=site", "", "application/x-www-form-urlencoded").status == 400);
  const auto wrong = bureau.ping(now, "wrong"), nobody = bureau.ping(now, bureau.secret, "nobody");
  CHECK(wrong.status == 403);
  CHECK(nobody.status == 403);
  CHECK(wrong.body == nobody.body);
  CHECK(bureau.ping(now - 301, bureau.secret).status == 403);
  CHECK(bureau.ping(now + 301, bureau.secret).status == 403);
  const auto old = bureau.secret;
  bureau.served.service.stores.write([&](Database& db) { return Pings(db, bureau.served.clock).new_secret("site"); });
  CHECK(bureau.ping(now, old).status == 403);
  CHECK(bureau.jobs() == 0);
}

TEST_CASE("a source orders at most one pull a minute") {
  Bureau bureau;
  const Instant now = bureau.served.clock.now();
  CHECK(bureau.ping(now, bureau.secret).status == 202);
  const auto soon = bureau.ping(now + 1, bureau.secret);
  CHECK(soon.status == 429);
  CHECK(soon.headers.at("retry-after") == "60");
  bureau.served.clock.advance(60);
  CHECK(bureau.ping(now + 60, bureau.secret).status == 202);
}

TEST_CASE("the signature is what openssl dgst -sha256 -hmac makes of source and time") {
  CHECK(ping_signature("secret", "sfj-3704", "2026-11-24T02:00:00Z") ==
        "d79fade4d81877d5bb46a4bfbeebdd4385c4eeba3ef4bcab20454d2f55e5d0f9");
}

}  // namespace
}  // namespace lawhub
