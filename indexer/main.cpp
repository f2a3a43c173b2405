// lawhub-indexer: from the registry and the crawled pages to the index that answers.
#include <cstdio>

#include "base/program.h"
#include "base/text.h"
#include "indexer/check.h"
#include "indexer/indexer.h"

namespace {

using lawhub::Arguments;
using lawhub::Exit;

void print(const lawhub::Report& report) {
  for (const lawhub::Finding& f : report) {
    std::printf("%s: %s %s\n", f.severity == lawhub::Severity::error ? "错误" : "提示", f.message.c_str(),
                f.mend.c_str());
  }
}

Exit build(const Arguments& arguments) {
  lawhub::Indexer indexer(arguments.config, lawhub::system_clock());
  auto made = indexer.rebuild(arguments.has("force") ? lawhub::Indexer::Judge::ignore : lawhub::Indexer::Judge::obey);
  print(made.report);
  if (!made.switched) return Exit::negative;
  std::printf("built %s\n", made.name.c_str());
  return Exit::done;
}

Exit watch(const Arguments& arguments) {
  lawhub::Indexer indexer(arguments.config, lawhub::system_clock());
  indexer.watch([](const lawhub::Indexer::Commit& c) {
    std::printf("committed %s %lld %s\n", c.generation.c_str(), static_cast<long long>(c.sequence), c.what);
    std::fflush(stdout);
  });
  return Exit::done;
}

Exit check(const Arguments& arguments) {
  lawhub::Generations generations(arguments.config.index());
  std::optional<std::string> name = generations.current();
  if (!arguments.words.empty()) name = arguments.words[0];
  if (!name) {
    std::puts("还没有索引。");
    return Exit::negative;
  }
  lawhub::Database registry(arguments.config.registry_db(), lawhub::Database::Access::read);
  lawhub::Report report = lawhub::check(generations, *name, registry, generations.current());
  print(report);
  if (!lawhub::has_error(report)) std::printf("%s 无误\n", name->c_str());
  return lawhub::has_error(report) ? Exit::negative : Exit::done;
}

Exit list(const Arguments& arguments) {
  lawhub::Generations generations(arguments.config.index());
  for (const std::string& name : generations.all()) {
    lawhub::GenerationInfo info = generations.describe(name);
    std::printf("%s%s  %s  机构 %zu  网页 %zu\n", name.c_str(), name == generations.current() ? " *" : "  ",
                info.created.c_str(), info.institutions, info.pages);
  }
  return Exit::done;
}

Exit rollback(const Arguments& arguments) {
  std::int64_t number = 0;
  if (arguments.words.size() != 1 || !lawhub::parse_number(arguments.words[0], number)) {
    throw lawhub::UsageError("要回到哪一代?请给出它的序号,list 可以查看。");
  }
  lawhub::Result<std::string> name = lawhub::roll_back(lawhub::Generations(arguments.config.index()), number);
  std::puts(name ? ("现在由 " + *name + " 回答。").c_str() : name.error().message.c_str());
  return name ? Exit::done : Exit::negative;
}

}  // namespace

int main(int argc, char** argv) {
  return lawhub::run_program("lawhub-indexer",
                             {{"build", "[--force] — 重建索引,检查无误后启用;--force 不管检查结果", {"force!"}, build},
                              {"watch", "— 需要时重建,然后跟随登记库和网页,直到停止", {}, watch},
                              {"check", "[GENERATION] — 对照登记库检查一代索引", {}, check},
                              {"list", "— 列出各代索引,* 是正在使用的", {}, list},
                              {"rollback", "N — 改用第 N 代索引", {}, rollback}},
                             argc, argv);
}
