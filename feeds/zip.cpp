#include "feeds/zip.h"

#include <zip.h>

#include <stdexcept>

namespace lawhub {
namespace {

constexpr std::size_t kPiece = 65536;

struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

tl::unexpected<Problem> damaged() { return problem("zip-damaged", "文件已损坏,或者不是 xlsx 表格"); }
tl::unexpected<Problem> too_large() { return problem("zip-too-large", "表格解压后太大,请分成几个文件"); }

}  // namespace

struct ZipReader::Impl {
  zip_t* archive = nullptr;
  std::size_t unpacked = 0;
  Impl() = default;
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() {
    if (archive != nullptr) zip_discard(archive);
  }
};

ZipReader::ZipReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ZipReader::~ZipReader() = default;
ZipReader::ZipReader(ZipReader&& other) noexcept = default;
ZipReader& ZipReader::operator=(ZipReader&& other) noexcept = default;

Result<ZipReader> ZipReader::open(std::string_view bytes) {
  auto impl = std::make_unique<Impl>();
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
  if (source == nullptr) throw std::bad_alloc();
  impl->archive = zip_open_from_source(source, ZIP_RDONLY, nullptr);
  if (impl->archive == nullptr) {
    zip_source_free(source);
    return damaged();
  }
  if (zip_get_num_entries(impl->archive, 0) > static_cast<zip_int64_t>(kZipFiles)) return too_large();
  return ZipReader(std::move(impl));
}

Result<std::optional<std::string>> ZipReader::read(const std::string& name) {
  const zip_int64_t index = zip_name_locate(impl_->archive, name.c_str(), ZIP_FL_NOCASE);
  if (index < 0) return std::optional<std::string>();
  const std::unique_ptr<zip_file_t, CloseFile> file(
      zip_fopen_index(impl_->archive, static_cast<zip_uint64_t>(index), 0));
  if (!file) return damaged();
  std::string content;
  for (;;) {
    const std::size_t have = content.size();
    content.resize(have + kPiece);
    const zip_int64_t got = zip_fread(file.get(), content.data() + have, kPiece);
    if (got < 0) return damaged();
    content.resize(have + static_cast<std::size_t>(got));
    impl_->unpacked += static_cast<std::size_t>(got);
    if (impl_->unpacked > kZipBytes) return too_large();
    if (got == 0) return std::optional(std::move(content));
  }
}

std::string write_zip(const std::vector<std::pair<std::string, std::string>>& files) {
  zip_source_t* out = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  zip_t* archive = out == nullptr ? nullptr : zip_open_from_source(out, ZIP_TRUNCATE, nullptr);
  if (archive == nullptr) throw std::bad_alloc();
  zip_source_keep(out);  // it outlives the archive: what is written is read from it
  for (const auto& [name, content] : files) {
    zip_source_t* in = zip_source_buffer(archive, content.data(), content.size(), 0);
    const zip_int64_t index = zip_file_add(archive, name.c_str(), in, ZIP_FL_ENC_UTF_8);
    if (index < 0) throw std::runtime_error("zip: cannot add " + name);
    zip_file_set_dostime(archive, static_cast<zip_uint64_t>(index), 0, (46 << 9) | (1 << 5) | 1, 0);  // 2026-01-01
  }
  if (zip_close(archive) != 0) throw std::runtime_error("zip: cannot write");
  zip_stat_t stat;
  zip_source_stat(out, &stat);
  std::string bytes(stat.size, '\0');
  zip_source_open(out);
  const zip_int64_t got = zip_source_read(out, bytes.data(), bytes.size());
  zip_source_close(out);
  zip_source_free(out);
  if (got != static_cast<zip_int64_t>(bytes.size())) throw std::runtime_error("zip: cannot read back");
  return bytes;
}

}  // namespace lawhub
