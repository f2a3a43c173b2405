// The pages of source_desk.h, and a source as the fields of a form. Pure.
#pragma once
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "registry/source_changes.h"
#include "search/html.h"
#include "search/http.h"

namespace lawhub {

/// Every field of the form with what stands in it; keys one a line.
NamedValues fields_of(const Source& source);
/// The source that a form describes; else what is wrong, Chinese.
tl::expected<Source, std::string> source_of_form(const NamedValues& form);

std::string source_desk_page(const Site& site, const Session& session, const std::vector<SourceStatus>& sources,
                             const std::vector<SourceChange>& changes);
/// `problem` is Chinese; empty when there is none.
std::string source_form_page(const Site& site, const Session& session, const NamedValues& fields, bool known,
                             std::string_view problem);
/// What would change field by field; `present` is nothing when the source is not there.
std::string source_change_page(const Site& site, const Session& session, const SourceChange& change,
                               const std::optional<Source>& present, const Source& wanted);

}  // namespace lawhub
