// Why was it taken, or not: the crawler's own judgements about a file or a URL, as JSON, without any store or network.
#pragma once
#include "base/program.h"

namespace lawhub {

/// `check robots --agent A --url U FILE`, `check url --base B INPUT`, `check charset --header H FILE`,
/// `check page --url U FILE`. The same code runs in the crawl.
Verb check_verb();

}  // namespace lawhub
