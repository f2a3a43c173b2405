#include "search/operator_verbs.h"

#include <iostream>
#include <stdexcept>

#include "base/file.h"
#include "base/hash.h"
#include "base/text.h"
#include "registry/accounts.h"
#include "registry/audit.h"
#include "registry/backup.h"
#include "registry/coverage.h"
#include "registry/database.h"
#include "registry/operators.h"
#include "registry/recorded_verb.h"
#include "search/hub_health.h"
#include "search/routes.h"

namespace lawhub {
namespace {

constexpr std::size_t kPasswordLength = 16;  // base 32: 80 bits

Exit tell(const AuditCheck& check) {
  if (check.fault.empty()) {
    std::cout << check.lines << " 条,核对无误\n" << check.anchor << "\n";
  } else {
    std::cout << check.fault << "\n";
  }
  return check.fault.empty() ? Exit::done : Exit::negative;
}

Exit user(const Arguments& arguments) {
  if (arguments.words.size() != 1) throw UsageError("one name is needed");
  Operators db(arguments.config.operators_db());
  Accounts accounts(db, system_clock());
  const auto known = accounts.find(arguments.words[0]);
  if (arguments.has("token")) {
    if (!known) throw UsageError("no such account");
    std::cout << accounts.new_token(known->name) << "\n";
    return Exit::done;
  }
  Account account = known.value_or(Account{arguments.words[0]});
  const auto role = role_of_code(arguments.get("role", std::string(code_of(account.role))));
  if (!role) throw UsageError("--role is system, security, auditor or publisher");
  account.role = *role;
  account.barred = false;
  if (arguments.has("sources")) {
    account.sources.clear();
    for (const auto source : split(arguments.get("sources"), ',')) account.sources.emplace_back(trim(source));
  }
  const auto password = random_token(kPasswordLength);
  try {
    db.transaction([&] {
      accounts.put(account);
      accounts.set_password(account.name, password, false);
    });
  } catch (const std::invalid_argument& error) {
    throw UsageError(error.what());
  }
  std::cout << password << "\n";
  return Exit::done;
}

Exit audit(const Arguments& arguments) {
  const auto& words = arguments.words;
  const std::string what = words.empty() ? "" : words[0];
  if ((what != "verify" && what != "export") || words.size() > 2) throw UsageError("verify [FILE] or export");
  if (what == "verify" && words.size() == 2) return tell(check_audit(read_file(words[1]), arguments.get("anchor")));
  Operators db(arguments.config.operators_db());
  const AuditLog log(db, system_clock());
  if (what == "verify") return tell(log.check(arguments.get("anchor")));
  std::cout << log.text();
  return Exit::done;
}

Exit make_backup(const Arguments& arguments) {
  if (arguments.words.size() != 1) throw UsageError("请给出备份放到哪个新文件夹");
  back_up(arguments.config, arguments.words[0]);
  std::cout << "已备份到 " << arguments.words[0] << "\n";
  return Exit::done;
}

Exit put_back(const Arguments& arguments) {
  if (arguments.words.size() != 1) throw UsageError("请给出备份所在的文件夹");
  restore(arguments.words[0], arguments.config);
  std::cout << "已恢复,请用 lawhub-indexer build 重建索引\n";
  return Exit::done;
}

Exit make_report(const Arguments& arguments) {
  const auto& config = arguments.config;
  Database db(config.registry_db(), Database::Access::read);
  const auto made = coverage(db, read_population(config.population()), system_clock().now());
  Coverages(config.reports()).keep(made);
  std::cout << "覆盖情况:" << made.institutions << " 家机构,见 /reports/coverage\n";
  return Exit::done;
}

Exit tell_status(const Arguments& arguments) {
  Database db(arguments.config.registry_db(), Database::Access::read);
  const auto health = health_of(arguments.config, db, system_clock());
  std::cout << (arguments.has("json") ? to_json(health) + "\n" : to_text(health));
  return health.alerts.empty() ? Exit::done : Exit::negative;
}

Exit list_routes(const Arguments& /*arguments*/) {
  std::cout << route_list();
  return Exit::done;
}

}  // namespace

std::vector<Verb> operator_verbs() {
  return {
      {"user",
       "NAME [--role system|security|auditor|publisher] [--sources A,B] [--token] — 新建账号或重设密码,打印密码;"
       "--token 打印新的接口令牌",
       {"role", "sources", "token!"},
       recorded_verb("put-user", user)},
      {"audit",
       "verify [FILE] [--anchor ANCHOR] | export — 核对审计记录(或导出的文件),有改动时退出码为 1;导出全部",
       {"anchor"},
       audit},
      {"status", "[--json] — 运行情况;有需要处理的事时退出码为 1", {"json!"}, tell_status},
      {"coverage", "— 制作覆盖情况报告(每月留一份)", {}, make_report},
      {"backup", "FOLDER — 不停机备份全部数据(不含索引)到新文件夹", {}, make_backup},
      {"restore", "FOLDER — 把备份恢复到还没有数据的数据目录", {}, put_back},
      {"routes", "— 打印全部路径、谁可以用、留下什么记录", {}, list_routes},
  };
}

}  // namespace lawhub
