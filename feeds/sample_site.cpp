#include "feeds/sample_site.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <system_error>

#include "base/charset.h"
#include "base/clock.h"
#include "base/text.h"
#include "base/url.h"
#include "registry/division.h"

namespace lawhub {
namespace {

using enum InstitutionType;

struct ColumnRow {
  std::string_view slug, label;
};

ColumnRow column_of(InstitutionType type) {
  switch (type) {
    case law_firm:
    case law_firm_branch:
      return {"lvshi", "律师事务所"};
    case notary_office:
      return {"gongzheng", "公证机构"};
    case grassroots_legal_office:
      return {"jiceng", "基层法律服务所"};
    case forensic_institution:
      return {"jianding", "司法鉴定机构"};
    case legal_aid_centre:
      return {"yuanzhu", "法律援助机构"};
    case justice_bureau:
      return {"jigou", "司法行政机关"};
    case judicial_office:
      return {"sifasuo", "司法所"};
    case mediation_committee:
      return {"tiaojie", "人民调解组织"};
    default:
      return {"qita", "其他机构"};
  }
}

}  // namespace

SampleSite::SampleSite(const std::filesystem::path& folder, const SampleSource& source, SampleWorld& world)
    : folder_(folder / "sites" / source.source.id), source_(source), world_(world) {
  root_ = parse_url(source.source.url)->origin();
  std::filesystem::create_directories(folder_);
  put_utf8("/robots.txt",
           "User-agent: *\nDisallow: /admin/\nDisallow: /search\n" +
               (source.shape == SampleShape::portal ? "Sitemap: " + url("/sitemap.xml") + "\n" : std::string()),
           std::to_string(source.year) + "-01-01");
}

std::string SampleSite::website_of(std::size_t i) const {
  for (auto it = world_.sources.rbegin(); it != world_.sources.rend() && it->shape == SampleShape::own_site; ++it)
    if (it->lists.front() == i) return it->source.url;
  return {};
}

std::string SampleSite::city_name() const { return Divisions::get().find(source_.source.division)->name; }

std::vector<SampleColumn> SampleSite::columns() const {
  std::vector<SampleColumn> columns;
  for (const InstitutionType type : all_institution_types()) {
    const ColumnRow row = column_of(type);
    const auto same = [&](const SampleColumn& c) { return c.slug == row.slug; };
    auto column = std::find_if(columns.begin(), columns.end(), same);
    if (column == columns.end())
      column = columns.insert(columns.end(), {std::string(row.slug), std::string(row.label), {}});
    for (const std::size_t i : source_.lists)
      if (institution(i).type == type) column->members.push_back(i);
  }
  std::erase_if(columns, [](const SampleColumn& c) { return c.members.empty(); });
  const Divisions& divisions = Divisions::get();
  for (SampleColumn& column : columns)
    std::stable_sort(column.members.begin(), column.members.end(), [&](std::size_t a, std::size_t b) {
      return divisions.county_of(institution(a).division) < divisions.county_of(institution(b).division);
    });
  return columns;
}

SampleListing SampleSite::listing(std::size_t i, std::string_view path) {
  SampleListing said = spell(source_, institution(i), world_.options.seed);
  world_.mentions[i].push_back({&source_, said.key, said.name, said.phone, url(path)});
  return said;
}

void SampleSite::put(std::string_view path, std::string_view utf8, const std::string& date) {
  write(path, source_.charset == "utf-8" ? std::string(utf8) : encode(utf8, source_.charset), date);
}

void SampleSite::put_utf8(std::string_view path, std::string_view utf8, const std::string& date) {
  write(path, utf8, date);
}

void SampleSite::write(std::string_view path, std::string_view bytes, const std::string& date) {
  const auto file = folder_ / sample_file_name(path, source_.shape == SampleShape::asp ? "index.asp" : "index.html");
  std::filesystem::create_directories(file.parent_path());
  std::ofstream out(file, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) throw std::system_error(errno, std::generic_category(), file.string());
  const Instant at = start_of(*parse_iso_date(date)) + std::int64_t{9} * 3600;
  const timespec times[2] = {{at, 0}, {at, 0}};
  ::utimensat(AT_FDCWD, file.c_str(), times, 0);
  ++files_;
}

std::string sample_file_name(std::string_view path_and_query, std::string_view index) {
  const std::size_t mark = path_and_query.find('?');
  std::string file(path_and_query.substr(0, mark));
  file.erase(0, 1);
  if (file.empty() || file.back() == '/') file += index;
  if (mark == std::string_view::npos) return file;
  std::vector<std::string> parameters;
  for (std::string_view parameter : split(path_and_query.substr(mark + 1), '&'))
    if (!parameter.empty() && parameter != "page=1") parameters.emplace_back(parameter);
  std::sort(parameters.begin(), parameters.end());
  return parameters.empty() ? file : file + "@" + join(parameters, "&");
}

std::string sample_page_name(std::size_t page) {
  return page == 1 ? "index.html" : "index_" + std::to_string(page) + ".html";
}

std::vector<SampleArticle> sample_news(const SampleSite& site, int year) {
  SampleRandom random(site.world().options.seed, site.source().source.id + " news");
  const std::string city = site.city_name();
  std::vector<std::string> counties;
  for (const Division* child : Divisions::get().children(site.source().source.division))
    if (child->current) counties.push_back(child->name);
  const auto fill = [&](std::string text, const std::string& county) {
    text = replace_all(std::move(text), "{市}", city);
    text = replace_all(std::move(text), "{区县}", county);
    return replace_all(std::move(text), "{年}", std::to_string(year));
  };
  std::vector<SampleArticle> news;
  for (const SampleArticle& pattern : sample_articles()) {
    if (pattern.column != "通知") continue;
    const std::string county = random.pick(counties);
    SampleArticle made{fill(pattern.title, county), std::to_string(year) + pattern.date.substr(4), pattern.column, {}};
    for (const std::string& paragraph : pattern.paragraphs) made.paragraphs.push_back(fill(paragraph, county));
    news.push_back(std::move(made));
  }
  std::sort(news.begin(), news.end(), [](const SampleArticle& a, const SampleArticle& b) { return a.date > b.date; });
  return news;
}

}  // namespace lawhub
