// bench-harvest [INSTITUTIONS]: the real programs over the served sites of a sample province of that size, in a
// temporary folder: harvest, a second harvest of unchanged sites, index. Prints time, memory and sizes; nothing is
// asserted. docs/performance.md records it.
#include <cstdio>
#include <fstream>

#include "base/file.h"
#include "generated/test_paths.h"
#include "tests/support/process.h"
#include "tests/support/site_server.h"

namespace fs = std::filesystem;

namespace {

/// Runs a program of the build and prints what it cost; throws when it failed.
void stage(const char* what, std::vector<std::string> argv) {
  argv[0] = std::string(BINARY_DIR) + "/" + argv[0];
  const lawhub::Finished finished = lawhub::run_to_end(argv);
  std::printf("%-28s %8.1f s   cpu %8.1f s   peak %5ld MB\n", what, finished.seconds, finished.cpu_seconds,
              finished.peak_mb);
  std::fflush(stdout);
  if (finished.exit_code != 0) throw std::runtime_error(std::string(what) + " failed");
}

void size(const char* what, const fs::path& path) {
  std::uintmax_t bytes = fs::is_directory(path) ? 0 : fs::file_size(path);
  if (fs::is_directory(path)) {
    for (const auto& entry : fs::recursive_directory_iterator(path))
      bytes += entry.is_regular_file() ? entry.file_size() : 0;
  }
  std::printf("%-28s %8.1f MB\n", what, static_cast<double>(bytes) / 1e6);
}

}  // namespace

int main(int argc, char** argv) {
  constexpr int kSitePorts = 200;
  const std::string institutions = argc > 1 ? argv[1] : "2000";
  const lawhub::TemporaryFolder folder;
  const std::string data = folder.path().string();
  const std::string config = data + "/lawhub.conf";
  std::ofstream(config) << "data = " << data << "\nlog_level = error\n";
  stage("sample", {"lawhub-feeds", "sample", "--institutions", institutions, "--out", data + "/sample", "--first-port",
                   std::to_string(lawhub::free_ports(kSitePorts))});
  const lawhub::SiteServer sites(folder.path() / "sample");
  stage("sources", {"lawhub-crawler", "import", data + "/sample/sources.xml", "--config", config});
  stage("harvest", {"lawhub-crawler", "run", "--config", config});
  stage("the same again, unchanged", {"lawhub-crawler", "run", "--config", config});
  stage("index", {"lawhub-indexer", "build", "--config", config});
  size("registry.db", folder.path() / "registry.db");
  size("pages.db", folder.path() / "pages.db");
  size("index", folder.path() / "index");
  return 0;
}
