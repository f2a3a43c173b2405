// From a question to an answer, in process: understand → retrieve → rank → answer over the present generation.
#pragma once
#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "search/answer.h"
#include "search/parameters.h"
#include "search/responsible.h"

namespace lawhub {

/// Safe from any thread. Follows the generation pointer and incremental commits by itself (looks at most every 200 ms);
/// a question is answered from one state, never from half of two.
class Engine {
 public:
  /// `index` is the folder of the generations. There may be none yet: then ready() is false and answers are empty.
  Engine(std::filesystem::path index, const Clock& clock);
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  bool ready() const;
  Answer search(const Parameters& p) const;
  /// Who is in charge of a place; nothing when it is not known, or there is no index yet.
  std::optional<Responsible> responsible(const PlaceAsked& asked) const;
  std::vector<Suggestion> suggest(std::string_view typed, std::size_t limit) const;
  /// Counters for /metrics and the division pages.
  struct Size {
    std::string generation;
    std::size_t institutions = 0, pages = 0;
    std::int64_t institution_sequence = 0, page_sequence = 0;  ///< last steps of the change logs in it
  };
  Size size() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lawhub
