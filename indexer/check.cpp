#include "indexer/check.h"

#include <xapian.h>

#include <algorithm>

#include "base/text.h"
#include "indexer/analysis.h"
#include "indexer/document.h"
#include "indexer/schema.h"
#include "registry/register.h"

namespace lawhub {
namespace {

constexpr std::size_t kSamples = 500;    // institutions looked up by their whole name
constexpr std::size_t kSmall = 50;       // fewer documents than this may vanish without suspicion
constexpr double kLeastRemaining = 0.8;  // of what answers now

std::string text_of(std::size_t n) { return std::to_string(n); }

void check_count(const GenerationInfo& info, const Register& registry, Report& report) {
  std::size_t listed = registry.count();
  if (info.institutions == listed) return;
  bool behind = info.institution_sequence < registry.last_sequence();  // the Follower will take the rest
  report.push_back({behind ? Severity::note : Severity::error, "count-differs", info.name, 0, 0,
                    "索引中有 " + text_of(info.institutions) + " 个机构,登记库中有 " + text_of(listed) + " 个。",
                    behind ? "索引还没有跟上登记库,稍候即可。" : "请重新建立索引。"});
}

void check_shrink(const char* what, std::size_t now, std::size_t before, const std::string& name, Report& report) {
  if (before < kSmall || static_cast<double>(now) >= kLeastRemaining * static_cast<double>(before)) return;
  report.push_back({Severity::error, "mass-change", name, 0, 0,
                    std::string("新索引只有 ") + text_of(now) + " 个" + what + ",现用的有 " + text_of(before) + " 个。",
                    "请先查明减少的原因;确认无误后用 build --force 启用。"});
}

/// Every institution must be found by its own name.
void check_names(const Xapian::Database& db, const std::string& name, Report& report) {
  std::size_t every = std::max<std::size_t>(1, db.get_doccount() / kSamples), seen = 0;
  for (auto at = db.valuestream_begin(slot::kNames); at != db.valuestream_end(slot::kNames); ++at) {
    if (seen++ % every != 0) continue;
    std::string value = *at;
    std::vector<std::string_view> lines = split(value, '\n');
    std::string key = lines.size() > 1 ? name_key(fold(lines[1])) : std::string();
    if (key.empty() || db.term_exists(name_term(key))) continue;
    report.push_back({Severity::error, "name-lost", name, 0, 0, "按全名找不到机构“" + std::string(lines[1]) + "”。",
                      "请重新建立索引。"});
    return;
  }
}

}  // namespace

Report check(const Generations& generations, const std::string& name, Database& registry,
             const std::optional<std::string>& answering) {
  Report report;
  GenerationInfo info = generations.describe(name);
  if (info.fingerprint != analysis_fingerprint()) {
    report.push_back(
        {Severity::error, "fingerprint", name, 0, 0, "这一代索引由另一版本的程序建立。", "请重新建立索引。"});
  }
  check_count(info, Register(registry), report);
  check_names(Xapian::Database((generations.path_of(name) / kInstitutions).string()), name, report);
  if (answering && *answering != name) {
    GenerationInfo before = generations.describe(*answering);
    check_shrink("机构", info.institutions, before.institutions, name, report);
    check_shrink("网页", info.pages, before.pages, name, report);
  }
  return report;
}

bool has_error(const Report& report) {
  return std::any_of(report.begin(), report.end(), [](const Finding& f) { return f.severity == Severity::error; });
}

}  // namespace lawhub
