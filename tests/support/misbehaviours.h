// What servers do wrong, and what the crawler makes of it.
#pragma once
#include <string>
#include <vector>

#include "crawler/fetcher.h"
#include "tests/support/certificates.h"
#include "tests/support/nasty_server.h"

namespace lawhub {

struct Misbehaviour {
  std::string name;
  FetchOutcome outcome;
  std::string reason;  ///< a part of it
  std::function<void(Wire&)> act;
  std::string scheme = "http";
};

/// In when the answer comes; they cost the time that is allowed.
std::vector<Misbehaviour> misbehaviours_of_time();
/// In how the answer is framed and how much of it there is.
std::vector<Misbehaviour> misbehaviours_of_transfer();
/// In what is answered.
std::vector<Misbehaviour> misbehaviours_of_content();
std::vector<Misbehaviour> misbehaviours_of_tls(const Certificates& certificates);

/// "HTTP/1.1 200 OK", a type of HTML and `headers`, each with its line end.
std::string head_of(const std::string& headers = {});

}  // namespace lawhub
