// The pages of what people need: legal matters and services of the vocabulary, each with who helps (free first), what
// it costs and what to bring.
#pragma once
#include "search/service.h"

namespace lawhub {

/// All of them, by domain.
Response show_matters(const Call& call);
/// 404 for codes that are no matter, or no service.
Response show_matter(const Call& call);
Response show_service(const Call& call);

}  // namespace lawhub
