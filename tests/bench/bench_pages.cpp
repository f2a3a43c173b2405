// bench-pages [INSTITUTIONS] [SECONDS]: a hub with that many institutions (75,000 by default) shows the page of every
// village, in process on one thread and on two; then 200 requests a second over HTTP for the pages of citizens, asked
// at fixed times whether or not earlier ones were answered, for that many seconds (30). Nothing is asserted.
// docs/performance.md records it.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <random>
#include <thread>

#include "base/log.h"
#include "base/url.h"
#include "registry/division.h"
#include "registry/register.h"
#include "registry/services.h"
#include "search/routes.h"
#include "tests/support/sample_listing.h"
#include "tests/support/served_hub.h"

namespace lawhub {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kRate = 200, kClients = 16;

double seconds_since(Clock::time_point began) { return std::chrono::duration<double>(Clock::now() - began).count(); }

std::vector<std::string> villages_below(const std::string& code) {
  std::vector<std::string> codes;
  for (const Division* child : Divisions::get().children(code)) {
    if (child->level == DivisionLevel::village) codes.push_back(child->code);
    const auto deeper = villages_below(child->code);
    codes.insert(codes.end(), deeper.begin(), deeper.end());
  }
  return codes;
}

void show_villages(ServedHub& hub, const std::vector<std::string>& codes, unsigned threads) {
  std::atomic<std::size_t> next = 0, good = 0, bytes = 0;
  const auto began = Clock::now();
  std::vector<std::thread> workers;
  for (unsigned i = 0; i < threads; ++i) {
    workers.emplace_back([&] {
      for (std::size_t at = next++; at < codes.size(); at = next++) {
        Request request;
        request.method = "GET";
        request.path = "/divisions/" + codes[at];
        const Response response = answer_request(hub.service, request);
        good += response.status == 200 ? 1U : 0U;
        bytes += response.body.size();
      }
    });
  }
  for (auto& worker : workers) worker.join();
  const double took = seconds_since(began);
  std::printf("villages, %u threads: %zu of %zu answer 200, %.0f a second, %.1f KB each\n", threads, good.load(),
              codes.size(), static_cast<double>(codes.size()) / took,
              static_cast<double>(bytes) / 1024 / static_cast<double>(codes.size()));
}

/// Pages as citizens visit them.
std::vector<std::string> targets(ServedHub& hub, const std::vector<std::string>& villages) {
  std::vector<std::string> list;
  std::mt19937 random(1);
  const auto ids = hub.service.stores.read([](Database& db) { return Register(db).listed(0, 2000); });
  const auto& places = Divisions::get().above_village();
  for (int i = 0; i < 400; ++i) {
    const Institution& one = ids[random() % ids.size()];
    const Division& place = *places[random() % places.size()];
    const Term& term = vocabulary()[random() % vocabulary().size()];
    list.insert(list.end(),
                {"/", "/search?q=" + percent_encode(one.record.name), "/search?q=" + percent_encode(term.label),
                 "/search?q=" + percent_encode(place.short_name + " 律师"),
                 "/search?type=NOT&near=36.6,117.0&sort=distance", "/institutions/" + one.id, "/institutions/" + one.id,
                 "/divisions/" + villages[random() % villages.size()], "/divisions/" + place.code, "/matters/LAB01"});
  }
  std::shuffle(list.begin(), list.end(), random);
  return list;
}

void ask_steadily(ServedHub& hub, const std::vector<std::string>& list, int seconds) {
  const std::size_t total = static_cast<std::size_t>(kRate) * static_cast<std::size_t>(seconds);
  std::vector<double> took(total);
  std::atomic<std::size_t> next = 0, bad = 0;
  const auto began = Clock::now();
  std::vector<std::thread> clients;
  for (int i = 0; i < kClients; ++i) {
    clients.emplace_back([&] {
      HttpClient client = hub.client();
      for (std::size_t at = next++; at < total; at = next++) {
        const auto due = began + std::chrono::microseconds(at * 1'000'000 / kRate);
        std::this_thread::sleep_until(due);
        const Reply reply = client.get(list[at % list.size()], {{"Accept-Encoding", "gzip"}});
        took[at] = std::chrono::duration<double, std::milli>(Clock::now() - due).count();
        bad += reply.status == 0 || reply.status >= 400 ? 1U : 0U;
      }
    });
  }
  for (auto& client : clients) client.join();
  std::sort(took.begin(), took.end());
  const auto at = [&](double share) { return took[static_cast<std::size_t>(share * static_cast<double>(total - 1))]; };
  std::printf("citizens' pages, %d a second: p50 %.2f ms, p99 %.2f ms, worst %.1f ms, %zu of %zu failed\n", kRate,
              at(0.5), at(0.99), took.back(), bad.load(), total);
}

}  // namespace
}  // namespace lawhub

int main(int argc, char** argv) {
  lawhub::start_log("bench", "warn");
  lawhub::SampleOptions options;
  options.institutions = argc > 1 ? std::stoul(argv[1]) : 75000;
  std::vector<lawhub::Observation> said;
  for (const auto& it : lawhub::make_institutions(options)) said.push_back(lawhub::sample_listing(it, "sample"));
  lawhub::ServedHub hub;
  lawhub::Source source = lawhub::source_named("sample", "示例");
  source.division = "370000";
  hub.publish(source, said);
  const auto villages = lawhub::villages_below("370000");
  lawhub::show_villages(hub, villages, 1);
  lawhub::show_villages(hub, villages, 2);
  lawhub::ask_steadily(hub, lawhub::targets(hub, villages), argc > 2 ? std::stoi(argv[2]) : 30);
  return 0;
}
