// Compares a running hub with the truth of its sample province, through the hub's public API.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace lawhub {

struct HubCheck {
  std::size_t truth = 0;             ///< institutions of truth.jsonl
  std::size_t first = 0;             ///< of them, at rank 1 for their exact name (or tied by equal names)
  std::size_t shown = 0;             ///< institutions in the hub's own feed
  std::vector<std::string> missing;  ///< not at rank 1, each with what stood there
  std::vector<std::string> merged;   ///< institutions of different truth that the hub holds for one

  /// The number shown is within 3 % of the truth.
  bool count_holds() const { return shown * 100 >= truth * 97 && shown * 100 <= truth * 103; }
  bool passed() const { return missing.empty() && merged.empty() && count_holds(); }
};

/// Asks GET /api/v1/search, /api/v1/institutions/{id} and /feeds/institutions.xml of the hub at `url`, with `threads`
/// connections. Throws std::runtime_error when the hub does not answer, or answers something else.
HubCheck check_hub(const std::filesystem::path& sample, const std::string& url, int threads);

}  // namespace lawhub
