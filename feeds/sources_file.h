// The sources file of a hub: `<sources><source id="…" name="…" kind="site" standing="supervising" division="370400"
// url="…" recipe="…" crs="…" allow="127.0.0.1" delay_ms="2000" …/></sources>`; attributes are the fields of Source.
// A feed that is signed names its keys inside: `<key id="2026-a" public="base64" valid_from="2026-01-01"
// valid_to="…"/>`.
#pragma once
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "registry/source.h"

namespace lawhub {

/// What an attribute of a source says cannot be.
struct SourceFault : std::runtime_error {
  SourceFault(std::string name, const std::string& what) : std::runtime_error(what), attribute(std::move(name)) {}
  std::string attribute;
};
using SourceAttributes = std::vector<std::pair<std::string, std::string>>;
/// The source of these attributes, without keys. Throws SourceFault.
Source source_of(const SourceAttributes& attributes);
/// The attributes that write_sources() gives it.
SourceAttributes attributes_of(const Source& source);

/// Throws std::runtime_error that names the line on a bad attribute, code, URL or a repeated id.
std::vector<Source> read_sources(std::string_view xml);
std::string write_sources(const std::vector<Source>& sources);

}  // namespace lawhub
