// What the schema cannot say of one record: whether its values can be true and agree with each other. Works on the
// elements as published, so that every finding has its line.
#pragma once
#include <functional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "feeds/schema_check.h"

namespace lawhub {

/// One record and what is known of its feed.
struct JudgedRecord {
  pugi::xml_node record;
  const TextPlaces& places;
  std::string id;         ///< or "record" when it has none
  std::string publisher;  ///< division of the feed's source
  std::string today;      ///< ISO date of the feed's response; empty when unknown
  std::vector<SchemaFinding>& findings;

  pugi::xml_node organization() const { return record.child("organization"); }
  /// The organization's own division, else the publisher's.
  std::string division() const;
  /// Says that `at`, an element of the record, breaks a rule of rules.tsv.
  void add(std::string_view rule, const pugi::xml_node& at, std::string message) const;
};

/// All text of an element, white space squeezed.
std::string text_of(const pugi::xml_node& element);
/// The text of an element or attribute as one line, cut like the reader does: no rule needs to bound its own work.
std::string line_of(const pugi::xml_node& element);
std::string line_of(const pugi::xml_node& element, const char* attribute);
/// “…” around the first characters of it.
std::string quoted(std::string_view value);
/// Calls for each element of that name below `within`, at any depth.
void each_element(const pugi::xml_node& within, const char* name, const std::function<void(const pugi::xml_node&)>& f);

void judge_identity(const JudgedRecord& r);   ///< names, identifiers, status
void judge_dates(const JudgedRecord& r);      ///< in the future, in the wrong order, long past
void judge_contact(const JudgedRecord& r);    ///< telephones, post code
void judge_hours(const JudgedRecord& r);      ///< timetables
void judge_place(const JudgedRecord& r);      ///< division, address, position
void judge_services(const JudgedRecord& r);   ///< offered twice
void judge_relations(const JudgedRecord& r);  ///< relations, and what a tombstone needs
void judge_texts(const JudgedRecord& r);      ///< words that say nothing, markup, broken characters

}  // namespace lawhub
