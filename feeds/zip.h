// Zip archives in memory, as far as spreadsheets need them.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace lawhub {

/// Reads single files out of an archive. At most kZipFiles files, and kZipBytes of content are unpacked in all,
/// whatever the archive claims of itself. `bytes` must outlive it.
class ZipReader {
 public:
  static constexpr std::size_t kZipFiles = 1000;
  static constexpr std::size_t kZipBytes = std::size_t{128} << 20;

  static Result<ZipReader> open(std::string_view bytes);
  ~ZipReader();
  ZipReader(ZipReader&& other) noexcept;
  ZipReader& operator=(ZipReader&& other) noexcept;

  /// Nothing when there is no file of that name; a Problem when it is damaged, encrypted or too large.
  Result<std::optional<std::string>> read(const std::string& name);

 private:
  struct Impl;
  explicit ZipReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// An archive of these files (name, content), deflated; same files, same bytes.
std::string write_zip(const std::vector<std::pair<std::string, std::string>>& files);

}  // namespace lawhub
