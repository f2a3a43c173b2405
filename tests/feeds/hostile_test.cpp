// Files made to hurt: lawhub-feeds validate refuses each with a clear report, in bounded memory.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "base/file.h"
#include "generated/test_paths.h"
#include "tests/support/process.h"

namespace lawhub {
namespace {

constexpr std::size_t kMega = 1U << 20U;
constexpr const char* kRoot = "<feed xmlns=\"urn:legal-service-feed:1\" schema_version=\"1.0\">";

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

/// Validates a file that holds `begin`, `middle` so many times, and `end`.
class Hostile {
 public:
  void refuses(std::string_view rule, std::string_view begin, std::string_view middle = {}, std::size_t times = 0,
               std::string_view end = {}) {
    {
      std::ofstream out(file_, std::ios::binary);
      const std::string piece = repeated(middle, middle.empty() ? 0 : std::max<std::size_t>(1, kMega / middle.size()));
      out << begin;
      const std::size_t per_piece = middle.empty() ? 1 : piece.size() / middle.size();
      for (std::size_t left = times; left > 0; left -= std::min(left, per_piece)) {
        out << std::string_view(piece).substr(0, std::min(left, per_piece) * middle.size());
      }
      out << end;
    }
    refuses_file(rule);
  }

  void refuses_file(std::string_view rule) {
    INFO(rule);
    const Finished done = run_to_end({std::string(BINARY_DIR) + "/lawhub-feeds", "validate", file_});
    INFO(done.output.substr(0, 1000));
    CHECK(done.exit_code == 1);
    CHECK(done.output.find(": 整份文件不能用;") != std::string::npos);
    const std::size_t last = done.output.rfind(file_ + ":");
    CHECK(done.output.find(" error " + std::string(rule) + " feed: ", last) != std::string::npos);
#ifndef __SANITIZE_ADDRESS__
    CHECK(done.peak_mb < 64 + static_cast<long>(std::filesystem::file_size(file_) / kMega));
#endif
  }

  std::string file() const { return file_; }

 private:
  TemporaryFolder folder_;
  std::string file_ = folder_.path() / "hostile.xml";
};

}  // namespace

TEST_CASE("hostile: entities, inside and outside") {
  Hostile file;
  std::string laughs = "<?xml version=\"1.0\"?><!DOCTYPE feed [<!ENTITY a0 \"ha\">";
  for (int i = 1; i < 30; ++i) {
    const std::string before = "&a" + std::to_string(i - 1) + ";";
    laughs += "<!ENTITY a" + std::to_string(i) + " \"" + repeated(before, 10) + "\">";
  }
  file.refuses("xml-dtd", laughs + "]>" + kRoot + "&a29;</feed>");
  file.refuses("xml-dtd", "<!DOCTYPE feed SYSTEM \"http://127.0.0.1:1/x.dtd\">" + std::string(kRoot) + "</feed>");
  file.refuses("xml-dtd",
               std::string("<!DOCTYPE feed [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>") + kRoot + "&x;</feed>");
  file.refuses("xml-dtd", "<!DOCTYPE a [", "<!ENTITY b 'c'>", 4 * kMega / 16);
  file.refuses("xml-not-well-formed", std::string(kRoot) + "<record>&x;</record></feed>");
}

TEST_CASE("hostile: nesting, attributes, elements without end") {
  Hostile file;
  file.refuses("xml-too-large", kRoot, "<a>", 10000);
  file.refuses("xml-too-large", kRoot, "<record>", 1000000);
  std::string attributes;
  for (int i = 0; i < 1000000; ++i) attributes += " a" + std::to_string(i) + "=''";
  file.refuses("xml-too-large", std::string(kRoot) + "<record" + attributes + "/></feed>");
  file.refuses("xml-not-well-formed", std::string(kRoot) + "<record id='1' id='2'/></feed>");
  file.refuses("xml-too-large", std::string(kRoot) + "<record>", "<a/>", 8 * kMega, "</record></feed>");
}

TEST_CASE("hostile: white space, texts, comments and names of 64 MiB") {
  Hostile file;
  file.refuses("xml-too-large", "", " ", 64 * kMega, std::string(kRoot) + "</feed>");
  file.refuses("xml-too-large", kRoot, "\n", 64 * kMega, "</feed>");
  file.refuses("xml-too-large", std::string(kRoot) + "<record>", " ", 64 * kMega, "</record></feed>");
  file.refuses("xml-too-large", std::string(kRoot) + "<record ", " ", 64 * kMega, "/></feed>");
  file.refuses("xml-too-large", std::string(kRoot) + "<record id='", "x", 64 * kMega, "'/></feed>");
  file.refuses("xml-too-large", std::string(kRoot) + "<", "x", 64 * kMega, "/></feed>");
  file.refuses("xml-too-large", std::string(kRoot) + "<!--", "x", 64 * kMega, "--></feed>");
  file.refuses("xml-too-large", std::string(kRoot) + "<![CDATA[", "x", 64 * kMega, "]]></feed>");
  file.refuses("xml-too-large", "<?xml version='1.0'", " ", 64 * kMega, "?>");
}

TEST_CASE("hostile: bytes that are no text") {
  Hostile file;
  std::ofstream(file.file()) << "";
  std::filesystem::resize_file(file.file(), std::size_t{1} << 30U);  // a gibibyte of NUL, none on disk
  file.refuses_file("xml-not-well-formed");
  file.refuses("xml-not-well-formed", std::string(kRoot) + "<record id='1'>\x01</record></feed>");
  file.refuses("bad-encoding", std::string(kRoot) + "<record id='1'>公证\xC0\xAF</record></feed>");
  file.refuses("bad-encoding", std::string(kRoot) + "<record id='1'>公证\xED\xA0\x80</record></feed>");
  file.refuses("xml-not-well-formed", std::string(kRoot) + "</feed>" + kRoot + "</feed>");
  file.refuses("not-a-feed", "<html>", "<p>", 1000);
  file.refuses("not-a-feed", "<a xmlns='urn:x'>", "<a/>", kMega, "</a>");
}

TEST_CASE("hostile: millions of findings are all told, in little memory") {
  Hostile file;
  {
    std::ofstream out(file.file(), std::ios::binary);
    out << kRoot;
    const std::string many = repeated("<a/>", 50000);
    for (int i = 0; i < 4; ++i) out << many;
    out << "</feed>";
  }
  const Finished done =
      run_to_end({std::string(BINARY_DIR) + "/lawhub-feeds", "validate", file.file(), "--format", "csv"});
  CHECK(std::count(done.output.begin(), done.output.end(), '\n') > 200000);
#ifndef __SANITIZE_ADDRESS__
  CHECK(done.peak_mb < 64);
#endif
}

}  // namespace lawhub
