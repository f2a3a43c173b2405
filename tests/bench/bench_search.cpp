// bench-search [MODE] [INSTITUTIONS] [QUESTIONS]: a sample province of that size (100,000) and so many questions
// (1,000), asked in process by one client. Nothing is asserted; docs/performance.md records it.
//   compare  six classes beside plain Xapian and plain SQLite, CPU time
//   engine   the engine alone
//   exact    are pieces of names found, and whole names first?
//   suggest  are institutions suggested by initials and pinyin with one typo?
//   http     searches and suggestions a second over keep-alive connections
//   rebuild  wall time while a full rebuild runs
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <functional>
#include <thread>

#include "base/log.h"
#include "base/text.h"
#include "base/url.h"
#include "indexer/pinyin.h"
#include "search/engine.h"
#include "search/routes.h"
#include "search/service.h"
#include "tests/bench/http_load.h"
#include "tests/bench/plain.h"
#include "tests/bench/province.h"

namespace {

using lawhub::Ask;
using lawhub::AskClass;

struct Contender {
  const char* name;
  std::function<std::size_t(const Ask&)> answer;  ///< of some size, so that nothing is left out by the compiler
};

lawhub::Spread spread_over(const Contender& contender, const AskClass& asked) {
  std::vector<double> ms;
  std::size_t size = 0;
  for (std::size_t i = 0; i < std::min<std::size_t>(20, asked.asks.size()); ++i)
    size += contender.answer(asked.asks[i]);
  for (const Ask& ask : asked.asks) ms.push_back(lawhub::cpu_ms_of([&] { size += contender.answer(ask); }));
  if (size == 0) std::printf("(%s finds nothing) ", contender.name);
  return lawhub::spread_of(std::move(ms));
}

void compare(const std::vector<AskClass>& classes, const std::vector<Contender>& contenders) {
  std::printf("\n%-20s", "p50 / p99 ms");
  for (const Contender& contender : contenders) std::printf("%20s", contender.name);
  std::printf("\n");
  for (const AskClass& asked : classes) {
    std::printf("%-20s", asked.name);
    for (const Contender& contender : contenders) {
      const lawhub::Spread spread = spread_over(contender, asked);
      std::printf("%10.3f / %7.3f", spread.p50, spread.p99);
      std::fflush(stdout);
    }
    std::printf("\n");
  }
}

std::size_t ask_engine(const lawhub::Engine& engine, const Ask& ask) {
  return ask.prefix.empty() ? engine.search(lawhub::parameters_of(ask)).items.size()
                            : engine.suggest(ask.prefix, 10).size();
}

struct Bench {
  const lawhub::BenchProvince& province;
  const lawhub::Engine& engine;
  std::size_t count;
};

void compare(const Bench& bench) {
  std::unique_ptr<lawhub::PlainXapian> xapian;
  const auto& folder = bench.province.folder.path();
  double seconds =
      lawhub::seconds_of([&] { xapian = std::make_unique<lawhub::PlainXapian>(folder, bench.province.truth); });
  lawhub::stage("plain Xapian", seconds, lawhub::megabytes(folder / "plain-xapian"));
  std::unique_ptr<lawhub::PlainSqlite> sqlite;
  seconds = lawhub::seconds_of([&] { sqlite = std::make_unique<lawhub::PlainSqlite>(folder, bench.province.truth); });
  lawhub::stage("plain SQLite", seconds, lawhub::megabytes(folder / "plain.db"));
  compare(lawhub::ask_classes(bench.province.truth, bench.count),
          {{"Lawhub", [&](const Ask& ask) { return ask_engine(bench.engine, ask); }},
           {"plain Xapian", [&](const Ask& ask) { return xapian->answer(ask); }},
           {"plain SQLite", [&](const Ask& ask) { return sqlite->answer(ask); }}});
}

void engine_alone(const Bench& bench) {
  compare(lawhub::ask_classes(bench.province.truth, bench.count),
          {{"Lawhub", [&](const Ask& ask) { return ask_engine(bench.engine, ask); }}});
}

/// Among the matches, which strict filters narrow so far that they can be looked through.
bool finds(const lawhub::Engine& engine, const std::string& words, const lawhub::SampleInstitution& it) {
  lawhub::Parameters p;
  p.q = words;
  p.types = {it.type};
  p.division = it.division;
  p.size = 200;
  const lawhub::Answer answer = engine.search(p);
  return std::any_of(answer.items.begin(), answer.items.end(), [&](const auto& item) { return item.name == it.name; });
}

void exact(const Bench& bench) {
  std::mt19937 random(9);
  const auto& truth = bench.province.truth;
  std::size_t lost = 0, later = 0;
  const double seconds = lawhub::seconds_of([&] {
    for (std::size_t i = 0; i < bench.count; ++i) {
      const lawhub::SampleInstitution& it = truth[random() % truth.size()];
      const std::string piece = lawhub::random_piece(it.name, 2, 100, random);
      if (!finds(bench.engine, piece, it) && ++lost <= 10) std::printf("%s: not %s\n", piece.c_str(), it.name.c_str());
    }
    for (const lawhub::SampleInstitution& it : truth) {
      lawhub::Parameters p;
      p.q = it.name;
      p.size = 1;
      const lawhub::Answer answer = bench.engine.search(p);
      if (!answer.items.empty() && answer.items[0].name == it.name) continue;
      if (++later <= 10) std::printf("%s: not first\n", it.name.c_str());
    }
  });
  std::printf("%zu pieces: %zu lost; %zu whole names: %zu not first; %.0f s\n", bench.count, lost, truth.size(), later,
              seconds);
}

/// One letter wrong, missing, too many or swapped.
std::string mistyped(std::string typed, std::mt19937& random) {
  const std::size_t at = random() % typed.size();
  const char letter = static_cast<char>('a' + random() % 26);
  switch (random() % 4) {
    case 0:
      typed[at] = letter;
      break;
    case 1:
      typed.erase(at, 1);
      break;
    case 2:
      typed.insert(at, 1, letter);
      break;
    default:
      if (at > 0) std::swap(typed[at - 1], typed[at]);
  }
  return typed;
}

void suggest(const Bench& bench) {
  std::mt19937 random(11);
  const auto& truth = bench.province.truth;
  for (const bool initials : {true, false}) {
    std::size_t right = 0;
    std::vector<double> ms;
    for (std::size_t i = 0; i < bench.count; ++i) {
      const lawhub::SampleInstitution& it = truth[random() % truth.size()];
      const lawhub::Pinyin way = lawhub::pinyin_of(lawhub::fold(it.name), 1).at(0);
      const std::string typed = mistyped(initials ? way.initials : way.full, random);
      std::vector<lawhub::Suggestion> shown;
      ms.push_back(lawhub::cpu_ms_of([&] { shown = bench.engine.suggest(typed, 5); }));
      right += std::any_of(shown.begin(), shown.end(), [&](const auto& s) { return s.text == it.name; }) ? 1 : 0;
    }
    const lawhub::Spread spread = lawhub::spread_of(ms);
    std::printf("%s with one typo: %zu of %zu in the first five   p50 %.3f ms   p99 %.3f ms\n",
                initials ? "initials" : "pinyin", right, bench.count, spread.p50, spread.p99);
  }
}

/// Questions a while, then the same while a full rebuild runs beside: wall time of one client.
void rebuild(const Bench& bench) {
  const std::vector<AskClass> classes = lawhub::ask_classes(bench.province.truth, bench.count);
  const auto wall = [&](const std::function<bool()>& more) {
    std::vector<double> ms;
    for (std::size_t i = 0; more(); ++i) {
      const AskClass& asked = classes[i % classes.size()];
      const Ask& ask = asked.asks[i / classes.size() % asked.asks.size()];
      ms.push_back(1e3 * lawhub::seconds_of([&] { ask_engine(bench.engine, ask); }));
      std::this_thread::sleep_for(std::chrono::duration<double, std::milli>(ms.back()));  // half the maximal rate
    }
    const lawhub::Spread spread = lawhub::spread_of(ms);
    std::printf("%zu questions   p50 %.3f ms   p99 %.3f ms\n", ms.size(), spread.p50, spread.p99);
  };
  std::printf("quiet:   ");
  wall([left = 6 * bench.count]() mutable { return left-- > 0; });
  std::atomic<bool> done = false;
  std::thread builder([&] {
    bench.province.build_index();
    done = true;
  });
  std::printf("rebuild: ");
  wall([&] { return !done; });
  builder.join();
}

std::string target_of(const Ask& ask) {
  if (!ask.prefix.empty()) return "/api/v1/suggest?q=" + lawhub::percent_encode(ask.prefix);
  return "/api/v1/search?" + lawhub::to_query(lawhub::parameters_of(ask));
}

/// Searches of all classes and suggestions over 64 keep-alive connections, server and client in this process.
void http(const Bench& bench) {
  lawhub::Service service(bench.province.config, lawhub::system_clock());
  lawhub::Acceptor acceptor(
      {}, [&](const lawhub::Request& request) { return answer_request(service, request); }, service.traffic);
  const int port = acceptor.listen("127.0.0.1", 0);
  acceptor.serve();
  std::vector<std::string> searches, suggestions;
  for (const AskClass& asked : lawhub::ask_classes(bench.province.truth, bench.count)) {
    for (const Ask& ask : asked.asks) (ask.prefix.empty() ? searches : suggestions).push_back(target_of(ask));
  }
  std::shuffle(searches.begin(), searches.end(), std::mt19937{1});
  while (!service.engine.ready() || service.engine.suggest("gzc", 1).empty()) std::this_thread::yield();
  const auto print = [](const char* what, const lawhub::HttpLoad& load) {
    const lawhub::Spread spread = lawhub::spread_of(load.ms);
    std::printf("%-36s %8.0f/s   p50 %7.3f ms   p99 %7.3f ms   %zu failed\n", what,
                static_cast<double>(load.ms.size()) / load.seconds, spread.p50, spread.p99, load.failed);
  };
  print("mixed searches, 64 connections", lawhub::load(port, searches, 64, 10));
  print("suggestions, one connection", lawhub::load(port, suggestions, 1, 5));
  print("suggestions, 64 connections", lawhub::load(port, suggestions, 64, 5));
  acceptor.stop();
}

struct Mode {
  std::string_view name;
  void (*run)(const Bench&);
};
constexpr Mode kModes[] = {{"compare", compare}, {"engine", engine_alone}, {"exact", exact},
                           {"suggest", suggest}, {"rebuild", rebuild},     {"http", http}};

}  // namespace

int main(int argc, char** argv) {
  lawhub::start_log("bench", "warn");
  const std::string_view name = argc > 1 ? argv[1] : "compare";
  const auto* mode = std::find_if(std::begin(kModes), std::end(kModes), [&](const Mode& m) { return m.name == name; });
  if (mode == std::end(kModes)) {
    std::puts("bench-search [compare|engine|exact|suggest|rebuild|http] [INSTITUTIONS] [QUESTIONS]");
    return 2;
  }
  const lawhub::BenchProvince province(argc > 2 ? std::stoul(argv[2]) : 100000);
  const double seconds = province.build_index();
  const double share = static_cast<double>(lawhub::bytes_of(province.config.index())) / province.json_bytes();
  lawhub::stage("index", seconds, lawhub::megabytes(province.config.index()) + fmt::format(", {:.2f} x JSON", share));
  std::unique_ptr<lawhub::Engine> engine;
  const double opening = lawhub::seconds_of(
      [&] { engine = std::make_unique<lawhub::Engine>(province.config.index(), lawhub::system_clock()); });
  lawhub::stage("engine", opening, std::to_string(engine->size().institutions) + " institutions");
  mode->run({province, *engine, argc > 3 ? std::stoul(argv[3]) : 1000});
  return 0;
}
