// Pages that are not what was asked for: the news that there is none, a login, a guard that wants scripts run, text
// that was garbled before it came. They are recognised and reported, never defeated, and never stored as text.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/html.h"
#include "crawler/lines.h"

namespace lawhub {

enum class PageTrap { none, garbled, challenge, login, missing };
std::string_view code_of(PageTrap trap);

struct FoundTrap {
  PageTrap trap = PageTrap::none;
  std::string reason;  ///< plain Chinese without a full stop
};

/// `lines`: all of the page. `replaced`: how many malformed sequences decode() met. The thresholds and sayings are in
/// data/traps.tsv and data/trap_words.tsv.
FoundTrap page_trap(const Html& html, const std::vector<Line>& lines, std::size_t replaced);

/// What texts share: the smallest hashes of their runs of four characters, white space aside (bottom-k MinHash).
class Sketch {
 public:
  Sketch() = default;
  explicit Sketch(std::string_view text);
  /// 0 to 100 percent: the estimated share of common runs among all; 0 when one has none.
  int alike(const Sketch& other) const;
  const std::vector<std::uint64_t>& hashes() const { return hashes_; }

 private:
  std::vector<std::uint64_t> hashes_;  ///< ascending
};

/// What a site answers for an address that cannot exist, so that such an answer is known again. One for a job.
class MissingPage {
 public:
  /// Whether a page could be such an answer: it says little, and another page said the same. False once it is known
  /// what such an answer looks like. Remembers the page.
  bool wants_sample(const std::vector<Line>& lines);
  /// An address that no site has, below the same path's folder.
  static std::string made_up_path(std::string_view path);
  /// `lines`: of the answer to it; none when the site said honestly that there is no such page.
  void learn(const std::vector<Line>& lines);
  bool is_like(const std::vector<Line>& lines) const;

 private:
  bool learnt_ = false;
  Sketch sample_;
  std::vector<Sketch> short_pages_;
};

/// The texts of a site, so that one that stands under many addresses is kept once. One for a job.
class SeenTexts {
 public:
  /// The address under which the same title and nearly the same text were seen before; else it is noted under `url`.
  /// Short texts are never the same.
  std::optional<std::string> seen(std::string_view url, std::string_view title, std::string_view text);

 private:
  struct Seen {
    std::string url, title;
    Sketch sketch;
  };
  std::vector<Seen> seen_;
  std::multimap<std::uint64_t, std::size_t> by_hash_;
};

}  // namespace lawhub
