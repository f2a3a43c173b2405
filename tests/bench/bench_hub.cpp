// bench-hub [INSTITUTIONS]: a hub with that many institutions (75,000 by default) is harvested over HTTP by another one
// as a feed, by OAI-PMH and by Atom; prints what it costs and whether the two say the same. Nothing is asserted.
// docs/performance.md records it.
#include <sys/resource.h>

#include <chrono>
#include <cstdio>

#include "base/log.h"
#include "tests/support/sample_listing.h"
#include "tests/support/second_hub.h"

namespace {

using lawhub::SourceKind;

struct Way {
  const char* name;
  SourceKind kind;
  const char* path;
};
constexpr Way kWays[] = {{"feed", SourceKind::xml_feed, "/feeds/institutions.xml"},
                         {"OAI-PMH", SourceKind::oai, "/oai"},
                         {"Atom", SourceKind::atom, "/atom"}};

std::size_t differences(const std::map<std::string, std::string>& a, const std::map<std::string, std::string>& b) {
  std::size_t out = 0;
  for (const auto& [id, record] : a) {
    const auto other = b.find(id);
    out += other == b.end() || other->second != record ? 1 : 0;
  }
  for (const auto& [id, record] : b) out += a.contains(id) ? 0 : 1;
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  lawhub::start_log("bench", "warn");
  lawhub::SampleOptions options;
  options.institutions = argc > 1 ? std::stoul(argv[1]) : 75000;
  std::vector<lawhub::Observation> said;
  for (const auto& it : lawhub::make_institutions(options)) said.push_back(lawhub::sample_listing(it, "sample"));
  lawhub::ServedHub first;
  lawhub::Source source = lawhub::source_named("sample", "示例");
  source.division = "370000";
  first.publish(source, said);
  first.clock.advance(3600);
  const auto there = first.service.stores.read([](lawhub::Database& db) { return lawhub::records_of(db); });
  for (const Way& way : kWays) {
    lawhub::SecondHub second(first, way.kind, way.path);
    const auto began = std::chrono::steady_clock::now();
    const lawhub::Job job = second.harvest();
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf(
        "%-8s %7.1f s   peak %5ld MB (both hubs)   %lld requests, %zu institutions of %zu, %zu different   %s\n",
        way.name, seconds, usage.ru_maxrss / 1024, static_cast<long long>(job.counts.requests), second.listed().size(),
        there.size(), differences(there, second.listed()), job.message.c_str());
    std::fflush(stdout);
  }
  return 0;
}
