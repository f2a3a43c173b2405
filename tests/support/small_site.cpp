#include "tests/support/small_site.h"

#include "tests/support/process.h"

namespace lawhub {

SmallSite::SmallSite(const std::map<std::string, std::string>& files) {
  const int port = free_ports(1);
  write_file_atomically(folder_.path() / "sites.tsv",
                        "site\tport\thtml_type\ttitle\nsite\t" + std::to_string(port) + "\ttext/html\t某市司法局\n");
  std::filesystem::create_directories(folder_.path() / "sites" / "site");
  for (const auto& [name, bytes] : files) write(name, bytes);
  server_ = std::make_unique<SiteServer>(folder_.path());
}

Source SmallSite::source() const {
  Source source;
  source.id = "site";
  source.name = "某市司法局";
  source.division = "370400";
  source.url = server_->url("site");
  source.allow = {"127.0.0.1"};
  source.delay_ms = 0;
  return source;
}

void SmallSite::write(const std::string& name, const std::string& bytes) {
  const auto file = folder_.path() / "sites" / "site" / name;
  std::filesystem::create_directories(file.parent_path());
  write_file_atomically(file, bytes);
}

void SmallSite::remove(const std::string& name) { std::filesystem::remove(folder_.path() / "sites" / "site" / name); }

SiteCounts SmallSite::counts() {
  const auto counts = server_->counts("site");
  server_->reset_counts();
  return counts;
}

}  // namespace lawhub
