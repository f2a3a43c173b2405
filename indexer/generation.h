// Complete indexes on disk, one folder each (gen-000001, gen-000002 …), and the small file `current` that names the
// one that answers. Replacing that file is the switch: atomic, durable, the same for rollback.
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lawhub {

struct GenerationInfo {
  std::string name;         ///< "gen-000003"
  std::string fingerprint;  ///< analysis_fingerprint() of the program that built it
  std::string created;      ///< ISO instant
  std::size_t institutions = 0, pages = 0;
  std::int64_t institution_sequence = 0, page_sequence = 0;  ///< last steps of the change logs in it
};

/// The folder of the generations. Throws std::system_error or std::runtime_error when the disk refuses.
class Generations {
 public:
  explicit Generations(std::filesystem::path folder);

  /// Oldest first; a folder that is being built is none of them.
  std::vector<std::string> all() const;
  /// The one that answers; nothing when none was built or the pointer names none.
  std::optional<std::string> current() const;
  std::filesystem::path path_of(std::string_view name) const { return folder_ / name; }
  /// Throws std::runtime_error when it cannot be opened.
  GenerationInfo describe(std::string_view name) const;

  /// An empty folder to build in; what an earlier build left there is removed.
  std::filesystem::path begin() const;
  /// Makes the folder that was built a generation, durable, and answers its name. It does not answer questions yet.
  std::string adopt() const;
  /// From now on `name` answers.
  void switch_to(std::string_view name) const;
  /// Removes all but the newest `keep` and the current one.
  void prune(std::size_t keep) const;

 private:
  std::filesystem::path folder_;
};

/// 3 of "gen-000003"; 0 for anything else.
std::int64_t generation_number(std::string_view name);

/// What opened databases of a generation say of themselves.
GenerationInfo describe_generation(const std::filesystem::path& path);

}  // namespace lawhub
