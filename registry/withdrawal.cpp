// A withdrawal as it is kept. Declared in observation.h.
#include <stdexcept>

#include "registry/observation.h"
#include "registry/record_json.h"

namespace lawhub {

std::string to_json(const Withdrawal& w) {
  std::string out;
  record_json::write(out, w);
  return out;
}

Withdrawal withdrawal_from_json(std::string_view json) {
  try {
    Withdrawal out;
    record_json::read(record_json::Json::parse(json), out);
    return out;
  } catch (const record_json::Json::exception& e) {
    throw std::runtime_error(std::string("not a withdrawal: ") + e.what());
  }
}

}  // namespace lawhub
