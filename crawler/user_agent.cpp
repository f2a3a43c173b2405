#include "crawler/user_agent.h"

#include "crawler/visitor.h"

namespace lawhub {

std::string user_agent(const Config& config) {
  const std::string url =
      config.public_url.empty() ? "http://" + config.listen + ":" + std::to_string(config.port) : config.public_url;
  return std::string(kProductToken) + "/0.1 (+" + url + "/about/crawler)";
}

}  // namespace lawhub
