// What can be said of an institution. One struct carries it from a feed or a page through the registry to the answer.
// Element names of the feed (urn:legal-service-feed:1, after HSDS 3.0) are in field_name().
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "registry/institution_type.h"

namespace lawhub {

/// Practice status 执业状态.
enum class Status { unknown, active, suspended, suspended_by_penalty, closed, cancelled, revoked, merged };

struct FormerName {
  std::string name;
  std::string until;  ///< ISO date or empty
  bool operator==(const FormerName&) const = default;
};
struct Identifier {
  std::string scheme;                ///< uscc, host-uscc, licence, licence-old, org-code, local
  std::string value;                 ///< normalised; a uscc here always passed both check digits
  std::string valid_from, valid_to;  ///< ISO dates or empty
  bool operator==(const Identifier&) const = default;
};
struct Phone {
  std::string number;  ///< national form: 0632-8690000, 12348, 4001234567, 13900000000
  std::string extension;
  std::string kind = "voice";  ///< voice, fax, mobile, hotline, complaint
  std::string label;           ///< 办公室, 咨询 … as published
  bool operator==(const Phone&) const = default;
};
struct Address {
  std::string text;      ///< as a person reads it, cleaned: 薛城区武夷山路1379号
  std::string division;  ///< code of the smallest division it names or implies: 6, 9 or 12 digits
  std::string street, premise, postal_code;
  std::string place{};      ///< what is there: 办证大厅
  std::string attention{};  ///< who takes in the post
  bool registered = false;  ///< the address of the licence, which need not be the one to visit
  bool operator==(const Address&) const = default;
};
struct Position {
  double longitude = 0, latitude = 0;  ///< WGS-84, whatever the publisher used
  int accuracy_m = 0;                  ///< radius within which the door lies; 0 unknown
  std::string method;                  ///< surveyed, map-picked, geocoded, gazetteer
  std::string published_crs;           ///< WGS84, CGCS2000, GCJ02, BD09 as published or inferred
  bool operator==(const Position&) const = default;
};
struct Hours {
  std::string notation;  ///< canonical, see registry/hours.h; empty when not understood
  std::string text;      ///< as published
  std::string note{};    ///< what the publisher adds: 夏季作息
  bool operator==(const Hours&) const = default;
};
/// A word of a list that others keep, too: the code as published; label and vocabulary are kept only of a code that
/// registry/codes.h does not hold.
struct Coded {
  std::string code, label{}, vocabulary{};
  bool operator==(const Coded&) const = default;
};
struct Bureau {
  std::string name, id{};  ///< 薛城区司法局, "bur:370403"
  bool operator==(const Bureau&) const = default;
};
/// 文书: a decision or announcement.
struct Document {
  std::string number, title;
  std::string date;  ///< ISO date
  std::string issuer, url;
  bool operator==(const Document&) const = default;
};
struct Contact {
  std::string name, title, role;
  bool operator==(const Contact&) const = default;
};
struct StaffCount {
  std::string kind;  ///< code of the list staff_kind
  int count = 0;
  std::string as_of;
  bool operator==(const StaffCount&) const = default;
};
/// Who gets a service, where and when that holds: rules differ by place and change by year.
struct Eligibility {
  std::string text;
  std::string division{};                ///< empty: wherever the service is offered
  std::string valid_from{}, valid_to{};  ///< ISO dates or empty
  bool operator==(const Eligibility&) const = default;
};
struct ServiceOffer {
  std::string code;  ///< of services.tsv: NTR01, AID01 …
  std::string name, description, fees, fees_description, url;
  std::string status = "active";  ///< code of the list service_status; see is_offered()
  std::vector<Eligibility> eligibility;
  /// Matters of services.tsv and items of forensic_scope.tsv; "-" before a code excludes it.
  std::vector<std::string> scope;
  std::vector<std::string> audience, required_documents, delivery_modes, service_areas;
  Hours hours;
  bool operator==(const ServiceOffer&) const = default;
};
/// Another institution or place it has to do with.
struct Relation {
  std::string kind;         ///< code of the list relation: branch_of, station_of, counsel_of …
  std::string target;       ///< the publisher's record id, may be empty; see registry/relations.h
  std::string target_name;  ///< as published
  std::string division;
  std::string since{}, until{};  ///< ISO dates or empty
  std::string note{};            ///< 每周三上午驻村
  bool operator==(const Relation&) const = default;
};
/// A way to be served without finding the door.
struct Channel {
  std::string kind;  ///< code of the list channel: phone, online-consultation, online-mediation, appointment, visit
  std::string url, phone, note;
  bool operator==(const Channel&) const = default;
};
/// Another place of the same institution; its first one is in the record itself.
struct Location {
  std::string kind = "physical";  ///< physical, postal, virtual
  Address address;
  Position position;
  Hours hours;
  std::string transportation;
  std::vector<std::string> accessibility;
  std::vector<Phone> phones;
  bool operator==(const Location&) const = default;
};
struct Inspection {
  std::string year, result;  ///< result: code of the list annual_inspection
  Document document;
  bool operator==(const Inspection&) const = default;
};
struct Penalty {
  std::string kind;  ///< code of the list penalty
  Document document;
  std::string publish_until{};  ///< ISO date, the last day on which it may be shown; empty: no end
  bool operator==(const Penalty&) const = default;
};
/// What a publisher knows of where one of its fields comes from.
struct FieldMetadata {
  std::string field;        ///< field_name(), or "*" for those that are not named
  std::string asserted_by;  ///< the publisher's name for who said it
  Instant asserted_at = 0;
  Instant confirmed_at = 0;  ///< last time somebody made sure that it still holds; 0 never
  bool operator==(const FieldMetadata&) const = default;
};

/// All fields are optional but type and name; an empty one says nothing.
struct Record {
  InstitutionType type = InstitutionType::law_firm;
  std::string subtype;  ///< code of the list subtype that fits the type
  std::string name;
  std::vector<std::string> alternate_names;
  std::vector<FormerName> former_names;
  std::vector<Identifier> identifiers;
  Status status = Status::unknown;
  std::string status_since;
  Coded organization_form;
  std::string provider_nature;  ///< government, market, social
  Bureau supervising_bureau;
  std::string licensing_authority;
  std::string division;  ///< division_code: where the institution belongs; 6, 9 or 12 digits
  std::string year_incorporated;
  std::string description;
  std::string website;
  std::string email;
  std::vector<Contact> contacts;
  std::vector<Phone> phones;
  std::vector<StaffCount> staff;
  Address address;
  Position position;  ///< absent when method is empty
  Hours hours;
  std::string transportation;
  std::vector<std::string> accessibility;
  std::vector<Location> other_locations;
  std::vector<ServiceOffer> services;
  std::vector<Channel> channels;
  std::vector<Relation> relations;
  std::vector<Inspection> inspections;
  std::vector<Penalty> penalties;
  std::vector<Coded> honours;
  std::vector<FieldMetadata> metadata;  ///< about the others, not a field; empty in what the registry merged
  bool operator==(const Record&) const = default;
};

/// The unit of merging, of provenance and of every difference shown to a person.
enum class Field {
  type,
  subtype,
  name,
  alternate_names,
  former_names,
  identifiers,
  status,
  organization_form,
  provider_nature,
  supervising_bureau,
  licensing_authority,
  division,
  year_incorporated,
  description,
  website,
  email,
  contacts,
  phones,
  staff,
  address,
  position,
  hours,
  transportation,
  accessibility,
  other_locations,
  services,
  channels,
  relations,
  inspections,
  penalties,
  honours,
};

std::span<const Field> all_fields();
std::string_view field_name(Field f);   ///< element name in feeds and the API: "phone", "practice_status" …
std::string_view field_label(Field f);  ///< 电话
/// The field's value as compact JSON, empty when the record does not say it. Two records agree on a field exactly when
/// these texts are equal.
std::string field_json(const Record& r, Field f);
/// The field's value as a person reads it, one line.
std::string field_text(const Record& r, Field f);
/// Sets one field to what field_json() wrote. Throws std::runtime_error on anything else.
void read_field(Record& to, Field f, std::string_view json);
/// Sets one field of `to` to what `from` says.
void copy_field(const Record& from, Record& to, Field f);

/// Lossless: record_from_json(to_json(r)) == r. record_from_json throws std::runtime_error on anything else.
std::string to_json(const Record& r);
Record record_from_json(std::string_view json);

std::string_view code_of(Status s);   ///< "suspended-by-penalty"
std::string_view label_of(Status s);  ///< "停业整顿"
std::optional<Status> status_of_code(std::string_view code);
/// 执业, 正常, 注销, 吊销 … as lists write it; unknown for anything else (also an unresolved GUID).
Status status_of_text(std::string_view text);

/// Is it a service that one can get (now or, when closed for a time, soon)?
bool is_offered(const ServiceOffer& service);
/// The penalties that may be shown on that day (ISO date).
std::vector<Penalty> penalties_on(const Record& r, std::string_view day);
/// What the publisher says of where that field comes from; null when nothing.
const FieldMetadata* metadata_of(const Record& r, Field f);

/// The value of the first identifier of that scheme, empty when none.
std::string_view identifier_of(const Record& r, std::string_view scheme);

}  // namespace lawhub
