// docs/index-schema.md says what indexer/schema.h says.
#include <catch2/catch.hpp>

#include "base/file.h"
#include "generated/test_paths.h"
#include "indexer/schema.h"

namespace prefix = lawhub::prefix;
namespace slot = lawhub::slot;
namespace meta = lawhub::meta;

TEST_CASE("the page on the index schema knows every prefix, slot and key") {
  const std::string page = lawhub::read_file(SOURCE_DIR "/docs/index-schema.md");
  const auto has = [&](const std::string& text) { return page.find(text) != std::string::npos; };
  for (char c : {prefix::kId, prefix::kName, prefix::kGram, prefix::kTail, prefix::kConcept, prefix::kWithout}) {
    INFO(c);
    CHECK(has(std::string("| `") + c + "` |"));
  }
  CHECK(has("| " + std::to_string(slot::kFacts) + " `kFacts` |"));
  CHECK(has("| " + std::to_string(slot::kHours) + " `kHours` |"));
  CHECK(has("| " + std::to_string(slot::kNames) + " `kNames` |"));
  for (const char* key : {meta::kFingerprint, meta::kCreated, meta::kSequence, meta::kCommit, meta::kChange}) {
    INFO(key);
    CHECK(has(std::string("| `") + key));
  }
}
