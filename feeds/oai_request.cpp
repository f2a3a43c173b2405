#include "feeds/oai_request.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "base/text.h"

namespace lawhub {
namespace {

/// The arguments a verb may have and must have (§4), separated by spaces.
struct VerbRule {
  std::string_view verb, known, needed;
};
constexpr std::array<VerbRule, 6> kVerbs = {{
    {"Identify", "", ""},
    {"ListMetadataFormats", "identifier", ""},
    {"ListSets", "resumptionToken", ""},
    {"GetRecord", "identifier metadataPrefix", "identifier metadataPrefix"},
    {"ListIdentifiers", "metadataPrefix from until set resumptionToken", "metadataPrefix"},
    {"ListRecords", "metadataPrefix from until set resumptionToken", "metadataPrefix"},
}};

constexpr std::string_view kWordCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!~*'()";
constexpr std::size_t kInstantLength = 20;  // 2026-11-24T02:00:05Z
constexpr Instant kLastSecond = 86'399;

OaiError bad_argument(const std::string& message) { return {"badArgument", message}; }

bool lists(std::string_view words, std::string_view word) {
  const auto parts = split(words, ' ');
  return std::find(parts.begin(), parts.end(), word) != parts.end();
}

bool is_word(std::string_view text) {
  return !text.empty() && text.find_first_not_of(kWordCharacters) == std::string_view::npos;
}

bool is_set_spec(std::string_view text) {
  const auto parts = split(text, ':');
  return std::all_of(parts.begin(), parts.end(), is_word);
}

/// A URI as far as it could be one of ours: no white space, control or quote.
bool is_identifier(std::string_view text) {
  return text.find(':') != std::string_view::npos && std::all_of(text.begin(), text.end(), [](unsigned char c) {
           return c > 0x20 && c < 0x7f && c != '"' && c != '<' && c != '>' && c != '\\' && c != '^' && c != '`' &&
                  c != '{' && c != '|' && c != '}';
         });
}

/// §3.3: YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ, of UTC.
std::optional<Instant> read_utc(std::string_view text, Instant end_of_day) {
  if (text.size() == kInstantLength) return text.back() == 'Z' ? parse_iso_instant(text) : std::nullopt;
  const auto day = parse_iso_date(text) ? parse_iso_instant(std::string(text) + "T00:00:00Z") : std::nullopt;
  return day ? std::optional(*day + end_of_day) : std::nullopt;
}

std::optional<OaiError> read_period(std::string_view from, std::string_view until, OaiRequest& request) {
  if (!from.empty()) {
    const auto instant = read_utc(from, 0);
    if (!instant) return bad_argument("from 应为 YYYY-MM-DD 或 YYYY-MM-DDThh:mm:ssZ");
    request.from = *instant;
  }
  if (!until.empty()) {
    const auto instant = read_utc(until, kLastSecond);
    if (!instant) return bad_argument("until 应为 YYYY-MM-DD 或 YYYY-MM-DDThh:mm:ssZ");
    request.until = *instant;
  }
  if (from.empty() || until.empty()) return std::nullopt;
  if (from.size() != until.size()) return bad_argument("from 和 until 的精度应当相同");
  if (request.from > request.until) return bad_argument("from 晚于 until");
  return std::nullopt;
}

tl::expected<const VerbRule*, OaiError> read_verb(const OaiArguments& arguments) {
  const VerbRule* found = nullptr;
  int verbs = 0;
  for (const auto& [name, value] : arguments) {
    if (name != "verb") continue;
    ++verbs;
    const std::string& verb = value;
    const auto* rule =
        std::find_if(kVerbs.begin(), kVerbs.end(), [&](const VerbRule& each) { return each.verb == verb; });
    if (rule != kVerbs.end()) found = rule;
  }
  if (verbs == 1 && found != nullptr) return found;
  return tl::unexpected(OaiError{"badVerb", verbs == 0   ? "没有写 verb"
                                            : verbs == 1 ? "不认识的 verb"
                                                         : "verb 写了不止一次"});
}

}  // namespace

tl::expected<OaiRequest, OaiError> read_oai_request(const OaiArguments& arguments) {
  const auto rule = read_verb(arguments);
  if (!rule) return tl::unexpected(rule.error());
  OaiRequest request;
  request.verb = (*rule)->verb;
  std::string from, until;
  std::set<std::string> seen;
  for (const auto& [name, value] : arguments) {
    if (name == "verb") continue;
    if (!lists((*rule)->known, name)) return tl::unexpected(bad_argument("这个 verb 没有参数 " + shorten(name, 40)));
    if (!seen.insert(name).second) return tl::unexpected(bad_argument(name + " 写了不止一次"));
    if (value.empty()) return tl::unexpected(bad_argument(name + " 没有内容"));
    if (name == "identifier") request.identifier = value;
    if (name == "metadataPrefix") request.metadata_prefix = value;
    if (name == "set") request.set = value;
    if (name == "from") from = value;
    if (name == "until") until = value;
    if (name == "resumptionToken") request.resumption_token = value;
  }
  if (!request.resumption_token.empty()) {
    if (seen.size() == 1) return request;
    return tl::unexpected(bad_argument("resumptionToken 不能和其他参数一起用"));
  }
  for (const std::string_view needed : split((*rule)->needed, ' ')) {
    if (!needed.empty() && !seen.contains(std::string(needed))) {
      return tl::unexpected(bad_argument("缺少参数 " + std::string(needed)));
    }
  }
  if (!request.metadata_prefix.empty() && !is_word(request.metadata_prefix)) {
    return tl::unexpected(bad_argument("metadataPrefix 不合规则"));
  }
  if (!request.identifier.empty() && !is_identifier(request.identifier)) {
    return tl::unexpected(bad_argument("identifier 不是 URI"));
  }
  if (!request.set.empty() && !is_set_spec(request.set)) return tl::unexpected(bad_argument("set 不合规则"));
  if (auto why = read_period(from, until, request)) return tl::unexpected(*why);
  return request;
}

}  // namespace lawhub
