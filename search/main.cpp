// lawhub-search: the server that answers, and the same answers on the command line.
#include <iostream>
#include <thread>

#include "base/file.h"
#include "base/log.h"
#include "base/program.h"
#include "base/text.h"
#include "search/acceptor.h"
#include "search/json.h"
#include "search/judge.h"
#include "search/operator_verbs.h"
#include "search/repair.h"
#include "search/routes.h"
#include "search/service.h"

namespace lawhub {
namespace {

constexpr std::chrono::milliseconds kLook{100};

Exit serve(const Arguments& arguments) {
  const auto& config = arguments.config;
  prepare_repair();
  Service service(config, system_clock());
  AcceptorOptions options;
  options.workers = config.workers;
  Acceptor acceptor(
      options, [&service](const Request& request) { return answer_request(service, request); }, service.traffic);
  int port = acceptor.listen(config.listen, config.port);
  auto address = "http://" + config.listen + ":" + std::to_string(port);
  if (service.site.url.empty()) service.site.url = address;
  acceptor.serve();
  std::cout << "listening on " << address << std::endl;
  while (!stop_requested()) std::this_thread::sleep_for(kLook);
  acceptor.stop();
  return Exit::done;
}

Exit query(const Arguments& arguments) {
  auto parameters = read_parameters({{"q", join(arguments.words, " ")}});
  if (!parameters) throw UsageError(parameters.error().message);
  Engine engine(arguments.config.index(), system_clock());
  if (!engine.ready()) throw std::runtime_error("no index in " + arguments.config.index().string());
  auto answer = engine.search(*parameters);
  std::cout << answer_json(answer) << "\n";
  return answer.total == 0 ? Exit::negative : Exit::done;
}

Exit judge_answers(const Arguments& arguments) {
  if (arguments.words.size() != 1) throw UsageError("one file of judgements is needed");
  double least = 0;
  if (arguments.has("least") && !parse_number(arguments.get("least"), least)) throw UsageError("--least is a number");
  const std::string text = read_file(arguments.words[0]);
  Engine engine(arguments.config.index(), system_clock());
  if (!engine.ready()) throw std::runtime_error("no index in " + arguments.config.index().string());
  const Search search = [&](const Parameters& p) { return engine.search(p); };
  const auto by_class = judge(read_judgements(text, arguments.words[0]), search, search);
  std::cout << quality_table(by_class);
  const auto all = by_class.find("");
  return all == by_class.end() || all->second.ndcg < least ? Exit::negative : Exit::done;
}

}  // namespace
}  // namespace lawhub

int main(int argc, char** argv) {
  using lawhub::Verb;
  std::vector<Verb> verbs{
      {"serve", "— 提供网页和接口", {}, lawhub::serve},
      {"query", "TEXT — 打印一次搜索的 JSON 答案;没有结果时退出码为 1", {}, lawhub::query},
      {"judge",
       "FILE [--least N] — 用评判过的问题检验搜索;nDCG@10 低于 N 时退出码为 1",
       {"least"},
       lawhub::judge_answers},
  };
  for (auto& verb : lawhub::operator_verbs()) verbs.push_back(std::move(verb));
  return lawhub::run_program("lawhub-search", verbs, argc, argv);
}
