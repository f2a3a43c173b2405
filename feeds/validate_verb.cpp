#include "feeds/validate_verb.h"

#include <array>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <utility>

#include "base/file.h"
#include "feeds/validation_report.h"

namespace lawhub {
namespace {

using File = std::unique_ptr<std::FILE, decltype(&std::fclose)>;

void write(std::FILE* to, std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), to) != text.size()) throw std::runtime_error("cannot write the report");
}

/// The findings wait on disk for the summary, which comes first: there may be millions.
std::size_t validate_file(const std::string& name, ReportFormat format) {
  const File rows(std::tmpfile(), &std::fclose);
  if (!rows) throw std::runtime_error("cannot make a temporary file");
  TextStream stream(read_pieces(name));
  bool first = true;
  const ValidationCounts counts = validate_feed(stream, system_clock().now(), [&](const Finding& finding) {
    write(rows.get(), report_row(format, name, finding, std::exchange(first, false)));
  });
  write(stdout, report_head(format, name, counts));
  std::rewind(rows.get());
  std::array<char, 65536> piece;
  while (const std::size_t count = std::fread(piece.data(), 1, piece.size(), rows.get())) {
    write(stdout, {piece.data(), count});
  }
  write(stdout, report_end(format));
  return counts.errors;
}

}  // namespace

Exit validate_files(const Arguments& arguments) {
  if (arguments.words.empty()) throw UsageError("which files?");
  const auto format = report_format_of(arguments.get("format", "text"));
  if (!format) throw UsageError("--format must be text, json, csv or html");
  std::size_t errors = 0;
  for (const std::string& file : arguments.words) errors += validate_file(file, *format);
  return errors == 0 ? Exit::done : Exit::negative;
}

}  // namespace lawhub
