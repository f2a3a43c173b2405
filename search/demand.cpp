#include "search/demand.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/file.h"
#include "base/log.h"
#include "base/text.h"
#include "base/tsv.h"
#include "registry/division.h"

namespace lawhub {
namespace {

namespace fs = std::filesystem;

constexpr Instant kDay = 86'400, kWriteEvery = 60;
constexpr int kDaysKept = 30;
constexpr std::size_t kMostDifferent = 20'000;  // a day: five times what a province asks; an attacker's go uncounted
constexpr std::size_t kLongestWords = 40;       // characters
constexpr std::size_t kTellingDigits = 5;       // 12348 is a hotline, an ID card or a telephone has more

std::string day_of(Instant at) { return iso_date(china_time(at).date); }

/// "张三 370403199001011234" → "张三 #".
std::string without_numbers(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find_first_not_of("0123456789-", at), text.size());
    if (end - at > kTellingDigits) {
      out += '#';
    } else {
      out += text.substr(at, end - at);
    }
    const auto next = std::min(text.find_first_of("0123456789-", end), text.size());
    out += text.substr(end, next - end);
    at = next;
  }
  return out;
}

Demand::Asked asked_of(const Answer& answer) {
  Demand::Asked out;
  out.words = shorten(without_numbers(squeeze(fold(answer.q))), kLongestWords);
  std::replace_if(
      out.words.begin(), out.words.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
  const auto& understood = answer.understood;
  if (understood.divisions.size() == 1) out.division = Divisions::get().county_of(understood.divisions.front().code);
  if (!understood.matters.empty()) out.matter = understood.matters.front().code;
  out.nothing = answer.total == 0;
  return out;
}

Demand::Counts read_day(const fs::path& file) {
  Demand::Counts out;
  if (!fs::exists(file)) return out;
  const std::string text = read_file(file);
  const Table table(text, file.string());
  for (std::size_t row = 0; row < table.size(); ++row) {
    const auto cell = [&](const char* name) { return std::string(table.cell(row, table.column(name))); };
    std::int64_t count = 0;
    if (parse_number(cell("count"), count))
      out[{cell("words"), cell("division"), cell("matter"), cell("nothing") == "1"}] += count;
  }
  return out;
}

}  // namespace

Demand::Demand(fs::path folder, const Clock& clock) : folder_(std::move(folder)), clock_(clock) {
  fs::create_directories(folder_);
  begin_day(day_of(clock_.now()));
}

Demand::~Demand() {
  try {
    write();
  } catch (const std::exception& error) {
    spdlog::warn("demand: {}", error.what());
  }
}

void Demand::begin_day(const std::string& day) {
  write();
  day_ = day;
  today_ = read_day(folder_ / (day + ".tsv"));
  forget_old();
}

void Demand::note(const Answer& answer) {
  auto asked = asked_of(answer);
  std::lock_guard lock(mutex_);
  const Instant now = clock_.now();
  if (day_of(now) != day_) begin_day(day_of(now));
  if (today_.size() >= kMostDifferent && !today_.contains(asked)) asked.words.clear();
  ++today_[asked];
  changed_ = true;
  if (now - written_ >= kWriteEvery) write();
}

Demand::Counts Demand::counts() {
  std::lock_guard lock(mutex_);
  if (day_of(clock_.now()) != day_) begin_day(day_of(clock_.now()));
  forget_old();
  Counts out = today_;
  for (const auto& entry : fs::directory_iterator(folder_)) {
    if (entry.path().stem() == day_) continue;
    for (const auto& [asked, count] : read_day(entry.path())) out[asked] += count;
  }
  return out;
}

void Demand::write() {
  if (!changed_) return;
  std::string text = "words\tdivision\tmatter\tnothing\tcount\n";
  for (const auto& [asked, count] : today_)
    text +=
        fmt::format("{}\t{}\t{}\t{}\t{}\n", asked.words, asked.division, asked.matter, asked.nothing ? 1 : 0, count);
  write_file_atomically(folder_ / (day_ + ".tsv"), text);
  written_ = clock_.now();
  changed_ = false;
}

void Demand::forget_old() {
  const std::string oldest = day_of(clock_.now() - (kDaysKept - 1) * kDay);
  std::vector<fs::path> old;
  for (const auto& entry : fs::directory_iterator(folder_)) {
    if (entry.path().stem().string() < oldest) old.push_back(entry.path());
  }
  for (const auto& file : old) fs::remove(file);
}

}  // namespace lawhub
