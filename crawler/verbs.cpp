#include "crawler/verbs.h"

#include <chrono>
#include <iostream>
#include <map>
#include <optional>
#include <thread>

#include "base/file.h"
#include "base/log.h"
#include "base/text.h"
#include "crawler/attachment.h"
#include "crawler/check_verbs.h"
#include "crawler/closing.h"
#include "crawler/crew.h"
#include "crawler/hand_in.h"
#include "crawler/recipe.h"
#include "feeds/sources_file.h"
#include "registry/accept.h"
#include "registry/database.h"
#include "registry/difference.h"
#include "registry/recorded_verb.h"
#include "registry/register.h"
#include "registry/rollback.h"

namespace lawhub {
namespace {

constexpr auto kScheduleEvery = std::chrono::seconds(10);
constexpr std::size_t kMostLines = 200;  // of a difference

Database open_registry(const Config& config) {
  std::filesystem::create_directories(config.data);
  return Database(config.registry_db(), Database::Access::write);
}

Source source_named(Database& db, const std::string& id) {
  auto source = Sources(db).find(id);
  if (!source) throw UsageError("没有来源 " + id);
  return *source;
}

std::int64_t snapshot_number(const Arguments& arguments) {
  std::int64_t id = 0;
  if (arguments.words.empty() || !parse_number(arguments.words[0], id)) throw UsageError("请给出快照编号");
  return id;
}

/// Who gives the command, by the name of the system account, and the reason, the word at that place if it is there.
Word word_of(const Arguments& arguments, std::size_t place) {
  Word word;
  word.by = system_account();
  if (arguments.words.size() > place) word.reason = arguments.words[place];
  return word;
}

JobMode mode_of(const Arguments& arguments) {
  const auto mode = job_mode_of(arguments.get("mode", "harvest"));
  if (!mode) throw UsageError("--mode 只能是 harvest、force 或 validate");
  return *mode;
}

void print(const Difference& difference) {
  const auto lines = lines_of(difference);
  for (std::size_t i = 0; i < lines.size() && i < kMostLines; ++i) std::cout << lines[i] << "\n";
  if (lines.size() > kMostLines) std::cout << "……另有 " << lines.size() - kMostLines << " 行\n";
  std::cout << summary_of(difference) << "\n";
}

/// In a process of its own, with limits that the caller set (attachment.h).
Exit read_document_verb(const Arguments& arguments) {
  const auto kind = arguments.words.size() == 1 ? document_kind_of_path("." + arguments.words[0]) : std::nullopt;
  if (!kind) throw UsageError("请给出 docx、xls 或 xlsx");
  const auto page = read_own_document("/dev/stdin", *kind);
  if (!page) return Exit::negative;
  std::cout << *page << std::flush;
  return Exit::done;
}

/// A file that somebody sent by other ways than the browser.
Exit import_list(const Arguments& arguments) {
  auto db = open_registry(arguments.config);
  const auto source = source_named(db, arguments.get("source"));
  const std::string bytes = read_file(arguments.words[0]);
  const std::string name = std::filesystem::path(arguments.words[0]).filename();
  const Instant now = system_clock().now();
  if (!source.keys.empty()) {
    const std::string sig = arguments.words[0] + ".sig";
    const auto fault = signature_fault(source.keys, bytes, std::filesystem::exists(sig) ? read_file(sig) : "", now);
    if (fault) {
      std::cout << *fault << "\n";
      return Exit::negative;
    }
  }
  const auto harvest = hand_in({name, bytes, now}, source, 0, now);
  for (const auto& item : harvest.items) std::cout << "! " << item.url << "  " << item.message << "\n";
  std::optional<Acceptance> acceptance;
  const bool dry = arguments.has("dry-run");
  if (harvest.end == Harvest::End::done) {
    print(difference(db, harvest.proposal));
    acceptance = dry ? dry_run(db, harvest.proposal, system_clock()) : accept(db, harvest.proposal, system_clock());
  }
  const auto closing = closing_of(harvest, acceptance, dry ? JobMode::validate : JobMode::harvest);
  std::cout << closing.message << "\n";
  return closing.state == JobState::failed ? Exit::negative : Exit::done;
}

Exit import(const Arguments& arguments) {
  if (arguments.words.size() != 1) throw UsageError("请给出一个文件");
  if (arguments.has("source")) return import_list(arguments);
  auto db = open_registry(arguments.config);
  const auto sources = read_sources(read_file(arguments.words[0]));
  db.transaction([&] {
    for (const auto& source : sources) Sources(db).put(source);
  });
  std::cout << "已登记 " << sources.size() << " 个来源\n";
  return Exit::done;
}

/// Prints each job as it ends; true once all have.
bool all_ended(const Journal& journal, std::map<std::int64_t, bool>& printed, bool& failed) {
  bool all = true;
  for (auto& [id, done] : printed) {
    if (done) continue;
    const auto job = journal.find(id);
    if (!job || job->state == JobState::queued || job->state == JobState::running) {
      all = false;
      continue;
    }
    done = true;
    failed = failed || job->state == JobState::failed;
    std::cout << job->source << "  " << job->message << std::endl;
  }
  return all;
}

Exit run(const Arguments& arguments) {
  auto db = open_registry(arguments.config);
  Journal journal(db, system_clock());
  std::map<std::int64_t, bool> printed;
  const auto order = [&](const Source& source) {
    printed.emplace(journal.order(source.id, mode_of(arguments), "command line").id, false);
  };
  for (const auto& id : arguments.words) order(source_named(db, id));
  if (arguments.words.empty()) {
    for (const auto& source : Sources(db).all()) {
      if (source.enabled && source.kind != SourceKind::upload) order(source);
    }
  }
  bool failed = false;
  const auto go_on = [&] { return !stop_requested() && !all_ended(journal, printed, failed); };
  std::optional<Crew> crew;
  try {
    crew.emplace(arguments.config, system_clock());
  } catch (const std::runtime_error&) {
    spdlog::info("另一个采集程序正在工作,由它完成");
  }
  if (crew) {
    crew->work(go_on);
  } else {
    while (go_on()) std::this_thread::sleep_for(std::chrono::milliseconds(200));
  }
  return failed ? Exit::negative : Exit::done;
}

Exit watch(const Arguments& arguments) {
  auto db = open_registry(arguments.config);
  Crew crew(arguments.config, system_clock());
  auto next_look = std::chrono::steady_clock::now();
  crew.work([&] {
    if (stop_requested()) return false;
    if (std::chrono::steady_clock::now() < next_look) return true;
    next_look = std::chrono::steady_clock::now() + kScheduleEvery;
    order_due(db, system_clock());
    return true;
  });
  return Exit::done;
}

/// A recipe that is not installed yet.
Recipe recipe_file(const std::string& path) {
  try {
    return read_recipe(read_file(path));
  } catch (const std::runtime_error& error) {
    throw UsageError(path + ":" + error.what());
  }
}

Exit preview_source(const Arguments& arguments) {
  if (arguments.words.size() != 1) throw UsageError("请给出一个来源");
  auto db = open_registry(arguments.config);
  const auto source = source_named(db, arguments.words[0]);
  const Recipe recipe = arguments.has("recipe") ? recipe_file(arguments.get("recipe")) : find_recipe(source.recipe);
  const auto result = preview(arguments.config, system_clock(), db, source, recipe, [] { return !stop_requested(); });
  std::cout << result.recipe_report;
  for (const auto& item : result.harvest.items) {
    if (!item.message.empty()) std::cout << "! " << item.url << "  " << item.message << "\n";
  }
  if (result.acceptance) {
    print(difference(db, result.harvest.proposal));
  }
  const auto closing = closing_of(result.harvest, result.acceptance, JobMode::validate);
  std::cout << closing.message << "\n";
  return closing.state == JobState::failed ? Exit::negative : Exit::done;
}

Exit status(const Arguments& arguments) {
  Database db(arguments.config.registry_db(), Database::Access::read);
  const Journal journal(db, system_clock());
  for (const auto& source : Sources(db).all()) {
    const auto job = journal.last_of(source.id);
    std::cout << source.id << "\t" << source.name << "\t";
    if (job) {
      std::cout << label_of(job->state) << "\t"
                << iso_instant(job->finished_at != 0 ? job->finished_at : job->ordered_at) << "\t" << job->message;
    } else {
      std::cout << "尚未采集";
    }
    std::cout << "\n";
  }
  return Exit::done;
}

void print(const SnapshotInfo& snapshot) {
  std::cout << snapshot.id << "\t" << snapshot.source << "\t" << iso_instant(snapshot.taken_at) << "\t"
            << snapshot.observations << " 条\t" << snapshot.state;
  if (snapshot.restores != 0) std::cout << " 回退到 " << snapshot.restores;
  if (snapshot.kept) std::cout << " 可回退";
  std::cout << "\t" << snapshot.reason;
  if (!snapshot.decided.by.empty()) {
    std::cout << " [" << snapshot.decided.by << " " << iso_instant(snapshot.decided_at) << " "
              << snapshot.decided.reason << "]";
  }
  std::cout << "\n";
}

Exit held(const Arguments& arguments) {
  Database db(arguments.config.registry_db(), Database::Access::read);
  if (!arguments.words.empty()) {
    print(difference(db, waiting_proposal(db, snapshot_number(arguments))));
    return Exit::done;
  }
  for (const auto& snapshot : Register(db).held_snapshots()) print(snapshot);
  return Exit::done;
}

Exit snapshots(const Arguments& arguments) {
  if (arguments.words.size() != 1) throw UsageError("请给出一个来源");
  Database db(arguments.config.registry_db(), Database::Access::read);
  const auto source = source_named(db, arguments.words[0]);
  for (const auto& snapshot : Register(db).snapshots_of(source.id)) print(snapshot);
  return Exit::done;
}

void print(const char* what, const Acceptance& result) {
  std::cout << what << ":新增 " << result.added << "、更新 " << result.changed << "、撤下 " << result.removed << "\n";
}

Exit approve_snapshot(const Arguments& arguments) {
  auto db = open_registry(arguments.config);
  print("已采用", approve(db, snapshot_number(arguments), word_of(arguments, 1), system_clock()));
  return Exit::done;
}

Exit reject_snapshot(const Arguments& arguments) {
  if (arguments.words.size() != 2) throw UsageError("请给出快照编号和理由");
  auto db = open_registry(arguments.config);
  reject(db, snapshot_number(arguments), word_of(arguments, 1), system_clock());
  std::cout << "已退回\n";
  return Exit::done;
}

Exit roll_back_source(const Arguments& arguments) {
  std::int64_t id = 0;
  if (arguments.words.size() != 3 || !parse_number(arguments.words[1], id)) {
    throw UsageError("请给出来源、快照编号和理由");
  }
  auto db = open_registry(arguments.config);
  const auto source = source_named(db, arguments.words[0]);
  const auto snapshot = Register(db).snapshot(id);
  if (!snapshot || snapshot->source != source.id) throw UsageError("该来源没有快照 " + arguments.words[1]);
  if (!snapshot->kept) throw UsageError("快照 " + arguments.words[1] + " 已不再保留,或者就是现在的内容");
  print("已回退", roll_back(db, id, word_of(arguments, 2), system_clock()));
  return Exit::done;
}

}  // namespace

std::vector<Verb> crawler_verbs() {
  return {
      {"run", "[SOURCE…] [--mode harvest|force|validate]  采集这些来源(不写则全部),完成后结束", {"mode"}, run},
      {"watch", "按计划和管理员的指令采集,直到被停止", {}, watch},
      {"preview",
       "SOURCE [--recipe FILE]  试采集一个来源,只显示读出什么、会有什么变化,不保存;FILE 是还没有安装的网站模板",
       {"recipe"},
       preview_source},
      check_verb(),
      {"status", "列出来源和它们最近的任务", {}, status},
      {"held", "[ID]  列出待审的快照,或显示一个快照会带来什么变化", {}, held},
      {"approve", "ID [REASON]  采用一个待审的快照", {}, recorded_verb("approve-snapshot", approve_snapshot)},
      {"reject", "ID REASON  退回一个待审的快照", {}, recorded_verb("reject-snapshot", reject_snapshot)},
      {"snapshots", "SOURCE  列出一个来源的快照", {}, snapshots},
      {"rollback",
       "SOURCE ID REASON  把一个来源回退到以前采用的快照",
       {},
       recorded_verb("roll-back", roll_back_source)},
      {"import",
       "FILE [--source ID [--dry-run]]  从来源文件登记来源;写明来源时,导入它的名单(xlsx、csv、xml)",
       {"source", "dry-run!"},
       recorded_verb("import", import)},
      {"read-document", "docx|xls|xlsx  把标准输入的文档转为网页(采集程序自己调用)", {}, read_document_verb},
  };
}

}  // namespace lawhub
