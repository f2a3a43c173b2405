// Pages whose content stands at another address now: a site that moved, copies that name their original.
#pragma once
#include <map>
#include <set>
#include <string>

#include "registry/pages.h"

namespace lawhub {

/// Of the addresses of a source that are gone, where their content stands now: at the page of the same title and date
/// whose text is the same, or, under a long title and a date, at the only one of them.
std::map<std::string, std::string> moved_pages(const Pages& pages, std::string_view source,
                                               const std::set<std::string>& gone);

/// Takes out of the index what stands elsewhere, once the other page is there: at its new address it is found without
/// a gap, and never twice. A page that only says so (rel=canonical) is believed when both have the same title.
void settle_moves(Pages& pages, std::string_view source);

}  // namespace lawhub
