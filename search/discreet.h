// Questions that nobody else should read in a browser's history: violence at home, debts, crimes (data/sensitive.tsv).
// Their pages stand under an address that says the words in base64url (RFC 4648 §5): no secret, but nothing that one
// reads over a shoulder, and still an address that can be kept.
#pragma once
#include <string>

#include "search/answer.h"
#include "search/http.h"
#include "search/parameters.h"

namespace lawhub {

/// Was such a matter understood?
bool is_sensitive(const Understood& understood);

/// to_query() with the words as k=… instead of q=….
std::string discreet_query(const Parameters& p);

/// Puts the words of a k=… back as q; anything that is no such text stays and is refused as an unknown parameter.
NamedValues read_discreet(NamedValues query);

}  // namespace lawhub
