#include "feeds/sources_file.h"

#include <algorithm>
#include <functional>
#include <map>
#include <pugixml.hpp>
#include <set>
#include <sstream>
#include <stdexcept>

#include "base/charset.h"
#include "base/coordinate.h"
#include "base/signature.h"
#include "base/text.h"
#include "base/url.h"
#include "feeds/xml_guard.h"
#include "registry/division.h"

namespace lawhub {
namespace {

constexpr std::array kKinds = {SourceKind::site, SourceKind::xml_feed, SourceKind::oai, SourceKind::atom,
                               SourceKind::upload};
constexpr std::array kStandings = {Standing::registering, Standing::supervising, Standing::association,
                                   Standing::institution, Standing::publicity};

[[noreturn]] void fail(int line, const std::string& what) {
  throw std::runtime_error("sources:" + std::to_string(line) + ": " + what);
}

template <class Codes, class Value>
void read_code(const Codes& codes, std::string_view text, Value& value) {
  for (const Value each : codes) {
    if (code_of(each) != text) continue;
    value = each;
    return;
  }
  throw std::runtime_error("unknown code");
}

void read_count(std::string_view text, int& value) {
  std::int64_t number = 0;
  if (!parse_number(text, number) || number < 0 || number > 100000000) throw std::runtime_error("not a number");
  value = static_cast<int>(number);
}

void read_flag(std::string_view text, bool& value) {
  if (text != "true" && text != "false") throw std::runtime_error("must be true or false");
  value = text == "true";
}

/// Reads the text of one attribute into its field; throws what is wrong with it.
using Setter = std::function<void(Source&, std::string_view)>;

const std::map<std::string_view, Setter>& setters() {
  static const std::map<std::string_view, Setter> kSetters = {
      {"id",
       [](Source& s, std::string_view v) {
         if (v.empty() || v.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_.") != std::string_view::npos) {
           throw std::runtime_error("must be of a-z, 0-9, - _ .");
         }
         s.id = v;
       }},
      {"name", [](Source& s, std::string_view v) { s.name = v; }},
      {"kind", [](Source& s, std::string_view v) { read_code(kKinds, v, s.kind); }},
      {"standing", [](Source& s, std::string_view v) { read_code(kStandings, v, s.standing); }},
      {"division",
       [](Source& s, std::string_view v) {
         if (!v.empty() && Divisions::get().find(v) == nullptr) throw std::runtime_error("no such division");
         s.division = v;
       }},
      {"url",
       [](Source& s, std::string_view v) {
         if (!parse_url(v)) throw std::runtime_error("not an http or https URL");
         s.url = v;
       }},
      {"recipe", [](Source& s, std::string_view v) { s.recipe = v; }},
      {"crs",
       [](Source& s, std::string_view v) {
         if (!v.empty() && !datum_of(v)) throw std::runtime_error("unknown datum");
         s.crs = v;
       }},
      {"allow",
       [](Source& s, std::string_view v) {
         for (const std::string_view address : split(v, ' ')) {
           if (!address.empty()) s.allow.emplace_back(address);
         }
       }},
      {"delay_ms", [](Source& s, std::string_view v) { read_count(v, s.delay_ms); }},
      {"interval_minutes", [](Source& s, std::string_view v) { read_count(v, s.interval_minutes); }},
      {"page_limit", [](Source& s, std::string_view v) { read_count(v, s.page_limit); }},
      {"night",
       [](Source& s, std::string_view v) {
         if (!v.empty() && !parse_day_window(v)) throw std::runtime_error("not of the form 22:00-06:00");
         s.night = v;
       }},
      {"daily_requests", [](Source& s, std::string_view v) { read_count(v, s.daily_requests); }},
      {"ports",
       [](Source& s, std::string_view v) {
         const auto ports = parse_ports(v);
         if (!ports) throw std::runtime_error("not ports divided by spaces");
         s.ports = *ports;
       }},
      {"contact",
       [](Source& s, std::string_view v) {
         const bool mail =
             v.find('@') != std::string_view::npos && v.find_first_of(" \t/\r\n") == std::string_view::npos;
         if (!v.empty() && !mail && !parse_url(v)) throw std::runtime_error("neither a mail address nor a URL");
         s.contact = v;
       }},
      {"shrink_percent", [](Source& s, std::string_view v) { read_count(v, s.shrink_percent); }},
      {"shrink_records", [](Source& s, std::string_view v) { read_count(v, s.shrink_records); }},
      {"enabled", [](Source& s, std::string_view v) { read_flag(v, s.enabled); }}};
  return kSetters;
}

std::string read_day(const pugi::xml_node& element, const char* name, int line) {
  std::string day = element.attribute(name).value();
  if (!day.empty() && !parse_iso_date(day)) fail(line, std::string(name) + "=\"" + day + "\": not a date");
  return day;
}

SourceKey read_key(const pugi::xml_node& element, int line) {
  if (element.name() != std::string_view("key")) fail(line, std::string("unknown element ") + element.name());
  for (const pugi::xml_attribute& attribute : element.attributes()) {
    static const std::set<std::string_view> kKnown = {"id", "public", "valid_from", "valid_to"};
    if (kKnown.count(attribute.name()) == 0) fail(line, std::string("unknown attribute ") + attribute.name());
  }
  SourceKey key;
  key.id = element.attribute("id").value();
  key.public_key = element.attribute("public").value();
  if (key.id.empty()) fail(line, "a key needs an id");
  if (!is_public_key(key.public_key)) fail(line, "public: not the base64 of an Ed25519 public key");
  key.valid_from = read_day(element, "valid_from", line);
  key.valid_to = read_day(element, "valid_to", line);
  return key;
}

Source read_source(const pugi::xml_node& element, int line) {
  Source source;
  SourceAttributes attributes;
  for (const pugi::xml_attribute& attribute : element.attributes())
    attributes.emplace_back(attribute.name(), attribute.value());
  try {
    source = source_of(attributes);
  } catch (const SourceFault& fault) {
    fail(line, fault.what());
  }
  for (const pugi::xml_node& child : element.children()) source.keys.push_back(read_key(child, line));
  std::sort(source.keys.begin(), source.keys.end(), [](const SourceKey& x, const SourceKey& y) { return x.id < y.id; });
  const auto twice = std::adjacent_find(source.keys.begin(), source.keys.end(),
                                        [](const SourceKey& x, const SourceKey& y) { return x.id == y.id; });
  if (twice != source.keys.end()) fail(line, "the key " + twice->id + " is there twice");
  if (!source.keys.empty() && source.kind != SourceKind::xml_feed) fail(line, "only a feed is signed");
  return source;
}

}  // namespace

Source source_of(const SourceAttributes& attributes) {
  Source source;
  for (const auto& [name, value] : attributes) {
    const auto setter = setters().find(name);
    if (setter == setters().end()) throw SourceFault(name, "unknown attribute " + name);
    try {
      setter->second(source, value);
    } catch (const std::runtime_error& error) {
      throw SourceFault(name, name + "=\"" + value + "\": " + error.what());
    }
  }
  if (source.id.empty()) throw SourceFault("id", "a source needs an id");
  if (source.kind != SourceKind::upload && source.url.empty())
    throw SourceFault("url", "a source to be visited needs a url");
  return source;
}

SourceAttributes attributes_of(const Source& source) {
  SourceAttributes out{{"id", source.id},
                       {"name", source.name},
                       {"kind", std::string(code_of(source.kind))},
                       {"standing", std::string(code_of(source.standing))},
                       {"division", source.division}};
  if (!source.url.empty()) out.emplace_back("url", source.url);
  const SourceAttributes others{{"recipe", source.recipe},
                                {"crs", source.crs},
                                {"allow", join(source.allow, " ")},
                                {"delay_ms", std::to_string(source.delay_ms)},
                                {"interval_minutes", std::to_string(source.interval_minutes)},
                                {"page_limit", std::to_string(source.page_limit)},
                                {"night", source.night},
                                {"daily_requests", std::to_string(source.daily_requests)},
                                {"ports", ports_text(source.ports)},
                                {"contact", source.contact},
                                {"shrink_percent", std::to_string(source.shrink_percent)},
                                {"shrink_records", std::to_string(source.shrink_records)},
                                {"enabled", source.enabled ? "true" : "false"}};
  out.insert(out.end(), others.begin(), others.end());
  return out;
}

std::vector<Source> read_sources(std::string_view xml) {
  const std::string text = decode(xml, {}).utf8;
  if (const auto fault = find_xml_fault(text)) fail(fault->line, fault->message);
  pugi::xml_document document;
  if (!document.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8)) {
    fail(1, "not well-formed XML");
  }
  const TextPlaces places(text);
  const auto line_of = [&](const pugi::xml_node& node) {
    return places.of(static_cast<std::size_t>(node.offset_debug())).line;
  };
  const pugi::xml_node root = document.document_element();
  if (root.name() != std::string_view("sources")) fail(line_of(root), "the root element must be <sources>");
  std::vector<Source> sources;
  std::set<std::string> ids;
  for (const pugi::xml_node& element : root.children()) {
    const int line = line_of(element);
    if (element.name() != std::string_view("source")) fail(line, std::string("unknown element ") + element.name());
    sources.push_back(read_source(element, line));
    if (!ids.insert(sources.back().id).second) fail(line, "the id " + sources.back().id + " is there twice");
  }
  return sources;
}

std::string write_sources(const std::vector<Source>& sources) {
  pugi::xml_document document;
  pugi::xml_node root = document.append_child("sources");
  for (const Source& source : sources) {
    pugi::xml_node element = root.append_child("source");
    for (const auto& [name, value] : attributes_of(source))
      element.append_attribute(name.c_str()).set_value(value.c_str());
    for (const SourceKey& key : source.keys) {
      pugi::xml_node child = element.append_child("key");
      child.append_attribute("id").set_value(key.id.c_str());
      child.append_attribute("public").set_value(key.public_key.c_str());
      if (!key.valid_from.empty()) child.append_attribute("valid_from").set_value(key.valid_from.c_str());
      if (!key.valid_to.empty()) child.append_attribute("valid_to").set_value(key.valid_to.c_str());
    }
  }
  std::ostringstream out;
  document.save(out, " ", pugi::format_indent, pugi::encoding_utf8);
  return std::move(out).str();
}

}  // namespace lawhub
