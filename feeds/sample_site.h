// One site of a sample province while it is written: its files, and what they say of whom. The functions below write
// one make of site each; sample.h describes what they write.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "feeds/sample_sources.h"
#include "feeds/sample_spelling.h"
#include "feeds/sample_words.h"

namespace lawhub {

/// What a source says of an institution, for the truth file.
struct SampleMention {
  const SampleSource* source = nullptr;
  std::string key, name, phone, url;
};

/// What all sites have in common while they are written.
struct SampleWorld {
  SampleOptions options;
  std::vector<SampleInstitution> institutions;
  std::vector<SampleSource> sources;
  std::vector<std::vector<SampleMention>> mentions;  ///< by institution
};

/// A list of a portal: the institutions of some types, by county.
struct SampleColumn {
  std::string slug;   ///< lvshi
  std::string label;  ///< 律师事务所
  std::vector<std::size_t> members;
};

class SampleSite {
 public:
  /// Writes below folder/sites/ID.
  SampleSite(const std::filesystem::path& folder, const SampleSource& source, SampleWorld& world);

  const SampleSource& source() const { return source_; }
  const SampleWorld& world() const { return world_; }
  const SampleInstitution& institution(std::size_t i) const { return world_.institutions[i]; }
  std::string url(std::string_view path) const { return root_ + std::string(path); }
  /// The address of an institution's own site; empty when it has none.
  std::string website_of(std::size_t i) const;
  std::string city_name() const;

  /// The lists of the site, empty ones left out.
  std::vector<SampleColumn> columns() const;
  /// What the source says of institution i, and notes it for the truth file as found at `path`.
  SampleListing listing(std::size_t i, std::string_view path);
  /// Writes a page (UTF-8) at a path with query ("/list.asp?id=1&page=2") in the site's charset. The file's time is
  /// `date`, so that a server's Last-Modified does not depend on when the sample was made.
  void put(std::string_view path, std::string_view utf8, const std::string& date);
  /// The same for a file that is UTF-8 whatever the pages are.
  void put_utf8(std::string_view path, std::string_view utf8, const std::string& date);
  std::size_t files() const { return files_; }

 private:
  void write(std::string_view path, std::string_view bytes, const std::string& date);

  std::filesystem::path folder_;
  const SampleSource& source_;
  SampleWorld& world_;
  std::string root_;  ///< "http://127.0.0.1:18100"
  std::size_t files_ = 0;
};

/// The file a path with query is kept in, by the rule in sample.h: "/list.asp?id=3&page=2" → "list.asp@id=3&page=2",
/// "/" → "index.html" (`index`).
std::string sample_file_name(std::string_view path_and_query, std::string_view index = "index.html");

/// "index.html", "index_2.html" …
std::string sample_page_name(std::size_t page);

/// News of a place, made from the patterns of sample_articles.txt; newest first.
std::vector<SampleArticle> sample_news(const SampleSite& site, int year);

void write_asp_site(SampleSite& site);
void write_jpage_site(SampleSite& site);
void write_portal_site(SampleSite& site);
void write_table_site(SampleSite& site);
void write_article_site(SampleSite& site);
void write_own_site(SampleSite& site);
void write_feed_site(SampleSite& site);

}  // namespace lawhub
