// The parts of records and withdrawals as JSON, both ways. For record.cpp and withdrawal.cpp.
#pragma once
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "registry/observation.h"

namespace lawhub::record_json {

using Json = nlohmann::ordered_json;

// Each struct names its members once; writing, reading and "is it empty" all walk this list. A member that has its
// default value is left out.
template <class Visit>
void members(const FormerName*, Visit visit) {
  visit("name", &FormerName::name);
  visit("until", &FormerName::until);
}
template <class Visit>
void members(const Identifier*, Visit visit) {
  visit("scheme", &Identifier::scheme);
  visit("value", &Identifier::value);
  visit("valid_from", &Identifier::valid_from);
  visit("valid_to", &Identifier::valid_to);
}
template <class Visit>
void members(const Phone*, Visit visit) {
  visit("number", &Phone::number);
  visit("extension", &Phone::extension);
  visit("kind", &Phone::kind);
  visit("label", &Phone::label);
}
template <class Visit>
void members(const Address*, Visit visit) {
  visit("text", &Address::text);
  visit("division", &Address::division);
  visit("street", &Address::street);
  visit("premise", &Address::premise);
  visit("postal_code", &Address::postal_code);
  visit("place", &Address::place);
  visit("attention", &Address::attention);
  visit("registered", &Address::registered);
}
template <class Visit>
void members(const Position*, Visit visit) {
  visit("longitude", &Position::longitude);
  visit("latitude", &Position::latitude);
  visit("accuracy_m", &Position::accuracy_m);
  visit("method", &Position::method);
  visit("published_crs", &Position::published_crs);
}
template <class Visit>
void members(const Hours*, Visit visit) {
  visit("notation", &Hours::notation);
  visit("text", &Hours::text);
  visit("note", &Hours::note);
}
template <class Visit>
void members(const Coded*, Visit visit) {
  visit("code", &Coded::code);
  visit("label", &Coded::label);
  visit("vocabulary", &Coded::vocabulary);
}
template <class Visit>
void members(const Bureau*, Visit visit) {
  visit("name", &Bureau::name);
  visit("id", &Bureau::id);
}
template <class Visit>
void members(const Document*, Visit visit) {
  visit("number", &Document::number);
  visit("title", &Document::title);
  visit("date", &Document::date);
  visit("issuer", &Document::issuer);
  visit("url", &Document::url);
}
template <class Visit>
void members(const Contact*, Visit visit) {
  visit("name", &Contact::name);
  visit("title", &Contact::title);
  visit("role", &Contact::role);
}
template <class Visit>
void members(const StaffCount*, Visit visit) {
  visit("kind", &StaffCount::kind);
  visit("count", &StaffCount::count);
  visit("as_of", &StaffCount::as_of);
}
template <class Visit>
void members(const Eligibility*, Visit visit) {
  visit("text", &Eligibility::text);
  visit("division", &Eligibility::division);
  visit("valid_from", &Eligibility::valid_from);
  visit("valid_to", &Eligibility::valid_to);
}
template <class Visit>
void members(const ServiceOffer*, Visit visit) {
  visit("code", &ServiceOffer::code);
  visit("name", &ServiceOffer::name);
  visit("description", &ServiceOffer::description);
  visit("fees", &ServiceOffer::fees);
  visit("fees_description", &ServiceOffer::fees_description);
  visit("url", &ServiceOffer::url);
  visit("status", &ServiceOffer::status);
  visit("eligibility", &ServiceOffer::eligibility);
  visit("scope", &ServiceOffer::scope);
  visit("audience", &ServiceOffer::audience);
  visit("required_documents", &ServiceOffer::required_documents);
  visit("delivery_modes", &ServiceOffer::delivery_modes);
  visit("service_areas", &ServiceOffer::service_areas);
  visit("schedule", &ServiceOffer::hours);
}
template <class Visit>
void members(const Relation*, Visit visit) {
  visit("kind", &Relation::kind);
  visit("target", &Relation::target);
  visit("target_name", &Relation::target_name);
  visit("division", &Relation::division);
  visit("since", &Relation::since);
  visit("until", &Relation::until);
  visit("note", &Relation::note);
}
template <class Visit>
void members(const Channel*, Visit visit) {
  visit("kind", &Channel::kind);
  visit("url", &Channel::url);
  visit("phone", &Channel::phone);
  visit("note", &Channel::note);
}
template <class Visit>
void members(const Location*, Visit visit) {
  visit("kind", &Location::kind);
  visit("address", &Location::address);
  visit("position", &Location::position);
  visit("schedule", &Location::hours);
  visit("transportation", &Location::transportation);
  visit("accessibility", &Location::accessibility);
  visit("phone", &Location::phones);
}
template <class Visit>
void members(const Inspection*, Visit visit) {
  visit("year", &Inspection::year);
  visit("result", &Inspection::result);
  visit("document", &Inspection::document);
}
template <class Visit>
void members(const Penalty*, Visit visit) {
  visit("kind", &Penalty::kind);
  visit("document", &Penalty::document);
  visit("publish_until", &Penalty::publish_until);
}
template <class Visit>
void members(const FieldMetadata*, Visit visit) {
  visit("field", &FieldMetadata::field);
  visit("asserted_by", &FieldMetadata::asserted_by);
  visit("asserted_at", &FieldMetadata::asserted_at);
  visit("confirmed_at", &FieldMetadata::confirmed_at);
}

template <class Visit>
void members(const Withdrawal*, Visit visit) {
  visit("key", &Withdrawal::key);
  visit("reason", &Withdrawal::reason);
  visit("effective_date", &Withdrawal::effective_date);
  visit("successors", &Withdrawal::successors);
  visit("name", &Withdrawal::name);
  visit("document", &Withdrawal::document);
  visit("withdrawn_at", &Withdrawal::withdrawn_at);
  visit("version", &Withdrawal::version);
}

template <class T>
void write(std::string& out, const T& value);
template <class T>
void read(const Json& json, T& to);

// Written by hand, since a register writes a hundred thousand records and compares millions of fields.
inline void write(std::string& out, const std::string& value) {
  if (!is_valid_utf8(value)) {
    return write(out, to_utf8(to_code_points(value)));
  }
  out += '"';
  for (const char c : value) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  out += '"';
}
inline void write(std::string& out, int value) { out += std::to_string(value); }
inline void write(std::string& out, Instant value) { out += std::to_string(value); }
inline void write(std::string& out, bool value) { out += value ? "true" : "false"; }
inline void write(std::string& out, double value) { out += Json(value).dump(); }
template <class T>
void write(std::string& out, const std::vector<T>& values) {
  out += '[';
  for (const T& value : values) {
    out += out.back() == '[' ? "" : ",";
    write(out, value);
  }
  out += ']';
}
inline void write_name(std::string& out, std::string_view name) {
  out += out.back() == '{' ? "\"" : ",\"";
  out += name;
  out += "\":";
}
template <class T>
void write(std::string& out, const T& value) {
  const T empty{};
  out += '{';
  members(&value, [&](const char* name, auto member) {
    if (!(value.*member == empty.*member)) {
      write_name(out, name);
      write(out, value.*member);
    }
  });
  out += '}';
}

inline void read(const Json& json, std::string& to) { to = json.get_ref<const std::string&>(); }
inline void read(const Json& json, int& to) { to = json.get<int>(); }
inline void read(const Json& json, Instant& to) { to = json.get<Instant>(); }
inline void read(const Json& json, bool& to) { to = json.get<bool>(); }
inline void read(const Json& json, double& to) { to = json.get<double>(); }
template <class T>
void read(const Json& json, std::vector<T>& to) {
  to.clear();
  for (const Json& item : json.get_ref<const Json::array_t&>()) {
    read(item, to.emplace_back());
  }
}
template <class T>
void read(const Json& json, T& to) {
  to = T{};
  static_cast<void>(json.get_ref<const Json::object_t&>());  // throws when it is none
  members(&to, [&](const char* name, auto member) {
    if (auto found = json.find(name); found != json.end()) {
      read(*found, to.*member);
    }
  });
}

}  // namespace lawhub::record_json
