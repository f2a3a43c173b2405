// lawhub-feeds: the institutions feed for those who publish it and those who run a hub; the sample province.
#include <fmt/format.h>

#include <filesystem>
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

/// A day as `until` means its last second.
Instant instant_of(const Arguments& arguments, const std::string& flag, Instant end_of_day) {
  if (!arguments.has(flag)) return 0;
  const std::string text = arguments.get(flag);
  if (const auto instant = parse_iso_instant(text)) return *instant;
  if (const auto day = parse_iso_date(text)) return start_of(*day) + end_of_day;
  throw UsageError("--" + flag + " must be a date or an instant, like 2026-11-24");
}

Selection selection_of(const Arguments& arguments) {
  constexpr Instant kLastSecond = 86'399;
  Selection selection;
  selection.from = instant_of(arguments, "from", 0);
  selection.until = instant_of(arguments, "until", kLastSecond);
  if (arguments.has("set") && !read_set(arguments.get("set"), selection)) {
    throw UsageError("--set must be type:CODE, division:CODE or both with a comma between");
  }
  return selection;
}

Exit export_list(const Arguments& arguments) {
  const std::string format = arguments.get("format");
  if (!format.empty() && format != "xml" && format != "hsds") throw UsageError("--format xml or hsds");
  const Selection selection = selection_of(arguments);
  const Instant now = system_clock().now();
  const Publisher publisher = publisher_of(arguments.config);
  Database db(arguments.config.registry_db(), Database::Access::read);
  const auto write = [&](std::ostream& out) {
    if (format == "hsds") {
      write_hsds(db, publisher.url, iso_date(china_time(now).date), out);
    } else {
      write_hub_feed(PublicList(db, now), publisher, selection, now, out);
    }
  };
  if (!arguments.has("out")) {
    write(std::cout);
    return Exit::done;
  }
  // beside the old file until it is whole
  const std::filesystem::path out = arguments.get("out"), part = out.string() + ".part";
  {
    std::ofstream file(part, std::ios::binary);
    write(file);
    if (!file.flush()) throw std::runtime_error("cannot write " + part.string());
  }
  std::filesystem::rename(part, out);
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
       "[--format xml|hsds] [--out FILE] [--from T] [--until T] [--set type:NOT,division:3704]  "
       "把本枢纽的机构全部输出为一份 XML,或 HSDS 3.0 JSON(hsds)",
       {"format", "out", "from", "until", "set"},
       export_list},
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
