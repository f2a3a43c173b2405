// The server of a hub on loopback, over a folder of its own, with a clock that stands still.
#pragma once
#include <string>
#include <vector>

#include "base/file.h"
#include "registry/observation.h"
#include "registry/source.h"
#include "search/service.h"
#include "tests/support/fixed_clock.h"
#include "tests/support/http_client.h"

namespace lawhub {

class ServedHub {
 public:
  /// `trusted_proxy` as in the configuration.
  explicit ServedHub(const std::string& trusted_proxy = "");

  /// Adds the source, takes in what it says and what it takes back, and indexes everything anew.
  void publish(const Source& source, const std::vector<Observation>& said,
               const std::vector<Withdrawal>& withdrawn = {});
  /// The password is "correct horse"; `sources` are a publisher's own.
  void add_account(const std::string& name, Role role = Role::system, const std::vector<std::string>& sources = {});
  /// "Bearer TOKEN" of that account; what it had before ends.
  std::string bearer_of(const std::string& name);
  HttpClient client() const { return HttpClient(url()); }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port); }

  TemporaryFolder folder;
  FixedClock clock;
  Service service;
  Acceptor acceptor;
  int port;
};

/// A source of a county bureau.
Source source_named(const std::string& id, const std::string& name);
/// A listing with name and type, in 薛城区.
Observation listing(const std::string& key, InstitutionType type, const std::string& name);

}  // namespace lawhub
