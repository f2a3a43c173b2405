// What lawhub-feeds can do with keys: a publisher's for signing, a hub's for believing and being pinged.
#pragma once
#include <vector>

#include "base/program.h"

namespace lawhub {

/// keygen, sign, verify, revoke, ping-secret.
std::vector<Verb> key_verbs();

}  // namespace lawhub
