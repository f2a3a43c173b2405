#include "tests/support/served_hub.h"

#include <stdexcept>

#include "indexer/indexer.h"
#include "registry/accept.h"
#include "search/routes.h"

namespace lawhub {
namespace {

Config config_in(const std::filesystem::path& folder, const std::string& trusted_proxy) {
  Config config;
  config.trusted_proxy = trusted_proxy;
  config.data = folder;
  config.notice = "这是样例。";
  return config;
}

AcceptorOptions quick() {
  AcceptorOptions options;
  options.stream_pause = std::chrono::milliseconds(10);
  return options;
}

}  // namespace

ServedHub::ServedHub(const std::string& trusted_proxy)
    : service(config_in(folder.path(), trusted_proxy), clock),
      acceptor(
          quick(), [this](const Request& request) { return answer_request(service, request); }, service.traffic),
      port(acceptor.listen("127.0.0.1", 0)) {
  service.site.url = url();
  acceptor.serve();
}

void ServedHub::publish(const Source& source, const std::vector<Observation>& said,
                        const std::vector<Withdrawal>& withdrawn) {
  service.stores.write([&](Database& db) {
    Sources(db).put(source);
    Proposal proposal;
    proposal.source = source.id;
    proposal.taken_at = clock.now();
    proposal.said = said;
    proposal.withdrawn = withdrawn;
    for (auto& one : proposal.said) one.source = source.id;
    return accept(db, proposal, clock);
  });
  auto made = Indexer(service.config, clock).rebuild(Indexer::Judge::ignore);
  if (!made.switched) throw std::runtime_error("the index was not switched");
  while (service.engine.size().generation != made.name) service.engine.suggest("", 1);  // until the engine took it up
}

void ServedHub::add_account(const std::string& name, Role role, const std::vector<std::string>& sources) {
  service.stores.operators([&](Operators& db) {
    Accounts accounts(db, clock);
    accounts.put({name, role, sources});
    accounts.set_password(name, "correct horse", false);
    return true;
  });
}

std::string ServedHub::bearer_of(const std::string& name) {
  return "Bearer " + service.stores.operators([&](Operators& db) { return Accounts(db, clock).new_token(name); });
}

Source source_named(const std::string& id, const std::string& name) {
  Source source;
  source.id = id;
  source.name = name;
  source.division = "370403";
  source.url = "http://sfj.example.cn/";
  return source;
}

Observation listing(const std::string& key, InstitutionType type, const std::string& name) {
  Observation one;
  one.key = key;
  one.url = "http://sfj.example.cn/list";
  one.asserted_at = 1'790'000'000;
  one.record.type = type;
  one.record.name = name;
  one.record.status = Status::active;
  one.record.division = "370403";
  one.record.address.text = "薛城区武夷山路1379号";
  one.record.address.division = "370403";
  one.record.phones.push_back({"0632-4412345", "", "voice", ""});
  one.record.position = {117.263, 34.795, 50, "map-picked", "WGS84"};
  return one;
}

}  // namespace lawhub
