// What a function answers when it may not be able to do its work.
#pragma once
#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace lawhub {

/// Why something could not be done. `code` is for programs (lower-case words with dashes, stable),
/// `message` is one plain Chinese sentence for a person.
struct Problem {
  std::string code;
  std::string message;
};

/// A value, or the problem that kept it from being made. For data that may be bad; a broken environment
/// (disk, corrupt store, bad configuration) is an exception instead.
template <class T>
using Result = tl::expected<T, Problem>;

inline tl::unexpected<Problem> problem(std::string code, std::string message) {
  return tl::unexpected<Problem>({std::move(code), std::move(message)});
}

}  // namespace lawhub
