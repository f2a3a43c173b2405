// Verbs of lawhub-search for those who run the desk: accounts, the audit log, the table of routes.
#pragma once
#include <vector>

#include "base/program.h"

namespace lawhub {

std::vector<Verb> operator_verbs();

}  // namespace lawhub
