#include "base/config.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <stdexcept>

#include "base/file.h"
#include "base/network.h"
#include "base/text.h"

namespace lawhub {
namespace {

/// Puts a value into a field; answers what is wrong with it, empty when nothing is.
using Setter = std::function<std::string(std::string_view)>;

Setter text_into(std::string& field) {
  return [&field](std::string_view value) {
    field = value;
    return std::string();
  };
}

Setter number_into(int& field, int least, int most) {
  return [&field, least, most](std::string_view value) {
    std::int64_t number = 0;
    if (!parse_number(value, number) || number < least || number > most) {
      return "must be a number from " + std::to_string(least) + " to " + std::to_string(most);
    }
    field = static_cast<int>(number);
    return std::string();
  };
}

Setter level_into(std::string& field) {
  return [&field](std::string_view value) {
    static const std::set<std::string_view> kLevels = {"trace", "debug", "info", "warn", "error"};
    if (kLevels.count(value) == 0) return std::string("must be trace, debug, info, warn or error");
    field = value;
    return std::string();
  };
}

Setter networks_into(std::string& field) {
  return [&field](std::string_view value) {
    field = value;
    const auto networks = split(value, ',');
    const bool good = value.empty() || std::all_of(networks.begin(), networks.end(),
                                                   [](std::string_view one) { return is_network(trim(one)); });
    return std::string(good ? "" : "must be networks like 127.0.0.1 or 10.0.0.0/8, separated by commas");
  };
}

std::map<std::string, Setter, std::less<>> setters(Config& config) {
  return {
      {"data",
       [&config](std::string_view value) {
         config.data = value;
         return std::string(value.empty() ? "must not be empty" : "");
       }},
      {"listen", text_into(config.listen)},
      {"port", number_into(config.port, 0, 65535)},
      {"public_url", text_into(config.public_url)},
      {"hub_name", text_into(config.hub_name)},
      {"division", text_into(config.division)},
      {"email", text_into(config.email)},
      {"sponsor", text_into(config.sponsor)},
      {"icp", text_into(config.icp)},
      {"police_record", text_into(config.police_record)},
      {"site_code", text_into(config.site_code)},
      {"notice", text_into(config.notice)},
      {"trusted_proxy", networks_into(config.trusted_proxy)},
      {"workers", number_into(config.workers, 1, 256)},
      {"crawl_jobs", number_into(config.crawl_jobs, 1, 256)},
      {"log_level", level_into(config.log_level)},
  };
}

}  // namespace

Config load_config(const std::filesystem::path& file) {
  const std::string text = read_file(file);
  Config config;
  const auto known = setters(config);
  std::size_t number = 0;
  const auto fail = [&](const std::string& what) {
    throw std::runtime_error(file.string() + ":" + std::to_string(number) + ": " + what);
  };
  for (std::string_view line : split(text, '\n')) {
    ++number;
    line = trim(line);
    if (line.empty() || line.front() == '#') continue;
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos) fail("expected key = value");
    const std::string key(trim(line.substr(0, equals)));
    std::string_view value = line.substr(equals + 1);
    // a remark may follow a value after a space; "#" inside a value (a URL) stays
    if (const std::size_t remark = value.find(" #"); remark != std::string_view::npos) value = value.substr(0, remark);
    const auto setter = known.find(key);
    if (setter == known.end()) fail(fmt::format("unknown key '{}'", key));
    const std::string wrong = setter->second(trim(value));
    if (!wrong.empty()) fail(fmt::format("{} {}", key, wrong));
  }
  return config;
}

}  // namespace lawhub
