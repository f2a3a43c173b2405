// The Robots Exclusion Protocol (RFC 9309): what a site's owner lets us visit.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lawhub {

/// The rules of one robots.txt that concern one crawler. Immutable, safe from any thread.
class Robots {
 public:
  /// Everything is allowed: what a missing robots.txt (4xx) means, §2.3.1.3.
  Robots() = default;
  /// Reads a robots.txt; never fails, lines it does not know are passed over. Only the first 500 KiB count (§2.5).
  /// `agent` is our product token ("Lawhub"): the groups that name it, or else those of "*", hold.
  Robots(std::string_view text, std::string_view agent);

  /// May the path with its query ("/list.asp?id=12") be visited? The longest matching rule decides, allow wins a tie
  /// (§2.2.2); "/robots.txt" always may.
  bool allows(std::string_view path_and_query) const;
  /// Seconds between two requests as the site wishes (Crawl-delay, not of the RFC but widely used).
  std::optional<double> crawl_delay() const { return crawl_delay_; }
  /// The URLs of Sitemap lines, as written.
  const std::vector<std::string>& sitemaps() const { return sitemaps_; }

 private:
  struct Rule {
    bool allow;
    std::string pattern;
  };
  std::vector<Rule> rules_;
  std::optional<double> crawl_delay_;
  std::vector<std::string> sitemaps_;
};

/// Does `pattern` match a beginning of `text`? "*" stands for any run, "$" at the end for the end. Linear memory,
/// time at most the product of the lengths.
bool matches_pattern(std::string_view pattern, std::string_view text);

}  // namespace lawhub
