// Bytes from the web to UTF-8, by the order of the WHATWG Encoding Standard with the dialect of Chinese sites.
#pragma once
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace lawhub {

struct Decoded {
  std::string utf8;          ///< always valid UTF-8, without a byte order mark
  std::string encoding;      ///< the encoding used: "utf-8", "gb18030", "big5", "utf-16le", …
  std::string decided_by;    ///< "bom", "http", "meta", "xml", "statistics" or "default"
  bool overruled = false;    ///< something else was declared
  std::size_t replaced = 0;  ///< how many malformed sequences became U+FFFD
};

/// Decodes a page or a feed. Order: byte order mark, `http_charset` (the charset parameter of Content-Type, may be
/// empty; Latin 1 there says nothing, it is what unconfigured servers send), XML declaration or <meta> in the first
/// 1,024 bytes, statistics (uchardet), GB18030. Whatever is declared gb2312, gbk or x-gbk is GB18030. A declaration
/// that the bytes contradict (declared GB18030 but valid UTF-8 with Han, or declared UTF-8 but broken as UTF-8 and
/// clean as GB18030) is overruled. Never fails.
Decoded decode(std::string_view bytes, std::string_view http_charset);

/// A text that comes piece by piece and may be larger than memory. Not for use by two threads at once.
class TextStream {
 public:
  /// Puts the next bytes at `to`, `most` of them at most, and says how many; 0 at the end.
  using Bytes = std::function<std::size_t(char* to, std::size_t most)>;

  /// The encoding is decided as decode() does, by the first mebibyte. Reads that much.
  explicit TextStream(Bytes bytes, std::string_view http_charset = {});
  ~TextStream();
  TextStream(const TextStream&) = delete;
  TextStream& operator=(const TextStream&) = delete;

  /// Appends the next piece, valid UTF-8 without a byte order mark, to `text`; false when there is none.
  bool more(std::string& text);
  /// The text ended before bytes that its encoding does not have.
  bool malformed() const;
  const std::string& encoding() const;    ///< as in Decoded
  const std::string& decided_by() const;  ///< as in Decoded
  bool overruled() const;                 ///< as in Decoded

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};
/// The bytes of a text that is in memory; they must outlive the stream.
TextStream::Bytes bytes_of(std::string_view text);

/// The charset parameter of a Content-Type; empty when there is none.
std::string charset_of(std::string_view content_type);

/// The canonical lower-case name of an encoding label (WHATWG table, GB family mapped to gb18030); empty when unknown.
std::string encoding_of_label(std::string_view label);

/// UTF-8 to another encoding ("gb18030", "utf-16le", …); what cannot be expressed becomes '?'. For writers and tests.
std::string encode(std::string_view utf8, std::string_view encoding);

}  // namespace lawhub
