// Forms with files: multipart/form-data (RFC 7578, RFC 2046 §5.1).
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "search/http.h"

namespace lawhub {

struct FormFile {
  std::string field;       ///< name of the input
  std::string name;        ///< as the sender's computer calls the file, without folders; may be empty
  std::string_view bytes;  ///< of the body it was read from
};

struct MultipartForm {
  NamedValues fields;
  std::vector<FormFile> files;
};

/// Nothing when `content_type` is no multipart/form-data, or the body is not whole: it must end with the closing
/// boundary. At most 32 parts.
std::optional<MultipartForm> parse_multipart(std::string_view content_type, std::string_view body);

}  // namespace lawhub
