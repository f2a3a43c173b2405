// One small site on loopback, made of files a test writes, served by SiteServer with all its faults.
#pragma once
#include <map>
#include <memory>
#include <string>

#include "base/file.h"
#include "registry/source.h"
#include "tests/support/site_server.h"

namespace lawhub {

class SmallSite {
 public:
  /// `files`: name as feeds/sample.h says ("index.html", "list.asp@id=1") → bytes.
  explicit SmallSite(const std::map<std::string, std::string>& files);

  /// A generic source of the site, reachable on loopback, without pauses.
  Source source() const;
  SiteServer& server() { return *server_; }
  void write(const std::string& name, const std::string& bytes);
  void remove(const std::string& name);
  void fault(SiteFault fault, const std::string& path = {}) { server_->order("site", {fault, path}); }
  void heal() { server_->clear_all(); }
  /// Since the last call.
  SiteCounts counts();
  std::size_t asked() const { return server_->counts("site").requests; }  ///< the same, and goes on counting

 private:
  TemporaryFolder folder_;
  std::unique_ptr<SiteServer> server_;
};

}  // namespace lawhub
