// Serves the sites of a sample province (feeds/sample.h) on loopback, each at its own port, well or badly as told.
#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace lawhub {

/// What a site does wrong until told otherwise.
enum class SiteFault {
  slow,        ///< waits `milliseconds`, then answers well
  fail,        ///< 500
  missing,     ///< 404
  truncate,    ///< the full Content-Length, half of the bytes, then the connection is closed
  empty_list,  ///< pages without the rows between <!--list--> and <!--/list-->, feeds and data proxies without records
  redirect,    ///< 302 to `to`
  html_error,  ///< 200 and a page that says the page does not exist
  drop,        ///< closes the connection after the head of the answer
};

struct FaultOrder {
  SiteFault fault = SiteFault::fail;
  /// Paths with this beginning; empty: all but /robots.txt.
  std::string path;
  int milliseconds = 0;
  std::string to = "/";
};

struct SiteCounts {
  std::size_t requests = 0;
  std::size_t conditional = 0;   ///< with If-None-Match or If-Modified-Since
  std::size_t not_modified = 0;  ///< answered with 304
};

/// Reads DIR/sites.tsv (columns site, port, html_type, title) and DIR/sites/SITE/…, files named as feeds/sample.h says;
/// a query's parameters may come in any order and percent-encoded. Answers GET and HEAD with a strong ETag (of the
/// bytes), Last-Modified (the file's time), 304 where a validator matches, Content-Type by the name's ending, of pages
/// as sites.tsv says. Files are read anew for each request. Safe from any thread.
class SiteServer {
 public:
  /// Serves when it returns. `control_port` 0: none; else POST /fault (form: site, fault, path, ms, to), POST /clear
  /// (site or nothing), POST /edit (site, path, from, to), GET /stats (JSON) at that port.
  /// Throws std::runtime_error when a port is taken or sites.tsv is missing.
  explicit SiteServer(const std::filesystem::path& folder, int control_port = 0);
  ~SiteServer();
  SiteServer(const SiteServer&) = delete;
  SiteServer& operator=(const SiteServer&) = delete;

  std::vector<std::string> sites() const;
  /// "http://127.0.0.1:18100/"; throws std::out_of_range for an unknown site, as all below.
  std::string url(const std::string& site) const;
  void order(const std::string& site, const FaultOrder& order);
  void clear(const std::string& site);
  void clear_all();
  /// Replaces a text in the page at `path` (with its query); both are UTF-8, the page keeps its encoding. How often it
  /// was there; 0 changes nothing.
  std::size_t edit(const std::string& site, const std::string& path, const std::string& from, const std::string& to);
  SiteCounts counts(const std::string& site) const;
  /// How often each target of the site was asked for, since the counts were reset.
  std::map<std::string, std::size_t> asked(const std::string& site) const;
  void reset_counts();

 private:
  class Site;
  class Control;
  std::filesystem::path folder_;
  std::map<std::string, std::unique_ptr<Site>> sites_;
  std::unique_ptr<Control> control_;
};

}  // namespace lawhub
