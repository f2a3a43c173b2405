// Files that survive a power cut, and locks that die with their owner.
#pragma once
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace lawhub {

/// The whole file. Throws std::system_error naming the path.
std::string read_file(const std::filesystem::path& path);
/// The file piece by piece: the function puts the next bytes at `to`, `most` at most, and says how many; 0 at the end.
/// Both throw std::system_error naming the path.
std::function<std::size_t(char* to, std::size_t most)> read_pieces(const std::filesystem::path& path);
/// Writes beside it, fsyncs, renames over it and fsyncs the folder: a reader sees the old file or the new one,
/// also after a power cut. Throws std::system_error; then the old file is still there.
void write_file_atomically(const std::filesystem::path& path, std::string_view bytes);
/// fsync of a file that another library wrote. Throws std::system_error.
void sync_file(const std::filesystem::path& path);
/// fsync of a folder, so that a rename or a new file in it survives a power cut.
void sync_folder(const std::filesystem::path& folder);

/// An advisory lock (flock) held until destroyed. Throws std::runtime_error when another process holds it.
class FileLock {
 public:
  explicit FileLock(const std::filesystem::path& path);
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

 private:
  int descriptor_;
};

/// A new empty folder under the system's temporary one, removed with its contents at the end.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace lawhub
