#include "base/log.h"

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_color_sinks.h>

#include <utility>

#include "base/log_scope.h"

namespace lawhub {
namespace {

thread_local std::string scope;  // "job=17 " or empty

class ScopeFlag final : public spdlog::custom_flag_formatter {
 public:
  void format(const spdlog::details::log_msg& /*message*/, const std::tm& /*time*/,
              spdlog::memory_buf_t& out) override {
    out.append(scope.data(), scope.data() + scope.size());
  }
  std::unique_ptr<custom_flag_formatter> clone() const override { return std::make_unique<ScopeFlag>(); }
};

}  // namespace

LogScope::LogScope(std::string_view what, std::string_view id) : before_(std::exchange(scope, {})) {
  scope.append(what).append("=").append(id).append(" ");
}

LogScope::~LogScope() { scope = std::move(before_); }

void start_log(const std::string& program, const std::string& level) {
  auto logger = std::make_shared<spdlog::logger>(program, std::make_shared<spdlog::sinks::stderr_color_sink_mt>());
  logger->set_level(spdlog::level::from_str(level));
  auto formatter = std::make_unique<spdlog::pattern_formatter>();
  formatter->add_flag<ScopeFlag>('*').set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %n %^%l%$ %*%v");
  logger->set_formatter(std::move(formatter));
  logger->flush_on(spdlog::level::info);
  spdlog::set_default_logger(std::move(logger));
}

}  // namespace lawhub
