// The page of identity questions. Pure; for questions.cpp.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "registry/decisions.h"
#include "search/html.h"

namespace lawhub {

/// One of the two institutions of a question, with what is listed of it.
struct QuestionSide {
  Institution institution;
  std::vector<Observation> listings;
};

struct AskedPair {
  Question question;
  QuestionSide a, b;
};

std::string questions_page(const Site& site, const Session& session, const std::vector<AskedPair>& pairs,
                           std::size_t total, std::size_t page_number, std::size_t per_page,
                           const std::vector<Decision>& latest, const std::map<std::string, Source>& sources);

}  // namespace lawhub
