#include "search/discreet.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>

#include "base/signature.h"
#include "base/text.h"
#include "base/tsv.h"
#include "search/embedded.h"

namespace lawhub {
namespace {

std::string base64url(std::string_view bytes) {
  std::string text = replace_all(replace_all(to_base64(bytes), "+", "-"), "/", "_");
  return text.substr(0, text.find('='));
}

std::optional<std::string> from_base64url(std::string_view text) {
  std::string padded = replace_all(replace_all(std::string(text), "-", "+"), "_", "/");
  padded.append((4 - padded.size() % 4) % 4, '=');
  auto bytes = from_base64(padded);
  return bytes && is_valid_utf8(*bytes) ? bytes : std::nullopt;
}

const std::set<std::string, std::less<>>& sensitive_matters() {
  static const auto kCodes = [] {
    const Table table(search_file("data/sensitive.tsv"), "search/data/sensitive.tsv");
    std::set<std::string, std::less<>> codes;
    for (std::size_t row = 0; row < table.size(); ++row) codes.emplace(table.cell(row, table.column("code")));
    return codes;
  }();
  return kCodes;
}

}  // namespace

bool is_sensitive(const Understood& understood) {
  return std::any_of(understood.matters.begin(), understood.matters.end(),
                     [](const CodeLabel& matter) { return sensitive_matters().contains(matter.code); });
}

std::string discreet_query(const Parameters& p) {
  Parameters rest = p;
  rest.q.clear();
  const std::string others = to_query(rest);
  return "k=" + base64url(p.q) + (others.empty() ? "" : "&") + others;
}

NamedValues read_discreet(NamedValues query) {
  for (auto& [name, value] : query) {
    if (name != "k") continue;
    const auto words = from_base64url(value);
    if (!words) continue;
    name = "q";
    value = *words;
  }
  return query;
}

}  // namespace lawhub
