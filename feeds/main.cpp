// lawhub-feeds: the institutions feed for those who publish it and those who run a hub; the sample province.
#include <fmt/format.h>

#include <fstream>
#include <functional>
#include <iostream>

#include "base/file.h"
#include "base/log.h"
#include "base/program.h"
#include "base/text.h"
#include "feeds/asking.h"
#include "feeds/embedded.h"
#include "feeds/hsds.h"
#include "feeds/hub_feed.h"
#include "feeds/key_verbs.h"
#include "feeds/sample.h"
#include "feeds/sheet_template.h"
#include "feeds/sources_file.h"
#include "feeds/validate_verb.h"
#include "feeds/vocabulary.h"
#include "feeds/writer.h"
#include "registry/database.h"
#include "registry/dump.h"
#include "registry/published.h"
#include "registry/register.h"

namespace lawhub {
namespace {

Exit schema(const Arguments&) {
  std::cout << feeds_file("institutions.xsd");
  return Exit::done;
}

/// The listed institutions as a JSON array of HSDS organizations, one a line.
void write_hsds(Database& db, std::string_view site, std::string_view day, std::ostream& out) {
  const Relations relations(db);
  out << "[";
  const char* before = "\n";
  Register(db).for_each([&](const Institution& institution) {
    if (institution.presence != Presence::listed) return;
    out << before << hsds_organization(published(institution, day), relations.all_of(institution), site);
    before = ",\n";
  });
  out << "\n]\n";
}

Exit vocabulary_out(const Arguments& arguments) {
  const std::string format = arguments.get("format");
  if (!format.empty() && format != "json" && format != "csv") throw UsageError("--format json or csv");
  std::cout << (format == "csv" ? vocabulary_csv() : vocabulary_json() + "\n");
  return Exit::done;
}

Exit example(const Arguments& arguments) {
  const std::string type = arguments.words.size() == 1 ? arguments.words.front() : std::string();
  const std::string_view file = type.empty() ? feeds_file("example.xml") : feeds_file("examples/" + type + ".xml");
  if (file.empty()) throw UsageError("no example of that institution type: " + type);
  std::cout << file;
  return Exit::done;
}

Exit export_page(const Arguments& arguments) {
  const Instant now = system_clock().now();
  FeedCursor cursor;
  cursor.until = now;
  cursor.limit = kFeedRecords;
  if (arguments.has("token")) {
    const std::optional<FeedCursor> resumed = cursor_of(arguments.get("token"));
    if (!resumed) throw UsageError("not a token of this hub: " + arguments.get("token"));
    cursor = *resumed;
  }
  const Config& config = arguments.config;
  Database db(config.registry_db(), Database::Access::read);
  const std::string url =
      config.public_url.empty() ? fmt::format("http://{}:{}", config.listen, config.port) : config.public_url;
  const std::string format = arguments.get("format");
  if (!format.empty() && format != "xml" && format != "hsds") throw UsageError("--format xml or hsds");
  if (format == "hsds") {
    const std::string day = iso_date(china_time(now).date);
    std::ofstream file;
    if (arguments.has("out")) file.open(arguments.get("out"), std::ios::binary);
    std::ostream& out = arguments.has("out") ? file : std::cout;
    write_hsds(db, url, day, out);
    out.flush();
    if (!out) throw std::runtime_error("cannot write " + arguments.get("out"));
    return Exit::done;
  }
  const FeedPage page = hub_page(db, {config.hub_name, "370000", url + "/feeds/institutions.xml"}, cursor, now);
  if (arguments.has("out")) {
    write_file_atomically(arguments.get("out"), write_feed(page));
  } else {
    std::cout << write_feed(page);
  }
  if (!page.resumption_token.empty()) spdlog::info("还有下一页: --token {}", page.resumption_token);
  return Exit::done;
}

Exit sources(const Arguments& arguments) {
  if (arguments.words.size() != 1) throw UsageError("which file?");
  const std::vector<Source> read = read_sources(read_file(arguments.words[0]));
  Database db(arguments.config.registry_db(), Database::Access::write);
  db.transaction([&] {
    for (const Source& source : read) Sources(db).put(source);
  });
  spdlog::info("{} 个来源已登记", read.size());
  return Exit::done;
}

/// Answers each line of the standard input at once, for a pipe that waits.
Exit answer_lines(const std::function<std::string(const std::string&)>& answer) {
  for (std::string line; std::getline(std::cin, line);) {
    if (line.ends_with('\r')) line.pop_back();
    std::cout << answer(line) << std::endl;
  }
  return Exit::done;
}

Exit normalise_lines(const Arguments& arguments) {
  const auto what = arguments.words.size() == 1 ? normaliser_of_code(arguments.words[0]) : std::nullopt;
  if (!what) throw UsageError("which of phone, hours, address, uscc, name?");
  const AskingContext context = {arguments.get("division"), arguments.get("area")};
  return answer_lines([&](const std::string& line) { return normalise(*what, line, context); });
}

Exit compare_lines(const Arguments&) { return answer_lines(compare_listings); }

Exit dump_register(const Arguments& arguments) {
  Database db(arguments.config.registry_db(), Database::Access::read);
  dump(db, std::cout);
  return Exit::done;
}

Exit sample(const Arguments& arguments) {
  if (!arguments.has("out")) throw UsageError("--out DIR is missing");
  SampleOptions options;
  options.institutions = static_cast<std::size_t>(arguments.number("institutions", 2000));
  options.seed = static_cast<std::uint64_t>(arguments.number("seed", 1));
  options.first_port = static_cast<int>(arguments.number("first-port", options.first_port));
  const SampleCounts made = write_sample(options, arguments.get("out"));
  std::cout << fmt::format("示例省份: {} 家机构, {} 条名录记录, {} 个站点, {} 个文件\n", made.institutions,
                           made.listings, made.sites, made.files);
  return Exit::done;
}

Exit list_template(const Arguments& arguments) {
  if (arguments.words.size() != 1) throw UsageError("which type?");
  const auto type = type_of_code(arguments.words[0]);
  if (!type) throw UsageError("no such type: " + arguments.words[0]);
  const auto sheets = template_of(*type);
  const std::string out = arguments.get("out", arguments.words[0] + ".xlsx");
  write_file_atomically(out, out.ends_with(".csv") ? write_csv(sheets.front()) : write_xlsx(sheets));
  std::cout << out << "\n";
  return Exit::done;
}

std::vector<Verb> verbs() {
  std::vector<Verb> all = {
      {"validate",
       "FILE… [--format text|json|csv|html]  检查机构信息 XML,列出全部问题;有错误时退出码为 1",
       {"format"},
       validate_files},
      {"schema", "  输出机构信息 XML 的 Schema", {}, schema},
      {"vocabulary", "[--format json|csv]  输出代码表", {"format"}, vocabulary_out},
      {"example", "[TYPE]  输出一类机构的样例,如 NOT;不写类型时输出完整样例", {}, example},
      {"export",
       "[--token T] [--format xml|hsds] [--out FILE]  把本枢纽的机构输出为 XML,每页至多 1000 条;hsds 为 HSDS 3.0 JSON",
       {"token", "format", "out"},
       export_page},
      {"sources", "FILE  把来源清单登记到枢纽", {}, sources},
      {"normalise",
       "phone|hours|address|uscc|name [--division CODE] [--area 0632]  逐行读入,输出本库的理解(JSON)",
       {"division", "area"},
       normalise_lines},
      {"compare", "  逐行读入 {\"a\":{…},\"b\":{…}},输出两条记录是否同一家机构及理由(JSON)", {}, compare_lines},
      {"dump", "  输出登记库的全部内容,用于比较两个登记库", {}, dump_register},
      {"sample",
       "--out DIR [--institutions N] [--seed S] [--first-port PORT]  生成示例省份的网站",
       {"out", "institutions", "seed", "first-port"},
       sample},
      {"template", "TYPE [--out FILE.xlsx|FILE.csv]  写一份该类机构的空白名录表,例如 NOT", {"out"}, list_template}};
  for (auto& verb : key_verbs()) all.push_back(std::move(verb));
  return all;
}

}  // namespace
}  // namespace lawhub

int main(int argc, char** argv) { return lawhub::run_program("lawhub-feeds", lawhub::verbs(), argc, argv); }
