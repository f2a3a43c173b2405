// A whole hub, running: the real programs, in a temporary folder, over the served sites of a sample province.
#pragma once
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "base/file.h"
#include "tests/support/http_client.h"
#include "tests/support/process.h"
#include "tests/support/site_server.h"

namespace lawhub {

class RunningHub {
 public:
  /// Makes the province, serves its sites, imports its sources, and starts crawler, indexer and search.
  explicit RunningHub(int institutions);

  void start_crawler();
  void start_indexer();
  void start_search();
  Process& crawler() { return *crawler_; }
  Process& indexer() { return *indexer_; }
  Process& search() { return *search_; }

  /// Waits until /readyz answers 200; false after a minute.
  bool ready();
  /// GET that must answer 200 with JSON; null otherwise.
  nlohmann::json get(const std::string& target);
  Reply page(const std::string& target);
  /// The answer to a question; `more` is further parameters, "&near=…".
  nlohmann::json ask(const std::string& question, const std::string& more = "");
  /// Orders a crawl through the API; the id of the (first) job, 0 when it was refused.
  long long order(const std::string& source, const std::string& mode = "harvest");
  nlohmann::json job(long long id);
  /// Orders a crawl and waits for its end, at most two minutes.
  nlohmann::json crawl(const std::string& source, const std::string& mode = "harvest");
  /// Orders a crawl of every source and waits until none is queued or running.
  bool crawl_everything();
  /// Waits until no job is queued or running; false after two minutes.
  bool everything_ended();
  /// Waits until the index shows all that the registry and the crawler have stored; false after two minutes.
  bool caught_up();
  SiteServer& sites() { return *sites_; }

  const std::filesystem::path& folder() const { return folder_.path(); }
  std::string origin() const { return "http://127.0.0.1:" + std::to_string(port_); }

 private:
  std::string program(const std::string& name) const;
  std::vector<std::string> command(const std::string& name, const std::string& verb) const;
  std::filesystem::path log(const std::string& name) const { return folder_.path() / (name + ".log"); }

  TemporaryFolder folder_;
  int port_;
  std::string token_;
  std::unique_ptr<SiteServer> sites_;
  std::unique_ptr<Process> crawler_, indexer_, search_;
};

}  // namespace lawhub
