#include "search/multipart.h"

#include <algorithm>

#include "base/text.h"

namespace lawhub {
namespace {

constexpr std::size_t kMostParts = 32;
constexpr std::size_t kLongestBoundary = 70;  // RFC 2046 §5.1.1
constexpr std::size_t kLongestHead = 4096;    // of a part

std::string lower_case(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
  return out;
}

/// The value of a parameter of a header ("form-data; name=\"file\""); nothing when it has none. Browsers write a quote
/// inside as %22 (RFC 7578 §4.2), never with a backslash.
std::optional<std::string> parameter(std::string_view header, std::string_view name) {
  const std::string lower = lower_case(header);
  for (auto at = lower.find(name); at != lower.npos; at = lower.find(name, at + 1)) {
    const bool begins = at > 0 && (lower[at - 1] == ';' || lower[at - 1] == ' ' || lower[at - 1] == '\t');
    const auto value = at + name.size();
    if (!begins || value >= lower.size() || lower[value] != '=') continue;
    if (lower.substr(value + 1, 1) != "\"") {
      const auto end = lower.find(';', value);
      return std::string(trim(header.substr(value + 1, end == lower.npos ? end : end - value - 1)));
    }
    const auto end = lower.find('"', value + 2);
    if (end == lower.npos) return std::nullopt;
    return std::string(header.substr(value + 2, end - value - 2));
  }
  return std::nullopt;
}

/// The value of a header line of a part; empty when it has none.
std::string_view header_of(std::string_view head, std::string_view name) {
  while (!head.empty()) {
    const auto end = head.find("\r\n");
    const auto line = head.substr(0, end);
    const auto colon = line.find(':');
    if (colon != line.npos && lower_case(line.substr(0, colon)) == name) return trim(line.substr(colon + 1));
    head = end == head.npos ? std::string_view() : head.substr(end + 2);
  }
  return {};
}

std::string base_name(const std::string& name) {
  const auto slash = name.find_last_of("/\\");
  return slash == name.npos ? name : name.substr(slash + 1);
}

bool read_part(std::string_view part, MultipartForm& form) {
  const auto end = part.substr(0, kLongestHead).find("\r\n\r\n");
  if (end == part.npos) return false;
  const auto disposition = header_of(part.substr(0, end), "content-disposition");
  const auto content = part.substr(end + 4);
  const auto name = parameter(disposition, "name");
  if (!name || lower_case(disposition.substr(0, 9)) != "form-data") return false;
  if (const auto file = parameter(disposition, "filename")) {
    form.files.push_back({*name, base_name(*file), content});
  } else {
    form.fields.emplace_back(*name, std::string(content));
  }
  return true;
}

}  // namespace

std::optional<MultipartForm> parse_multipart(std::string_view content_type, std::string_view body) {
  if (lower_case(trim(content_type.substr(0, content_type.find(';')))) != "multipart/form-data") return std::nullopt;
  const auto boundary = parameter(content_type, "boundary");
  if (!boundary || boundary->empty() || boundary->size() > kLongestBoundary) return std::nullopt;
  const std::string mark = "--" + *boundary;
  if (body.substr(0, mark.size()) != mark) return std::nullopt;
  MultipartForm form;
  std::size_t at = mark.size();
  for (std::size_t parts = 0; parts < kMostParts; ++parts) {
    if (body.substr(at, 2) == "--") return form;
    if (body.substr(at, 2) != "\r\n") return std::nullopt;
    at += 2;
    const auto end = body.find("\r\n" + mark, at);
    if (end == body.npos || !read_part(body.substr(at, end - at), form)) return std::nullopt;
    at = end + 2 + mark.size();
  }
  return std::nullopt;
}

}  // namespace lawhub
