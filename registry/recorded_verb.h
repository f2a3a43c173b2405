// What people do at the machine itself stands in the audit log like what they do at the desk.
#pragma once
#include <functional>
#include <string>

#include "base/program.h"

namespace lawhub {

/// The verb with a line in the log before it and one that tells how it ended; by the name of the system account. The
/// words behind the verb stand in the log: none may be a secret.
std::function<Exit(const Arguments&)> recorded_verb(std::string act, std::function<Exit(const Arguments&)> verb);

}  // namespace lawhub
