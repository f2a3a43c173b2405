// sample-sites: serves the sites of a sample province, and asks a hub what it made of them.
#include <chrono>
#include <cstdio>
#include <thread>

#include "base/program.h"
#include "tests/support/hub_check.h"
#include "tests/support/site_server.h"

namespace {

lawhub::Exit serve(const lawhub::Arguments& arguments) {
  if (arguments.words.size() != 1) throw lawhub::UsageError("serve: which folder?");
  const lawhub::SiteServer server(arguments.words[0], static_cast<int>(arguments.number("control", 0)));
  std::printf("示例站点 %zu 个,从 %s 起\n", server.sites().size(), server.url(server.sites().front()).c_str());
  std::fflush(stdout);
  while (!lawhub::stop_requested()) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  return lawhub::Exit::done;
}

void print_some(const char* title, const std::vector<std::string>& lines) {
  if (lines.empty()) return;
  std::printf("%s\n", title);
  for (std::size_t i = 0; i < lines.size() && i < 50; ++i) std::printf("  %s\n", lines[i].c_str());
  if (lines.size() > 50) std::printf("  … 共 %zu 条\n", lines.size());
}

lawhub::Exit check(const lawhub::Arguments& arguments) {
  if (arguments.words.size() != 2) throw lawhub::UsageError("check: which folder, which hub?");
  const lawhub::HubCheck result =
      lawhub::check_hub(arguments.words[0], arguments.words[1], static_cast<int>(arguments.number("threads", 4)));
  std::printf("名称检索排第一: %zu / %zu\n", result.first, result.truth);
  std::printf("枢纽收录机构: %zu (真实 %zu, 相差 %+.2f%%, 允许 3%%)\n", result.shown, result.truth,
              (static_cast<double>(result.shown) / static_cast<double>(result.truth) - 1) * 100);
  std::printf("误并: %zu\n", result.merged.size());
  print_some("没有排在第一的:", result.missing);
  print_some("不同机构被并为一家:", result.merged);
  std::printf("%s\n", result.passed() ? "通过" : "未通过");
  return result.passed() ? lawhub::Exit::done : lawhub::Exit::negative;
}

}  // namespace

int main(int argc, char** argv) {
  return lawhub::run_program(
      "sample-sites",
      {{"serve", "DIR [--control PORT]: serves the sites until stopped", {"control"}, serve},
       {"check", "DIR URL [--threads N]: every institution at rank 1, their number, wrong merges", {"threads"}, check}},
      argc, argv);
}
