// The pages of handing in a list.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/difference.h"
#include "registry/report.h"
#include "registry/upload.h"
#include "search/html.h"

namespace lawhub {

/// An upload with what it would do.
struct UploadView {
  Upload upload;
  Source source;
  std::optional<Job> job;   ///< that takes it in
  std::string problem;      ///< Chinese; why nothing of it can be used; empty when something can
  Report report;            ///< what is wrong in it
  Difference difference{};  ///< against what the source says now
  bool complete = true;     ///< false: what is missing in it does not count as gone
  std::string held;         ///< Chinese; why it would wait for a second look; empty when it would not
  bool applicable = false;  ///< it can be taken in
};

std::string upload_form_page(const Site& site, const Session& session, const Source& source,
                             const std::vector<Upload>& uploads, std::string_view message);
std::string upload_page(const Site& site, const Session& session, const UploadView& upload);

}  // namespace lawhub
