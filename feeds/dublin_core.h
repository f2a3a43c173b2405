// A record as simple Dublin Core. Included by sources only.
#pragma once
#include <pugixml.hpp>
#include <string>

#include "feeds/publisher.h"
#include "registry/record.h"

namespace lawhub {

/// <oai_dc:dc> as a child of `parent`.
void write_dublin_core(pugi::xml_node parent, const Publisher& publisher, const std::string& id, const Record& record);

}  // namespace lawhub
