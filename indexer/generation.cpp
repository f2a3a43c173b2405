#include "indexer/generation.h"

#include <xapian.h>

#include <algorithm>
#include <cstdio>
#include <stdexcept>

#include "base/file.h"
#include "base/text.h"
#include "indexer/schema.h"

namespace lawhub {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPointer = "current";
constexpr std::string_view kBuilding = "building";
constexpr std::string_view kRemoved = "removed";
constexpr std::string_view kNamePrefix = "gen-";

std::int64_t number_in(const Xapian::Database& db, const std::string& key) {
  std::int64_t number = 0;
  parse_number(db.get_metadata(key), number);
  return number;
}

}  // namespace

Generations::Generations(fs::path folder) : folder_(std::move(folder)) { fs::create_directories(folder_); }

std::vector<std::string> Generations::all() const {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder_)) {
    std::string name = entry.path().filename().string();
    if (generation_number(name) > 0) names.push_back(name);
  }
  std::sort(names.begin(), names.end(),
            [](const auto& a, const auto& b) { return generation_number(a) < generation_number(b); });
  return names;
}

std::optional<std::string> Generations::current() const {
  if (!fs::exists(folder_ / kPointer)) return {};
  std::string name(trim(read_file(folder_ / kPointer)));
  if (generation_number(name) == 0 || !fs::exists(path_of(name))) return {};
  return name;
}

GenerationInfo Generations::describe(std::string_view name) const { return describe_generation(path_of(name)); }

fs::path Generations::begin() const {
  fs::remove_all(folder_ / kBuilding);
  fs::create_directories(folder_ / kBuilding);
  return folder_ / kBuilding;
}

std::string Generations::adopt() const {
  std::vector<std::string> names = all();
  char name[32];
  std::snprintf(name, sizeof name, "gen-%06lld",
                static_cast<long long>(names.empty() ? 1 : generation_number(names.back()) + 1));
  sync_folder(folder_ / kBuilding);
  fs::rename(folder_ / kBuilding, path_of(name));
  sync_folder(folder_);
  return name;
}

void Generations::switch_to(std::string_view name) const {
  if (generation_number(name) == 0 || !fs::exists(path_of(name))) {
    throw std::runtime_error("没有这一代索引: " + std::string(name));
  }
  write_file_atomically(folder_ / kPointer, std::string(name) + "\n");
}

void Generations::prune(std::size_t keep) const {
  std::vector<std::string> names = all();
  std::optional<std::string> answering = current();
  for (std::size_t i = 0; i + keep < names.size(); ++i) {
    if (names[i] == answering) continue;
    fs::remove_all(folder_ / kRemoved);
    fs::rename(path_of(names[i]), folder_ / kRemoved);  // so that a half removed one never counts as a generation
    fs::remove_all(folder_ / kRemoved);
  }
}

std::int64_t generation_number(std::string_view name) {
  std::int64_t number = 0;
  if (!name.starts_with(kNamePrefix) || !parse_number(name.substr(kNamePrefix.size()), number)) return 0;
  return number;
}

GenerationInfo describe_generation(const fs::path& path) {
  try {
    Xapian::Database institutions((path / kInstitutions).string()), pages((path / kPages).string());
    GenerationInfo info;
    info.name = path.filename().string();
    info.fingerprint = institutions.get_metadata(meta::kFingerprint);
    info.created = institutions.get_metadata(meta::kCreated);
    info.institutions = institutions.get_doccount();
    info.pages = pages.get_doccount();
    info.institution_sequence = number_in(institutions, meta::kSequence);
    info.page_sequence = number_in(pages, meta::kSequence);
    return info;
  } catch (const Xapian::Error& error) {
    throw std::runtime_error("索引打不开: " + path.string() + ": " + error.get_description());
  }
}

}  // namespace lawhub
