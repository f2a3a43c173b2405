// The parameters of GET /api/v1/search and of the result page: one reading for both.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "base/coordinate.h"
#include "registry/institution_type.h"

namespace lawhub {

/// Caps, tested before anything is parsed (MEASURED: a 1 MB query costs 46 s).
inline constexpr std::size_t kMaxQueryBytes = 600;
inline constexpr int kMaxPage = 100;
inline constexpr int kMaxSize = 50;

struct Parameters {
  std::string q;
  std::vector<InstitutionType> types;  ///< type=NOT,LFM
  std::string division;                ///< code; the present one when a historic code was asked
  std::string service, matter;         ///< codes of the vocabulary
  std::optional<Point> near;           ///< WGS-84
  std::optional<int> radius_m;         ///< 1..200,000; needs near
  bool open_now = false;
  enum class Kind { any, institution, page } kind = Kind::any;
  enum class Sort { relevance, distance, date } sort = Sort::relevance;
  int page = 1;
  int size = 10;
};

/// What answers 400: {"error":{"code","message","parameter","position"}}.
struct ParameterError {
  std::string code;     ///< unknown-parameter, repeated-parameter, bad-value, too-long, missing-parameter
  std::string message;  ///< Chinese
  std::string parameter;
  int position = 0;  ///< byte inside the value
};

/// Name-value pairs as decoded from the URL, in order. Nothing unknown is silently ignored; empty values are as absent.
tl::expected<Parameters, ParameterError> read_parameters(const std::vector<std::pair<std::string, std::string>>& pairs);

/// The canonical query string of these parameters (no leading "?"), for links of facets and pages; defaults are left
/// out.
std::string to_query(const Parameters& p);

}  // namespace lawhub
