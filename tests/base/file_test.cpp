#include "base/file.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <system_error>

namespace lawhub {

namespace fs = std::filesystem;

TEST_CASE("write_file_atomically: replaces, leaves nothing beside") {
  const TemporaryFolder folder;
  const fs::path file = folder.path() / "a";
  write_file_atomically(file, "one");
  write_file_atomically(file, std::string("two\0three", 9));
  CHECK(read_file(file) == std::string("two\0three", 9));
  CHECK(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()) == 1);
}

TEST_CASE("write_file_atomically: when it fails the old content is there") {
  const TemporaryFolder folder;
  const fs::path taken = folder.path() / "a";
  fs::create_directory(taken);
  std::ofstream(taken / "inside") << "kept";
  CHECK_THROWS_AS(write_file_atomically(taken, "new"), std::system_error);
  CHECK(read_file(taken / "inside") == "kept");
  CHECK_THROWS_AS(write_file_atomically(folder.path() / "no" / "b", "new"), std::system_error);
  CHECK(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()) == 1);
}

TEST_CASE("read_file: an error names the path") {
  CHECK_THROWS_WITH(read_file("/no/such/file"), Catch::Contains("/no/such/file"));
}

TEST_CASE("FileLock: one holder, free again when it ends") {
  const TemporaryFolder folder;
  {
    const FileLock held(folder.path() / "lock");
    CHECK_THROWS_AS(FileLock(folder.path() / "lock"), std::runtime_error);
  }
  CHECK_NOTHROW(FileLock(folder.path() / "lock"));
}

TEST_CASE("TemporaryFolder: gone with its contents") {
  fs::path path;
  {
    const TemporaryFolder folder;
    path = folder.path();
    fs::create_directories(path / "a" / "b");
    CHECK(fs::exists(path));
  }
  CHECK_FALSE(fs::exists(path));
}

}  // namespace lawhub
