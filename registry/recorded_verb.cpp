#include "registry/recorded_verb.h"

#include "base/text.h"
#include "registry/audit.h"
#include "registry/operators.h"

namespace lawhub {
namespace {

std::int64_t begin(const std::filesystem::path& file, const std::string& act, const Arguments& arguments) {
  AuditLine line;
  line.who = system_account();
  line.role = "machine";
  line.act = act;
  line.object = join(arguments.words, " ");
  line.result = "begun";
  Operators db(file);
  return AuditLog(db, system_clock()).add(std::move(line));
}

}  // namespace

std::function<Exit(const Arguments&)> recorded_verb(std::string act, std::function<Exit(const Arguments&)> verb) {
  return [act = std::move(act), verb = std::move(verb)](const Arguments& arguments) {
    const auto file = arguments.config.operators_db();
    const auto begun = begin(file, act, arguments);
    const auto end = [&](const char* result) {  // another connection: the verb may work for hours
      Operators db(file);
      AuditLog(db, system_clock()).end(begun, result);
    };
    try {
      const Exit exit = verb(arguments);
      end(exit == Exit::done ? "done" : "refused");
      return exit;
    } catch (const std::exception&) {
      end("failed");
      throw;
    }
  };
}

}  // namespace lawhub
