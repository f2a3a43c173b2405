// Who publishes: the hub as its feeds name it.
#pragma once
#include <string>
#include <string_view>

#include "base/config.h"

namespace lawhub {

struct Publisher {
  std::string name;
  std::string division;  ///< code
  std::string url;       ///< of the hub, without a slash at the end
  std::string email;     ///< of those who run it
};
/// `url` is where the world reaches the hub.
Publisher publisher_of(const Config& config, std::string url);
/// Of the configuration alone, when no server says its address.
Publisher publisher_of(const Config& config);

/// The host of the hub's address, or lawhub.invalid (RFC 2606) while that is no domain name: an OAI identifier and an
/// e-mail address need one.
std::string domain_of(const Publisher& publisher);
/// "oai:hub.example.gov.cn:9v3k2m7q4d", the name of one of the hub's institutions among those of all repositories.
std::string global_id(const Publisher& publisher, std::string_view id);

}  // namespace lawhub
