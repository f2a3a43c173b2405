// A whole hub in a temporary folder, in a few lines: listings and pages → registry → index → answers.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/config.h"
#include "base/file.h"
#include "registry/accept.h"
#include "registry/database.h"
#include "registry/pages.h"
#include "registry/register.h"
#include "search/engine.h"
#include "tests/support/fixed_clock.h"

namespace lawhub {

class Hub {
 public:
  Hub();

  /// The source of that id lists exactly these now (rows as in world.h, without the source) and takes back what else it
  /// listed; the name is the key.
  Acceptance listed(std::string_view source, const std::vector<std::string>& lines);
  /// The same for observations made elsewhere; source, job and time are filled in.
  Acceptance take(std::string_view source, Proposal proposal);
  /// A site publishes a page; `url` ends in its name.
  void published(std::string_view url, std::string_view title, std::string_view text, std::string_view date = "",
                 std::string_view division = "370400");
  void gone(std::string_view url);

  /// A full build, checked and switched to.
  std::string build();
  /// Takes in what changed since, in place.
  void follow();

  Answer search(std::string_view q);
  Answer search(const Parameters& p);
  Engine& engine();
  const Config& config() const { return config_; }
  Register registered() { return Register(*registry_); }
  Database& registry() { return *registry_; }
  FixedClock clock;

 private:
  TemporaryFolder folder_;
  Config config_;
  std::unique_ptr<Database> registry_;
  std::unique_ptr<Pages> pages_;
  std::unique_ptr<Engine> engine_;
  std::map<std::string, std::vector<std::string>> keys_;  ///< what each source lists
  std::int64_t job_ = 0;
};

/// Names of institutions and titles of pages, in order.
std::vector<std::string> shown(const Answer& answer);

}  // namespace lawhub
