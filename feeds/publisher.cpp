#include "feeds/publisher.h"

#include <algorithm>
#include <cctype>

#include "base/text.h"
#include "base/url.h"

namespace lawhub {
namespace {

/// oai-identifier.xsd: [a-zA-Z][a-zA-Z0-9\-]*(\.[a-zA-Z][a-zA-Z0-9\-]*)+
bool is_domain(std::string_view host) {
  const auto labels = split(host, '.');
  return labels.size() > 1 && std::all_of(labels.begin(), labels.end(), [](std::string_view label) {
           return !label.empty() && std::isalpha(static_cast<unsigned char>(label[0])) != 0 &&
                  std::all_of(label.begin(), label.end(),
                              [](unsigned char c) { return std::isalnum(c) != 0 || c == '-'; });
         });
}

}  // namespace

Publisher publisher_of(const Config& config, std::string url) {
  while (!url.empty() && url.back() == '/') url.pop_back();
  Publisher publisher{config.hub_name, config.division, std::move(url), config.email};
  if (publisher.email.empty()) publisher.email = "admin@" + domain_of(publisher);
  return publisher;
}

Publisher publisher_of(const Config& config) {
  return publisher_of(config, config.public_url.empty() ? "http://" + config.listen + ":" + std::to_string(config.port)
                                                        : config.public_url);
}

std::string domain_of(const Publisher& publisher) {
  const auto url = parse_url(publisher.url);
  return url && is_domain(url->host) ? url->host : "lawhub.invalid";
}

std::string global_id(const Publisher& publisher, std::string_view id) {
  return "oai:" + domain_of(publisher) + ":" + std::string(id);
}

}  // namespace lawhub
