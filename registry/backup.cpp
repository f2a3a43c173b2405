#include "registry/backup.h"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Database.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>
#include <system_error>
#include <vector>

#include "base/file.h"
#include "base/sha256.h"
#include "base/text.h"

namespace lawhub {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSums = "SHA256SUMS";
constexpr std::size_t kPiece = 1 << 20;  // bytes read at once

void sync_file(const fs::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
  const int error = errno;
  if (descriptor >= 0) ::close(descriptor);
  if (!synced) throw std::system_error(error, std::generic_category(), file.string());
}

void copy_durably(const fs::path& from, const fs::path& to) {
  fs::copy_file(from, to);
  sync_file(to);
}

/// As it is at one moment, while others write it.
void copy_database(const fs::path& from, const fs::path& to) {
  {
    SQLite::Database source(from.string(), SQLite::OPEN_READONLY, 10'000);
    SQLite::Database copy(to.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    SQLite::Backup(copy, "main", source, "main").executeStep(-1);
  }
  fs::permissions(to, fs::perms::owner_read | fs::perms::owner_write);
  sync_file(to);
}

std::string sum_of(const fs::path& file) {
  const auto read = read_pieces(file);
  Sha256 sum;
  std::string piece(kPiece, '\0');
  while (const auto n = read(piece.data(), piece.size())) sum.add({piece.data(), n});
  return sum.hex();
}

/// Every file below, relative, in order of names.
std::vector<std::string> files_of(const fs::path& folder) {
  std::vector<std::string> out;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) out.push_back(fs::relative(entry.path(), folder).string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

/// Its files; there are no folders in it.
void copy_folder(const fs::path& from, const fs::path& to) {
  if (!fs::exists(from)) return;
  fs::create_directory(to);
  for (const auto& entry : fs::directory_iterator(from)) copy_durably(entry.path(), to / entry.path().filename());
  sync_folder(to);
}

void copy_data(const Config& config, const fs::path& to) {
  for (const auto& file :
       {config.registry_db().parent_path() / "journal.db", config.registry_db(), config.pages_db()}) {
    if (fs::exists(file)) copy_database(file, to / file.filename());
  }
  for (const auto& folder : {config.inbox(), config.reports()}) copy_folder(folder, to / folder.filename());
  if (fs::exists(config.population())) copy_durably(config.population(), to / config.population().filename());
  if (fs::exists(config.operators_db())) copy_database(config.operators_db(), to / config.operators_db().filename());
}

/// Throws when a file of the sums is not what they say, or one is missing.
void check_sums(const fs::path& folder) {
  const std::string sums = read_file(folder / kSums);
  for (const auto line : split(sums, '\n')) {
    if (line.empty()) continue;
    const auto gap = line.find("  ");
    const fs::path file = gap == std::string_view::npos ? fs::path() : fs::path(std::string(line.substr(gap + 2)));
    if (file.empty() || sum_of(folder / file) != line.substr(0, gap))
      throw std::runtime_error("备份已损坏:" + std::string(line));
  }
}

}  // namespace

void back_up(const Config& config, const fs::path& to) {
  if (!fs::exists(config.registry_db())) throw std::runtime_error("没有 " + config.registry_db().string());
  if (fs::exists(to)) throw std::runtime_error(to.string() + " 已经存在");
  fs::path part = to;
  part += ".part";
  fs::remove_all(part);  // of one that was cut off
  fs::create_directories(part);
  fs::permissions(part, fs::perms::owner_all);
  copy_data(config, part);
  std::string sums;
  for (const auto& file : files_of(part)) sums += sum_of(part / file) + "  " + file + "\n";
  write_file_atomically(part / kSums, sums);
  fs::rename(part, to);
  sync_folder(fs::absolute(to).parent_path());
}

void restore(const fs::path& from, const Config& config) {
  for (const auto& file : {config.registry_db(), config.operators_db()}) {
    if (fs::exists(file)) throw std::runtime_error(file.string() + " 已经存在,不会覆盖");
  }
  check_sums(from);
  fs::create_directories(config.data);
  auto files = files_of(from);
  // The registry comes last: while it is not there, nothing was restored.
  const auto is_other = [&](const std::string& file) { return file != config.registry_db().filename(); };
  std::stable_partition(files.begin(), files.end(), is_other);
  for (const auto& file : files) {
    if (file == kSums) continue;
    const fs::path to = config.data / file;
    fs::create_directories(to.parent_path());
    for (const auto* rest : {"", "-wal", "-shm"}) fs::remove(to.string() + rest);  // what a removed hub left
    copy_durably(from / file, to);
  }
  sync_folder(config.data);
}

}  // namespace lawhub
