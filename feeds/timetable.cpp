// <hours> and <schedule> of a location or service.
#include <algorithm>
#include <pugixml.hpp>

#include "base/text.h"
#include "feeds/organization.h"
#include "registry/hours.h"

namespace lawhub {
namespace {

constexpr const char* kNoteEnd = ";";  // between what several schedules add

/// A period of certain days, not of every year: our notation has none, so it is told in words.
bool is_dated(const Schedule& s) {
  const auto day = [](const std::string& text) { return !text.empty() && text.rfind("--", 0) != 0; };
  return day(s.valid_from) || day(s.valid_to);
}

/// "2026-02-10 至 2026-02-20 周一至周五 09:00–12:00"; empty when the schedule is not written as it should be.
std::string in_words(Schedule schedule) {
  const std::string from = schedule.valid_from, to = schedule.valid_to;
  schedule.valid_from.clear();
  schedule.valid_to.clear();
  schedule.public_holidays = "unknown";
  const std::optional<std::string> notation = notation_of({schedule});
  return notation ? from + " 至 " + to + " " + hours_in_words(*notation) : std::string();
}

}  // namespace

void TimetableReader::add_hours(const pugi::xml_node& hours) {
  hours_.text = reader_.line(hours);
  hours_.notation = reader_.attribute(hours, "notation");
  hours_.note = reader_.attribute(hours, "note");
  noted_ = static_cast<bool>(hours.attribute("notation"));
}

void TimetableReader::add_schedule(const pugi::xml_node& schedule) {
  Schedule out;
  std::string description;
  out.valid_from = reader_.attribute(schedule, "valid_from");
  out.valid_to = reader_.attribute(schedule, "valid_to");
  out.public_holidays = reader_.code_attribute(schedule, "public_holidays", "public_holidays");
  reader_.children(schedule, {{"byday", reader_.line_into(out.byday)},
                              {"open",
                               [&](const pugi::xml_node& open) {
                                 out.open.emplace_back(reader_.attribute(open, "opens_at"),
                                                       reader_.attribute(open, "closes_at"));
                               }},
                              {"description", reader_.line_into(description)}});
  const std::string words = is_dated(out) ? in_words(out) : std::string();
  if (words.empty()) {
    schedules_.push_back(out);
    if (!description.empty()) notes_.push_back(description);
  } else {
    notes_.push_back(description.empty() ? words : words + "(" + description + ")");
  }
}

Hours TimetableReader::finish(const pugi::xml_node& parent) {
  if (noted_) return hours_;
  const std::optional<std::string> scheduled = notation_of(schedules_);
  if (!scheduled) {
    reader_.warning(parent, "schedule-form", "作息时间表 schedule 中有不能识别的日期或时间,已忽略",
                    "请按 schema 书写,如 08:30:00、--05-01");
  }
  hours_.notation = scheduled.value_or("");
  if (hours_.notation.empty()) hours_.notation = read_hours(hours_.text).notation;
  if (hours_.note.empty()) hours_.note = shorten(join(notes_, kNoteEnd), kLineLimit);
  return hours_;
}

}  // namespace lawhub
