#include "base/file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <system_error>

namespace lawhub {
namespace {

[[noreturn]] void fail(const std::string& what, const std::filesystem::path& path) {
  throw std::system_error(errno, std::generic_category(), what + " " + path.string());
}

/// An open file, closed at the end.
class Descriptor {
 public:
  Descriptor(const std::filesystem::path& path, int flags) : number_(::open(path.c_str(), flags | O_CLOEXEC, 0644)) {
    if (number_ < 0) fail("cannot open", path);
  }
  ~Descriptor() { ::close(number_); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

void write_all(const Descriptor& file, std::string_view bytes, const std::filesystem::path& path) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file.number(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("cannot write", path);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::fsync(file.number()) != 0) fail("cannot sync", path);
}

}  // namespace

std::function<std::size_t(char* to, std::size_t most)> read_pieces(const std::filesystem::path& path) {
  return [path, file = std::make_shared<const Descriptor>(path, O_RDONLY)](char* to, std::size_t most) {
    ssize_t count = -1;
    do {
      count = ::read(file->number(), to, most);
    } while (count < 0 && errno == EINTR);
    if (count < 0) fail("cannot read", path);
    return static_cast<std::size_t>(count);
  };
}

std::string read_file(const std::filesystem::path& path) {
  const auto pieces = read_pieces(path);
  std::string out;
  std::array<char, 65536> buffer{};
  while (const std::size_t count = pieces(buffer.data(), buffer.size())) out.append(buffer.data(), count);
  return out;
}

void write_file_atomically(const std::filesystem::path& path, std::string_view bytes) {
  // the process id keeps two writers from sharing one half-written file
  const std::filesystem::path beside = path.string() + ".new-" + std::to_string(::getpid());
  try {
    write_all(Descriptor(beside, O_WRONLY | O_CREAT | O_TRUNC), bytes, beside);
    if (::rename(beside.c_str(), path.c_str()) != 0) fail("cannot rename to", path);
  } catch (...) {
    ::unlink(beside.c_str());
    throw;
  }
  sync_folder(path.has_parent_path() ? path.parent_path() : ".");
}

void sync_file(const std::filesystem::path& path) {
  const Descriptor opened(path, O_RDONLY);
  if (::fsync(opened.number()) != 0) fail("cannot sync", path);
}

void sync_folder(const std::filesystem::path& folder) {
  const Descriptor opened(folder, O_RDONLY | O_DIRECTORY);
  if (::fsync(opened.number()) != 0) fail("cannot sync", folder);
}

FileLock::FileLock(const std::filesystem::path& path)
    : descriptor_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644)) {
  if (descriptor_ < 0) fail("cannot open", path);
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return;
  const bool taken = errno == EWOULDBLOCK;
  const std::error_code error(errno, std::generic_category());
  ::close(descriptor_);
  if (taken) throw std::runtime_error("another process holds " + path.string());
  throw std::system_error(error, "cannot lock " + path.string());
}

FileLock::~FileLock() { ::close(descriptor_); }

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "lawhub-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) fail("cannot make", name);
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace lawhub
