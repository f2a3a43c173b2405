// Is a document valid by a schema? (libxml2)
#pragma once
#include <string>
#include <string_view>

#include "generated/test_paths.h"

namespace lawhub {

/// Of the feed that bureaus publish.
inline const std::string kInstitutionsXsd = SOURCE_DIR "/feeds/institutions.xsd";

/// What an XML Schema file says against a document; empty when it is valid. Schemas it imports lie beside it.
std::string schema_faults(std::string_view xml, const std::string& xsd_file);
/// The same by a RELAX NG schema in XML syntax.
std::string relaxng_faults(std::string_view xml, const std::string& rng_file);

}  // namespace lawhub
