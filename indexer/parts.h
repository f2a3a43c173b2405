// A database made in parts, a thread each, and put together: of a full build, writing is most of the work.
#pragma once
#include <xapian.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

namespace lawhub {

/// For one thread. add() and join() throw what a part met (Xapian::Error, std::runtime_error); then nothing is left of
/// the parts but their folder.
class Parts {
 public:
  /// The parts stand in a folder beside `path` until join().
  explicit Parts(std::filesystem::path path);
  ~Parts();
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;

  /// Adds the document that `make` answers, in the thread of a part; each part gets every n-th, so that the same
  /// records make the same database. Waits while much is to be done.
  void add(std::function<Xapian::Document()> make);
  /// Puts all parts together as a compact database at `path`, documents counted from 1.
  void join();

 private:
  class Part;
  std::filesystem::path path_, folder_;
  std::vector<std::unique_ptr<Part>> parts_;
  std::size_t next_ = 0;
};

}  // namespace lawhub
