// Whose institution is it? A bureau or an association speaks for the institutions of its own division alone. For the
// registry's own sources.
#pragma once
#include <string_view>

#include "registry/record.h"
#include "registry/source.h"

namespace lawhub {

/// Name, type, identifiers and status: what makes an institution this one and tells whether it may practise.
bool is_identity(Field field);

/// Does the division lie in that of the source? Also when it is not known. Both as they are now: a bureau speaks for
/// the places that were merged into its own.
bool is_of_territory(const Source& source, std::string_view division);

}  // namespace lawhub
