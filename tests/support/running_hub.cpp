#include "tests/support/running_hub.h"

#include <fstream>
#include <stdexcept>

#include "base/text.h"
#include "base/url.h"
#include "generated/test_paths.h"
#include "registry/database.h"
#include "registry/pages.h"
#include "registry/register.h"

namespace lawhub {

namespace {

constexpr int kSitePorts = 200;

void run_or_throw(const std::vector<std::string>& argv) {
  if (run_to_end(argv).exit_code != 0) throw std::runtime_error(argv[0] + " " + argv[1] + " failed");
}

}  // namespace

RunningHub::RunningHub(int institutions) : port_(free_ports(kSitePorts + 1)) {
  const std::string data = folder_.path().string();
  std::ofstream(folder_.path() / "lawhub.conf") << "data = " << data << "\nport = " << port_ << "\n";
  run_or_throw({program("lawhub-feeds"), "sample", "--institutions", std::to_string(institutions), "--seed", "1",
                "--out", data + "/sample", "--first-port", std::to_string(port_ + 1)});
  sites_ = std::make_unique<SiteServer>(folder_.path() / "sample");
  auto import = command("lawhub-crawler", "import");
  import.push_back(data + "/sample/sources.xml");
  run_or_throw(import);
  auto user = command("lawhub-search", "user");
  user.push_back("admin");
  run_or_throw(user);
  user.push_back("--token");
  token_ = std::string(trim(run_to_end(user).output));
  start_crawler();
  start_indexer();
  start_search();
}

void RunningHub::start_crawler() {
  crawler_ = std::make_unique<Process>(command("lawhub-crawler", "watch"), log("crawler"));
}
void RunningHub::start_indexer() {
  indexer_ = std::make_unique<Process>(command("lawhub-indexer", "watch"), log("indexer"));
}
void RunningHub::start_search() {
  search_ = std::make_unique<Process>(command("lawhub-search", "serve"), log("search"));
  if (!wait_until([&] { return page("/healthz").status == 200; }, 30)) throw std::runtime_error("the server is silent");
}

bool RunningHub::ready() {
  return wait_until([&] { return HttpClient(origin()).get("/readyz").status == 200; }, 60);
}

Reply RunningHub::page(const std::string& target) { return HttpClient(origin()).get(target); }

nlohmann::json RunningHub::get(const std::string& target) {
  const Reply reply = page(target);
  return reply.status == 200 ? nlohmann::json::parse(reply.body) : nlohmann::json();
}

nlohmann::json RunningHub::ask(const std::string& question, const std::string& more) {
  return get("/api/v1/search?q=" + percent_encode(question) + more);
}

long long RunningHub::order(const std::string& source, const std::string& mode) {
  const nlohmann::json body = {{"source", source}, {"mode", mode}};
  const Reply reply = HttpClient(origin()).post("/api/v1/admin/crawl", body.dump(), "application/json",
                                                {{"Authorization", "Bearer " + token_}});
  if (reply.status != 202) return 0;
  const auto ordered = nlohmann::json::parse(reply.body);
  return (source == "*" ? ordered.at("jobs").at(0) : ordered).at("id").get<long long>();
}

nlohmann::json RunningHub::job(long long id) {
  const Reply reply =
      HttpClient(origin()).get("/api/v1/admin/jobs/" + std::to_string(id), {{"Authorization", "Bearer " + token_}});
  return reply.status == 200 ? nlohmann::json::parse(reply.body) : nlohmann::json();
}

nlohmann::json RunningHub::crawl(const std::string& source, const std::string& mode) {
  const long long id = order(source, mode);
  nlohmann::json last;
  wait_until(
      [&] {
        last = job(id);
        return last.is_object() && last["state"] != "queued" && last["state"] != "running";
      },
      120);
  return last;
}

bool RunningHub::crawl_everything() { return order("*") != 0 && everything_ended(); }

bool RunningHub::everything_ended() {
  return wait_until(
      [&] {
        const auto sources = get("/api/v1/sources");
        if (!sources.is_object()) return false;
        for (const auto& source : sources["sources"]) {
          const auto& last = source["last_job"];
          if (last.is_null() || last["state"] == "queued" || last["state"] == "running") return false;
        }
        return true;
      },
      120);
}

bool RunningHub::caught_up() {
  const auto shows = [](const std::string& metrics, const std::string& name, std::int64_t sequence) {
    return metrics.find("\n" + name + " " + std::to_string(sequence) + "\n") != std::string::npos;
  };
  return wait_until(
      [&] {
        const std::string metrics = page("/metrics").body;
        Database registry(folder_.path() / "registry.db", Database::Access::read);
        const Pages pages(folder_.path() / "pages.db", Pages::Access::read);
        return shows(metrics, "lawhub_index_sequence", Register(registry).last_sequence()) &&
               shows(metrics, "lawhub_index_page_sequence", pages.last_sequence());
      },
      120);
}

std::string RunningHub::program(const std::string& name) const { return std::string(BINARY_DIR) + "/" + name; }

std::vector<std::string> RunningHub::command(const std::string& name, const std::string& verb) const {
  return {program(name), verb, "--config", (folder_.path() / "lawhub.conf").string()};
}

}  // namespace lawhub
