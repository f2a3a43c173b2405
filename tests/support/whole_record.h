// A law firm of which everything is said that can be said.
#pragma once
#include "registry/record.h"

namespace lawhub {

/// Valid in the feed; every member of every struct of a Record says something, but for subtype, which law firms lack.
Record whole_record();

}  // namespace lawhub
