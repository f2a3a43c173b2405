// One <organization> of a feed to a Record, and its parts. What is wrong is said through the reader; when it then has
// rejected the record, the answers mean nothing. `host` is the division that completes what a part leaves out.
#pragma once
#include <string_view>
#include <vector>

#include "feeds/element.h"
#include "feeds/schedule.h"
#include "registry/record.h"

namespace lawhub {

Record read_organization(const pugi::xml_node& organization, ElementReader& reader, std::string_view host);

Location read_location(const pugi::xml_node& location, ElementReader& reader, std::string_view host);
/// One <phone>; a number that the list already holds is not taken twice.
void read_phone(const pugi::xml_node& phone, ElementReader& reader, std::string_view host, std::vector<Phone>& phones);
ServiceOffer read_service(const pugi::xml_node& service, ElementReader& reader);
Channel read_channel(const pugi::xml_node& channel, ElementReader& reader);
Relation read_relation(const pugi::xml_node& relation, ElementReader& reader);
Document read_document(const pugi::xml_node& document, ElementReader& reader);
Inspection read_inspection(const pugi::xml_node& inspection, ElementReader& reader);
Penalty read_penalty(const pugi::xml_node& penalty, ElementReader& reader);
FieldMetadata read_metadata(const pugi::xml_node& metadata, ElementReader& reader);
/// A word of an open list: the code of `list` when it is one or its label, else as published.
Coded read_coded(const pugi::xml_node& element, ElementReader& reader, std::string_view list);

/// What <hours> and <schedule> elements of one parent say.
class TimetableReader {
 public:
  explicit TimetableReader(ElementReader& reader) : reader_(reader) {}
  void add_hours(const pugi::xml_node& hours);
  void add_schedule(const pugi::xml_node& schedule);
  /// With the attribute `notation` that is it; else the schedules say it, else the words are read.
  Hours finish(const pugi::xml_node& parent);

 private:
  ElementReader& reader_;
  Hours hours_;
  bool noted_ = false;
  std::vector<Schedule> schedules_;
  std::vector<std::string> notes_;
};

}  // namespace lawhub
