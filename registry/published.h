// An institution as it may be shown to everybody and handed on to other hubs.
#pragma once
#include <string_view>

#include "registry/institution.h"
#include "registry/relations.h"

namespace lawhub {

/// Without the penalties that may not be shown on that day (ISO date) any more, and without losing values of penalties.
Institution published(Institution institution, std::string_view day);

/// The published record as a feed says it: relations name public ids where they are known, and the metadata tell who
/// asserted and confirmed each field when ("*": what most fields have in common).
Record record_for_feed(const Institution& institution, const Relations& relations, std::string_view day);

}  // namespace lawhub
