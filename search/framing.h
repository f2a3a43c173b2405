// From the bytes of a connection to whole requests, within limits (RFC 9112). Everything that two readers of HTTP could
// read differently is refused here, before the HTTP library sees a byte: the library accepts bodies of unknown length,
// two lengths, bodies of GET, compressed bodies, header values that decode to line breaks, and many ranges.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace lawhub {

struct RequestLimits {
  std::size_t target_bytes = 4'096;   ///< past it 414; a question of 600 bytes takes 1,800 when percent-encoded
  std::size_t header_bytes = 16'384;  ///< request line and header lines together; past it 431
  std::size_t header_lines = 64;      ///< past it 431
  std::size_t body_bytes = 65'536;    ///< past it 413; forms and orders are small
  std::size_t file_bytes = 17 << 20;  ///< the same where takes_file(): a delivery of 16 MiB and the form around it
};

struct Frame {
  enum class State { partial, whole, refused } state = State::partial;
  std::size_t length = 0;  ///< whole: how many bytes of the connection it took; partial: will take, 0 while unknown
  bool keep_alive = true;  ///< whole: may another request follow?
  /// whole: the request as the library is to see it, with only those headers that the hub reads. Range is not among
  /// them: answers are small and made for each question, and RFC 9110 §14.2 allows to ignore it.
  std::string text;
  int status = 0;           ///< refused: 400, 405, 411, 413, 414, 415, 431 or 505
  std::string_view reason;  ///< refused: one Chinese sentence
};

/// Is the target one that files are posted to?
bool takes_file(std::string_view target);

/// Reads the request at the front of `bytes`. Pure. A refusal comes as early as the bytes allow, so that a flood is
/// never collected first.
Frame frame_request(std::string_view bytes, const RequestLimits& limits);

}  // namespace lawhub
