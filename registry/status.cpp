// Practice status: codes, labels and the words of published lists. Declared in record.h.
#include <iterator>

#include "base/text.h"
#include "registry/record.h"

namespace lawhub {

namespace {

struct StatusRow {
  Status status;
  std::string_view code, label;
};
// In the order of the enumeration.
constexpr StatusRow kStatuses[] = {
    {Status::unknown, "unknown", "状态不明"},     {Status::active, "active", "正常执业"},
    {Status::suspended, "suspended", "暂停执业"}, {Status::suspended_by_penalty, "suspended-by-penalty", "停业整顿"},
    {Status::closed, "closed", "已停办"},         {Status::cancelled, "cancelled", "已注销"},
    {Status::revoked, "revoked", "已吊销"},       {Status::merged, "merged", "已合并"},
};

struct StatusWord {
  std::string_view word;
  Status status;
};
// The first word found decides: the graver before the milder, 停业整顿 before 停业.
constexpr StatusWord kWords[] = {
    {"吊销", Status::revoked},   {"注销", Status::cancelled},
    {"合并", Status::merged},    {"停业整顿", Status::suspended_by_penalty},
    {"停办", Status::closed},    {"歇业", Status::closed},
    {"关闭", Status::closed},    {"停业", Status::suspended},
    {"暂停", Status::suspended}, {"正常", Status::active},
    {"在业", Status::active},    {"存续", Status::active},
    {"执业", Status::active},
};
constexpr std::size_t kLongestStatus = 12;  // characters; a longer text is a sentence, not a status

}  // namespace

std::string_view code_of(Status s) { return kStatuses[static_cast<std::size_t>(s)].code; }
std::string_view label_of(Status s) { return kStatuses[static_cast<std::size_t>(s)].label; }

std::optional<Status> status_of_code(std::string_view code) {
  for (const StatusRow& row : kStatuses) {
    if (row.code == code) {
      return row.status;
    }
  }
  return std::nullopt;
}

Status status_of_text(std::string_view text) {
  const std::string word = without_space(fold(text));
  if (auto status = status_of_code(word)) {
    return *status;
  }
  if (count_code_points(word) > kLongestStatus) {
    return Status::unknown;
  }
  for (std::string_view negation : {"未", "非", "不"}) {
    if (word.find(negation) != std::string::npos) {
      return Status::unknown;
    }
  }
  for (const StatusWord& row : kWords) {
    if (word.find(row.word) != std::string::npos) {
      return row.status;
    }
  }
  return Status::unknown;
}

}  // namespace lawhub
