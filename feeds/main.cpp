// lawhub-feeds: feeds by hand, and the sample province.
#include <cstdio>

#include "base/program.h"
#include "feeds/sample.h"

namespace {

lawhub::Exit write_sample_province(const lawhub::Arguments& arguments) {
  lawhub::SampleOptions options;
  options.institutions = static_cast<std::size_t>(arguments.number("institutions", 2000));
  options.seed = static_cast<std::uint64_t>(arguments.number("seed", 1));
  options.first_port = static_cast<int>(arguments.number("first-port", options.first_port));
  if (!arguments.has("out")) throw lawhub::UsageError("sample: --out DIR is missing");
  const lawhub::SampleCounts made = lawhub::write_sample(options, arguments.get("out"));
  std::printf("示例省份: %zu 家机构, %zu 条名录记录, %zu 个站点, %zu 个文件\n", made.institutions, made.listings,
              made.sites, made.files);
  return lawhub::Exit::done;
}

}  // namespace

int main(int argc, char** argv) {
  return lawhub::run_program("lawhub-feeds",
                             {{"sample",
                               "--out DIR [--institutions N] [--seed S] [--first-port PORT]: writes a sample province",
                               {"out", "institutions", "seed", "first-port"},
                               write_sample_province}},
                             argc, argv);
}
