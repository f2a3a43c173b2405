// Who publishes in a sample province, and whom each of them lists.
#pragma once
#include <string>
#include <vector>

#include "feeds/sample_institutions.h"
#include "registry/source.h"

namespace lawhub {

/// The make of a site; sample.h describes each.
enum class SampleShape { feed, asp, jpage, portal, tables, articles, own_site };

struct SampleSource {
  Source source;  ///< also its site's id
  SampleShape shape = SampleShape::feed;
  int year = 2025;                                    ///< its lists are of that year; older ones have older facts
  std::string charset = "utf-8";                      ///< of the bytes of its pages
  std::string html_type = "text/html;charset=UTF-8";  ///< Content-Type sent with them
  std::vector<std::size_t> lists;                     ///< indices of the institutions, ascending
};

/// The sources in the order of their ports; those that would list nobody are left out. Every institution is listed by
/// at least one.
std::vector<SampleSource> plan_sources(const SampleOptions& options, const std::vector<SampleInstitution>& all);

}  // namespace lawhub
