#include "tests/support/second_hub.h"

#include <stdexcept>

#include "crawler/crew.h"
#include "registry/register.h"

namespace lawhub {

std::map<std::string, std::string> records_of(Database& db) {
  std::map<std::string, std::string> out;
  Register(db).for_each([&](const Institution& i) {
    if (i.presence == Presence::listed) out[i.id] = to_json(i.record);
  });
  return out;
}

SecondHub::SecondHub(ServedHub& first, SourceKind kind, const std::string& path) : first_(first) {
  config_.data = folder_.path();
  source_.id = "first-hub";
  source_.name = "第一枢纽";
  source_.kind = kind;
  source_.division = "370000";
  source_.url = first.url() + path;
  source_.allow = {"127.0.0.1"};
  source_.delay_ms = 0;
  db_ = std::make_unique<Database>(config_.registry_db(), Database::Access::write);
  Sources(*db_).put(source_);
}

Job SecondHub::harvest(JobMode mode) {
  Journal orders = journal();
  const auto id = orders.order(source_.id, mode, "test").id;
  Crew crew(config_, first_.clock);
  crew.work([&] {
    const auto state = orders.find(id)->state;
    return state == JobState::queued || state == JobState::running;
  });
  return *orders.find(id);
}

std::map<std::string, std::string> SecondHub::listed() {
  std::map<std::string, std::string> out;
  Register registered(*db_);
  registered.for_each([&](const Institution& i) {
    if (i.presence != Presence::listed) return;
    const auto members = registered.members_of(i.id);
    if (members.size() != 1) throw std::runtime_error("not one of the first hub: " + i.id);
    if (i.provenance.at(Field::name).winner.source != source_.id) throw std::runtime_error("not its name: " + i.id);
    out[members[0].key] = to_json(i.record);
  });
  return out;
}

}  // namespace lawhub
