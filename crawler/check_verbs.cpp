#include "crawler/check_verbs.h"

#include <iostream>
#include <nlohmann/json.hpp>

#include "base/charset.h"
#include "base/file.h"
#include "base/url.h"
#include "base/web_address.h"
#include "crawler/extract.h"
#include "crawler/page_check.h"
#include "crawler/robots.h"
#include "crawler/visitor.h"

namespace lawhub {
namespace {

using Json = nlohmann::ordered_json;

/// The word behind the name of the check.
std::string subject(const Arguments& arguments) {
  if (arguments.words.size() != 2) throw UsageError("请给出一个文件或网址");
  return arguments.words[1];
}

Exit print(const Json& answer, bool good = true) {
  std::cout << answer.dump(2, ' ', false, Json::error_handler_t::replace) << "\n";
  return good ? Exit::done : Exit::negative;
}

Exit check_robots(const Arguments& arguments) {
  if (!arguments.has("url")) throw UsageError("请用 --url 给出网址");
  const std::string agent = arguments.get("agent", std::string(kProductToken));
  const Robots robots(read_file(subject(arguments)), agent);
  const auto verdict = robots.judge(arguments.get("url"));
  Json answer = {{"allowed", verdict.allowed}, {"rule", nullptr}, {"line", nullptr}};
  if (verdict.line != 0) answer["rule"] = verdict.rule, answer["line"] = verdict.line;
  answer["agent"] = agent;
  answer["url"] = arguments.get("url");
  answer["path"] = path_and_query(arguments.get("url"));
  if (robots.crawl_delay()) answer["crawl_delay"] = *robots.crawl_delay();
  answer["sitemaps"] = robots.sitemaps();
  return print(answer, verdict.allowed);
}

Exit check_url(const Arguments& arguments) {
  const std::string input = subject(arguments);
  const auto base = parse_web_address(arguments.get("base"));
  const auto resolved = parse_web_address(input, base ? &*base : nullptr);
  Json answer = {{"input", input}, {"resolved", nullptr}, {"canonical", nullptr}};
  if (!resolved) return print(answer, false);
  answer["resolved"] = resolved->href();
  const auto url = parse_url(resolved->href());  // not of a link with a password, for example
  if (url) answer["canonical"] = canonical(*url).text();
  return print(answer, url.has_value());
}

Exit check_charset(const Arguments& arguments) {
  const Decoded decoded = decode(read_file(subject(arguments)), charset_of(arguments.get("header")));
  return print({{"encoding", decoded.encoding},
                {"decided_by", decoded.decided_by},
                {"overruled", decoded.overruled},
                {"replaced", decoded.replaced}});
}

Exit check_page(const Arguments& arguments) {
  const std::string file = subject(arguments);
  const auto url =
      parse_url(arguments.get("url", "http://localhost/" + percent_encode(file.substr(file.rfind('/') + 1))));
  if (!url) throw UsageError("--url 不是 http 或 https 网址");
  return print(page_answer(read_file(file), *url, arguments.get("header")));
}

struct Check {
  std::string_view name;
  Exit (*run)(const Arguments& arguments);
};
constexpr Check kChecks[] = {
    {"robots", check_robots}, {"url", check_url}, {"charset", check_charset}, {"page", check_page}};

Exit check(const Arguments& arguments) {
  for (const auto& each : kChecks) {
    if (!arguments.words.empty() && arguments.words[0] == each.name) return each.run(arguments);
  }
  throw UsageError("请写明检查什么");
}

}  // namespace

Verb check_verb() {
  return {"check",
          "robots [--agent A] --url U FILE | url [--base B] INPUT | charset [--header H] FILE | page [--url U] "
          "[--header H] FILE  "
          "解释采集程序如何判断,输出 JSON",
          {"agent", "url", "base", "header"},
          check};
}

}  // namespace lawhub
