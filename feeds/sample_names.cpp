#include "feeds/sample_names.h"

#include <array>

#include "base/text.h"
#include "feeds/sample_words.h"
#include "registry/division.h"

namespace lawhub {

TradeNames::TradeNames(std::uint64_t seed) {
  std::vector<std::string> pairs;
  for (const std::string& first : sample_words("firm_first"))
    for (const std::string& second : sample_words("firm_second"))
      if (first != second) pairs.push_back(first + second);
  sample_shuffle(pairs, SampleRandom(seed, "trade names"));
  pool_ = pairs;
  for (const std::string& third : sample_words("firm_third"))
    for (const std::string& pair : pairs) pool_.push_back(pair + third);
}

bool TradeNames::take(const std::string& name) {
  return Divisions::get().named(name).empty() && used_.insert(name).second;
}

std::string TradeNames::next() {
  while (at_ < pool_.size())
    if (take(pool_[at_++])) return pool_[at_ - 1];
  return {};
}

std::string TradeNames::sounding_like(const std::string& name) {
  for (const std::string& pair : sample_words("homophone")) {
    const auto parts = split(pair, '=');
    std::string other = replace_all(name, parts[0], parts[1]);
    if (other != name && take(other)) return other;
  }
  return {};
}

std::string TradeNames::beginning_with(const std::string& name) {
  for (const std::string& third : sample_words("firm_third"))
    if (take(name + third)) return name + third;
  return {};
}

std::string village_short_name(std::string_view name) {
  struct Ending {
    std::string_view from, to;
  };
  static constexpr std::array<Ending, 10> kEndings = {{{"社区居民委员会", "社区"},
                                                       {"社区村民委员会", "社区"},
                                                       {"社区村委会", "社区"},
                                                       {"社区居委会", "社区"},
                                                       {"村村民委员会", "村"},
                                                       {"村村委会", "村"},
                                                       {"村民委员会", "村"},
                                                       {"村委会", "村"},
                                                       {"居民委员会", "社区"},
                                                       {"居委会", "社区"}}};
  for (const Ending& ending : kEndings)
    if (name.size() > ending.from.size() && name.ends_with(ending.from))
      return std::string(name.substr(0, name.size() - ending.from.size())) + std::string(ending.to);
  return std::string(name);
}

}  // namespace lawhub
