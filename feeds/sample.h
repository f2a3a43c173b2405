// A province made up: institutions as its bureaus, associations and offices would publish them, as static files of some
// fifty web sites. Everything is invented but the divisions and the names of public bodies; same options, same bytes.
//
// The folder holds sources.xml (the hub's sources, feeds/sources_file.h), sites.tsv (columns site, port, html_type: the
// Content-Type sent with its pages, title), truth.jsonl (one line an institution: id, type, name, division, uscc,
// phone, position (WGS-84) when anybody knows it, listings; each listing has source, key (record id of a feed, empty on
// pages), name, phone, url) and the files of the sites, sites/SITE/…
//
// A query belongs to the file name, its parameters sorted by name: "list.asp?id=3&page=2" is "list.asp@id=3&page=2";
// "page=1" is the file without it; "/" is index.html or index.asp. Rows of HTML lists stand between <!--list--> and
// <!--/list-->. The makes of the sites, with their URLs and markup, are in docs/sample-province.md.
#pragma once
#include <cstdint>
#include <filesystem>

namespace lawhub {

struct SampleOptions {
  std::size_t institutions = 2000;  ///< from 150; at most what the division tables hold (75,000 and a few)
  std::uint64_t seed = 1;
  int first_port = 18100;  ///< site i is at first_port + i
};

struct SampleCounts {
  std::size_t institutions = 0, listings = 0, sites = 0, files = 0;
};

/// Writes the province into `folder`, which must not exist or be empty. Throws std::runtime_error when the options
/// cannot be met, std::system_error when the folder cannot be written.
SampleCounts write_sample(const SampleOptions& options, const std::filesystem::path& folder);

}  // namespace lawhub
