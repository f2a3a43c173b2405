// bench-validate [MB]: what it costs to validate a static file of that size (100 by default) with made-up institutions,
// and a gibibyte of white space. Prints time and memory; nothing is asserted. docs/performance.md records it.
#include <cstdio>
#include <fstream>

#include "base/file.h"
#include "feeds/sample.h"
#include "feeds/writer.h"
#include "generated/test_paths.h"
#include "tests/support/process.h"
#include "tests/support/sample_listing.h"

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMega = 1000000;

/// One feed with as many institutions as it takes; a second round gives them other ids.
void write_large_feed(const fs::path& file, std::size_t bytes) {
  lawhub::SampleOptions options;
  options.institutions = 75000;
  const auto institutions = make_institutions(options);
  lawhub::FeedPage head;
  head.bureau_id = "bur:370000";
  head.publisher_name = "山东省司法厅";
  head.division = "370000";
  head.base_url = "https://sft.example.cn/";
  head.response_date = 1790000000;
  head.deleted_record = "persistent";
  const std::string frame = write_feed(head), end = "</feed>";
  std::ofstream out(file, std::ios::binary);
  out << frame.substr(0, frame.rfind(end));
  std::size_t written = 0;
  for (std::size_t i = 0; written < bytes; ++i) {
    lawhub::FeedPage one;
    one.records = {sample_listing(institutions[i % institutions.size()], "s")};
    one.records[0].key += "-" + std::to_string(i / institutions.size());
    const std::string xml = write_feed(one);
    const std::size_t begin = xml.find("<record ");
    const std::string record = xml.substr(begin, xml.find("</record>", begin) + 10 - begin);
    out << record;
    written += record.size();
  }
  out << frame.substr(frame.rfind(end));
}

void measure(const char* what, const fs::path& file, const char* format) {
  const auto done =
      lawhub::run_to_end({std::string(BINARY_DIR) + "/lawhub-feeds", "validate", file.string(), "--format", format});
  const double mb = static_cast<double>(fs::file_size(file)) / kMega;
  std::printf("%-20s %8.1f MB %8.2f s   cpu %6.2f s   %6.1f MB/s   peak %4ld MB   report %6.1f MB\n", what, mb,
              done.seconds, done.cpu_seconds, mb / done.seconds, done.peak_mb,
              static_cast<double>(done.output.size()) / kMega);
  std::printf("  %s\n", done.output.substr(0, std::min<std::size_t>(done.output.find('\n'), 300)).c_str());
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  const lawhub::TemporaryFolder folder;
  const fs::path file = folder.path() / "feed.xml";
  write_large_feed(file, (argc > 1 ? std::stoul(argv[1]) : 100) * kMega);
  measure("static file", file, "text");
  measure("the same as JSON", file, "json");
  const std::string gap(std::size_t{1} << 20U, ' ');
  {
    std::ofstream out(file, std::ios::binary);
    for (int i = 0; i < 1024; ++i) out << gap;
    out << "<feed xmlns=\"urn:legal-service-feed:1\"/>";
  }
  measure("1 GiB white space", file, "text");
  {
    std::ofstream out(file, std::ios::binary);
    out << "<feed xmlns=\"urn:legal-service-feed:1\">";
    for (int i = 0; i < 1024; ++i) out << gap.substr(8) << "<a/>";
    out << "</feed>";
  }
  measure("the same in pieces", file, "text");
  return 0;
}
