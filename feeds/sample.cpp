#include "feeds/sample.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <system_error>

#include "feeds/sample_site.h"
#include "feeds/sources_file.h"

namespace lawhub {
namespace {

void write_text(const std::filesystem::path& file, const std::string& text) {
  std::ofstream out(file, std::ios::binary);
  out << text;
  out.close();
  if (!out) throw std::system_error(errno, std::generic_category(), file.string());
}

void write_site(SampleSite& site) {
  switch (site.source().shape) {
    case SampleShape::feed:
      return write_feed_site(site);
    case SampleShape::asp:
      return write_asp_site(site);
    case SampleShape::jpage:
      return write_jpage_site(site);
    case SampleShape::portal:
      return write_portal_site(site);
    case SampleShape::tables:
      return write_table_site(site);
    case SampleShape::articles:
      return write_article_site(site);
    case SampleShape::own_site:
      return write_own_site(site);
  }
}

void write_site_table(const SampleWorld& world, const std::filesystem::path& folder) {
  std::string table = "site\tport\thtml_type\ttitle\n";
  int port = world.options.first_port;
  for (const SampleSource& s : world.sources)
    table += s.source.id + "\t" + std::to_string(port++) + "\t" + s.html_type + "\t" + s.source.name + "\n";
  write_text(folder / "sites.tsv", table);
}

void write_source_file(const SampleWorld& world, const std::filesystem::path& folder) {
  std::vector<Source> sources;
  for (const SampleSource& s : world.sources) sources.push_back(s.source);
  write_text(folder / "sources.xml", write_sources(sources));
}

std::size_t write_truth(const SampleWorld& world, const std::filesystem::path& folder) {
  std::ofstream out(folder / "truth.jsonl", std::ios::binary);
  std::size_t listings = 0;
  for (std::size_t i = 0; i < world.institutions.size(); ++i) {
    const SampleInstitution& it = world.institutions[i];
    nlohmann::ordered_json line = {{"id", it.id},
                                   {"type", code_of(it.type)},
                                   {"name", it.name},
                                   {"division", it.division},
                                   {"uscc", it.uscc},
                                   {"phone", it.phone},
                                   {"listings", nlohmann::ordered_json::array()}};
    if (it.located) line["position"] = {{"longitude", it.point.longitude}, {"latitude", it.point.latitude}};
    for (const SampleMention& m : world.mentions[i])
      line["listings"].push_back(
          {{"source", m.source->source.id}, {"key", m.key}, {"name", m.name}, {"phone", m.phone}, {"url", m.url}});
    listings += world.mentions[i].size();
    out << line.dump() << "\n";
  }
  out.close();
  if (!out) throw std::system_error(errno, std::generic_category(), (folder / "truth.jsonl").string());
  return listings;
}

}  // namespace

SampleCounts write_sample(const SampleOptions& options, const std::filesystem::path& folder) {
  if (std::filesystem::exists(folder) && !std::filesystem::is_empty(folder))
    throw std::runtime_error("sample: " + folder.string() + " is not empty");
  std::filesystem::create_directories(folder);
  SampleWorld world;
  world.options = options;
  world.institutions = make_institutions(options);
  world.sources = plan_sources(options, world.institutions);
  world.mentions.resize(world.institutions.size());
  SampleCounts counts;
  for (const SampleSource& source : world.sources) {
    SampleSite site(folder, source, world);
    write_site(site);
    counts.files += site.files();
  }
  write_site_table(world, folder);
  write_source_file(world, folder);
  counts.institutions = world.institutions.size();
  counts.sites = world.sources.size();
  counts.listings = write_truth(world, folder);
  return counts;
}

}  // namespace lawhub
