#include "feeds/harvest.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/hash.h"
#include "base/text.h"
#include "registry/division.h"
#include "registry/institution_type.h"

namespace lawhub {
namespace {

constexpr Instant kTokenLife = Instant{7} * 86'400;       // a harvest that stopped on a Friday goes on on Monday
constexpr std::size_t kPageBytes = std::size_t{2} << 20;  // of records as JSON: escaped as XML they stay below 16 MiB
constexpr std::size_t kSealLength = 10;
constexpr std::size_t kFields = 11;

std::string seal_of(std::string_view fields) { return short_hash("resumption " + std::string(fields), kSealLength); }

bool read_size(std::string_view text, std::size_t& to) {
  std::int64_t number = 0;
  if (!parse_number(text, number) || number < 0) return false;
  to = static_cast<std::size_t>(number);
  return true;
}

}  // namespace

HarvestCursor begin_harvest(const PublicList& list, Selection selection, std::size_t limit, Instant now) {
  HarvestCursor cursor;
  selection.until = selection.until == 0 ? now : std::min(selection.until, now);
  cursor.selection = std::move(selection);
  cursor.began = now;
  cursor.limit = limit;
  cursor.size = list.size(cursor.selection);
  return cursor;
}

std::string token_of(const HarvestCursor& c) {
  const std::string fields =
      fmt::format("{}.{}.{}.{}.{}.{}.{}.{}.{}.{}.{}", c.began, c.selection.from, c.selection.until, c.selection.type,
                  c.selection.division, c.after.changed_at, c.after.id, c.limit, c.passed, c.size, c.form);
  return fields + "." + seal_of(fields);
}

std::optional<HarvestCursor> cursor_of(std::string_view token, Instant now) {
  const std::size_t end = token.rfind('.');
  if (end == std::string_view::npos || token.substr(end + 1) != seal_of(token.substr(0, end))) return std::nullopt;
  const std::vector<std::string_view> parts = split(token.substr(0, end), '.');
  HarvestCursor c;
  if (parts.size() != kFields || !parse_number(parts[0], c.began) || !parse_number(parts[1], c.selection.from) ||
      !parse_number(parts[2], c.selection.until) || !parse_number(parts[5], c.after.changed_at) ||
      !read_size(parts[7], c.limit) || !read_size(parts[8], c.passed) || !read_size(parts[9], c.size)) {
    return std::nullopt;
  }
  c.selection.type = parts[3];
  c.selection.division = parts[4];
  c.after.id = parts[6];
  c.form = parts[10];
  if (expiry_of(c) < now) return std::nullopt;
  return c;
}

Instant expiry_of(const HarvestCursor& cursor) { return cursor.began + kTokenLife; }

bool read_set(std::string_view text, Selection& selection) {
  for (const std::string_view part : split(text, ',')) {
    const std::size_t colon = part.find(':');
    const std::string_view kind = part.substr(0, colon);
    const std::string_view value = colon == std::string_view::npos ? std::string_view() : part.substr(colon + 1);
    if (kind == "type" && selection.type.empty() && type_of_code(value)) {
      selection.type = value;
      continue;
    }
    std::optional<std::string> prefix = division_prefix_of(value);
    if (kind != "division" || !selection.division.empty() || !prefix) return false;
    const std::string code = prefix->size() < 6 ? prefix->append(6 - prefix->size(), '0') : *prefix;
    if (Divisions::get().find(code) == nullptr) return false;
    selection.division = *division_prefix_of(code);
  }
  return true;
}

HarvestPage read_harvest_page(const PublicList& list, const HarvestCursor& cursor) {
  HarvestPage page;
  page.entries = list.after(cursor.selection, cursor.after, cursor.limit + 1);
  std::size_t fits = 0;
  for (std::size_t bytes = 0; fits < std::min(page.entries.size(), cursor.limit); ++fits) {
    bytes += page.entries[fits].bytes;
    if (fits > 0 && bytes > kPageBytes) break;
  }
  if (fits == page.entries.size()) return page;
  page.entries.resize(fits);
  page.next = cursor;
  page.next->after = page.entries.back().place();
  page.next->passed += fits;
  return page;
}

}  // namespace lawhub
