// The name under which the crawler visits.
#pragma once
#include <string>

#include "base/config.h"

namespace lawhub {

/// "LawhubCrawler/0.1 (+https://…/about/crawler)": where the owner of a site learns who visits it.
std::string user_agent(const Config& config);

}  // namespace lawhub
