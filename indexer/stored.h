// The data of a document: JSON of what is shown; a page's text follows behind its first line break.
#pragma once
#include <string>

#include "indexer/document.h"

namespace lawhub {

/// stored_institution(to_data(s)) == s, and alike for pages. Malformed UTF-8 becomes U+FFFD.
std::string to_data(const StoredInstitution& s);
std::string to_data(const StoredPage& s);

}  // namespace lawhub
