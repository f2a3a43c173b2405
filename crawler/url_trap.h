// Addresses without end: calendars, lists by every choice of filters, paths that repeat themselves, tokens.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/url.h"

namespace lawhub {

/// Judges the addresses of one site as they are planned; remembers how many of a kind it let pass (budgets in
/// data/url_traps.tsv). One for a job, one thread.
class UrlTraps {
 public:
  /// Of a query, as views into the URL.
  struct Parameter {
    std::string name;  ///< lower case
    std::string_view value;
  };

  explicit UrlTraps(int this_year) : this_year_(this_year) {}
  /// Why the address is not worth visiting, plain Chinese; nothing when it is. An address that was let pass always is.
  std::optional<std::string> refuse(const Url& url);

 private:
  bool leads_far(const std::vector<std::string_view>& segments, const std::vector<Parameter>& parameters) const;
  bool over_budget(const std::string& family, const std::string& member, std::size_t most);

  int this_year_;
  std::map<std::string, std::set<std::string>, std::less<>> families_;  ///< path and parameter names → what it has
};

}  // namespace lawhub
