// The Robots Exclusion Protocol (RFC 9309): what a site's owner lets us visit.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lawhub {

/// The rules of one robots.txt that concern one crawler. Where the RFC and google/robotstxt, its published reference,
/// say different things, the stricter holds (docs/decisions/019). Immutable, safe from any thread.
class Robots {
 public:
  /// Everything is allowed: what a missing robots.txt (4xx) means, §2.3.1.3.
  Robots() = default;
  /// Reads a robots.txt as it came: UTF-8 with or without mark, or UTF-16; bytes of another encoding are compared as
  /// bytes. Never fails, lines it does not know are passed over. Only the first 500 KiB count (§2.5).
  /// `agent` is our product token ("LawhubCrawler"): the groups that name it, or else those of "*", hold.
  Robots(std::string_view bytes, std::string_view agent);

  struct Verdict {
    bool allowed = true;
    std::string rule;  ///< as it stands in the file, "Disallow: /x"; empty: no rule speaks of it
    int line = 0;      ///< of the rule, from 1; 0: none
  };
  /// May the URL, or a path with its query ("/list.asp?id=12"), be visited? The longest matching rule decides, allow
  /// wins a tie (§2.2.2); "/robots.txt" always may.
  Verdict judge(std::string_view url) const;
  bool allows(std::string_view url) const { return judge(url).allowed; }

  /// Seconds between two requests as the site wishes (Crawl-delay, not of the RFC but widely used).
  std::optional<double> crawl_delay() const { return crawl_delay_; }
  /// The URLs of Sitemap lines, as written.
  const std::vector<std::string>& sitemaps() const { return sitemaps_; }

 private:
  struct Rule {
    bool allow = true;
    std::string pattern;  ///< with bytes above ASCII and the digits of escapes in one spelling; its length counts
    std::string plain;    ///< of a disallow: every escape in one spelling
    std::string written;
    int line = 0;
  };
  struct Group {
    std::vector<Rule> rules;
    std::optional<double> delay;
    bool seen = false;
  };
  class Reader;

  std::vector<Rule> rules_;
  std::optional<double> crawl_delay_;
  std::vector<std::string> sitemaps_;
};

/// Does `pattern` match a beginning of `text`? "*" stands for any run, "$" at the end for the end. Linear memory,
/// time at most the product of the lengths.
bool matches_pattern(std::string_view pattern, std::string_view text);

/// "/path?query" of a URL or of what looks like one: "example.com/a#b" → "/a", "" → "/".
std::string path_and_query(std::string_view url);

}  // namespace lawhub
