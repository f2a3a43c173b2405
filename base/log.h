// The log: one line an event on standard error, through spdlog.
#pragma once
#include <spdlog/spdlog.h>

#include <string>

namespace lawhub {

/// Sets level and pattern of the default logger; `program` stands in every line. Call once in main.
void start_log(const std::string& program, const std::string& level);

}  // namespace lawhub
