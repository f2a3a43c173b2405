// Bad data is a value: where, what, how bad, how to mend it.
#pragma once
#include <string>
#include <vector>

namespace lawhub {

enum class Severity { note, warning, error };

struct Finding {
  Severity severity = Severity::warning;
  std::string rule;   ///< stable code, lower-case words with dashes: "uscc-check-digit"
  std::string place;  ///< record id, URL or file
  int line = 0;       ///< 1-based; 0 when there is none
  int column = 0;
  std::string message;  ///< one plain Chinese sentence
  std::string mend;     ///< what the publisher should do, in Chinese
};

using Report = std::vector<Finding>;

}  // namespace lawhub
