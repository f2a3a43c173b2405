#include "feeds/asking.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "feeds/record_maker.h"
#include "registry/address.h"
#include "registry/division.h"
#include "registry/division_prefix.h"
#include "registry/hours.h"
#include "registry/identifier.h"
#include "registry/identity.h"
#include "registry/name.h"
#include "registry/phone.h"

namespace lawhub {
namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// 3704 is 370400.
std::string whole_code(std::string_view digits) {
  std::string out(trim(digits));
  if (out.size() < 6) out.append(6 - out.size(), '0');
  return out;
}

std::string area_code_of(const std::string& division) {
  const Division* d = Divisions::get().find(division);
  return d == nullptr ? std::string() : d->area_code;
}

struct Understood {
  Json value;
  double confidence = 0;
  std::vector<std::string> problems;
};

Understood phone(std::string_view text, const AskingContext& context) {
  constexpr double kDoubtful = 0.5;
  constexpr std::string_view kRetired = "retired-area-code";
  PhoneReading reading = read_phones(text, context.area_code);
  std::vector<std::string> numbers;
  for (const Phone& p : reading.phones) numbers.push_back(to_text(p));
  std::string value = join(numbers, ";");
  const auto& problems = reading.problems;
  if (std::find(problems.begin(), problems.end(), kRetired) != problems.end())
    value += ";flag=" + std::string(kRetired);
  const double confidence = numbers.empty() ? 0 : problems.empty() ? 1 : kDoubtful;
  return {value, confidence, std::move(reading.problems)};
}

Understood hours(std::string_view text) {
  const HoursReading reading = read_hours(text);
  Understood out = {reading.notation, reading.confidence, {}};
  if (reading.notation.empty() && !trim(text).empty()) out.problems.emplace_back("not-understood");
  return out;
}

Understood address(std::string_view text, const std::string& host) {
  const AddressReading reading = read_address(text, host);
  Understood out;
  out.value = {{"division", reading.address.division},
               {"street", reading.address.street},
               {"premise", reading.address.premise},
               {"candidates", reading.candidates}};
  out.confidence = reading.confidence;
  if (!reading.candidates.empty()) {
    out.problems.emplace_back("ambiguous-division");
  } else if (reading.address.division.empty() && !trim(text).empty()) {
    out.problems.emplace_back("no-division");
  }
  return out;
}

Understood uscc(std::string_view text) {
  const UsccReading reading = read_uscc(text);
  Understood out = {reading.value, reading.valid ? 1.0 : 0.0, {}};
  if (!reading.valid) out.problems.push_back(reading.problem);
  if (!reading.repair.empty()) out.problems.push_back("是否应为 " + reading.repair);
  return out;
}

Understood name(std::string_view text, const std::string& host) {
  const auto type = type_of_name(text);
  const NameReading reading = read_name(text, type.value_or(InstitutionType::law_firm), host);
  Understood out;
  out.value = {{"name", reading.clean},        {"type", type ? std::string(code_of(*type)) : ""},
               {"core", reading.core},         {"place", reading.place},
               {"division", reading.division}, {"former", reading.former},
               {"form", reading.form}};
  out.confidence = type ? 1 : 0;
  if (!type && !trim(text).empty()) out.problems.emplace_back("no-type");
  return out;
}

Understood understand(Normaliser what, std::string_view text, const AskingContext& given) {
  AskingContext context = given;
  if (!context.division.empty()) context.division = whole_code(context.division);
  if (context.area_code.empty()) context.area_code = area_code_of(context.division);
  switch (what) {
    case Normaliser::phone:
      return phone(text, context);
    case Normaliser::hours:
      return hours(text);
    case Normaliser::address:
      return address(text, context.division);
    case Normaliser::uscc:
      return uscc(text);
    case Normaliser::name:
      return name(text, context.division);
  }
  return {};
}

/// The members of a listing as the cells of a row; what is not text stays for read_field().
class JsonListing {
 public:
  explicit JsonListing(const Json& json) : json_(json) {}

  /// Nothing when the listing is of no legal service.
  std::optional<Record> record() const {
    Listing row;
    for (const auto& [member, field] : kCells) {
      for (const std::string& text : texts_of(member)) row.cells.push_back({field, text});
    }
    PageContext page;
    page.division = division();
    Report ignored;
    std::optional<Record> out = make_record(row, page, ignored);
    if (!out) return std::nullopt;
    if (const auto type = type_of_code(text_of("institution_type") + text_of("type"))) out->type = *type;
    if (!page.division.empty()) out->division = page.division;
    for (const Field field : all_fields()) read_structured(field, *out);
    return out;
  }

 private:
  struct Cell {
    std::string_view member, field;
  };
  // The names of record_maker's cells behind those of the feed and the short ones.
  static constexpr Cell kCells[] = {{"name", "name"},
                                    {"institution_type", "type"},
                                    {"type", "type"},
                                    {"organization_identifier", "licence_no"},
                                    {"code", "licence_no"},
                                    {"uscc", "uscc"},
                                    {"licence", "licence_no"},
                                    {"phone", "phone"},
                                    {"address", "address"},
                                    {"website", "website"},
                                    {"url", "website"},
                                    {"email", "email"},
                                    {"former_name", "name_former"},
                                    {"schedule", "hours"},
                                    {"hours", "hours"},
                                    {"practice_status", "status"},
                                    {"description", "intro"}};

  std::vector<std::string> texts_of(std::string_view member) const {
    std::vector<std::string> out;
    const auto found = json_.find(std::string(member));
    if (found == json_.end()) return out;
    if (found->is_string()) out.push_back(found->get<std::string>());
    if (found->is_number_integer()) out.push_back(std::to_string(found->get<std::int64_t>()));
    if (found->is_array()) {
      for (const Json& item : *found) {
        if (item.is_string()) out.push_back(item.get<std::string>());
      }
    }
    return out;
  }
  std::string text_of(std::string_view member) const {
    const std::vector<std::string> texts = texts_of(member);
    return texts.empty() ? std::string() : std::string(trim(texts.front()));
  }

  std::string division() const {
    const std::string code = text_of("division_code") + text_of("division");
    if (!code.empty()) return whole_code(code);
    return read_division_prefix(fold(text_of("source")), "", PrefixOf::name).code;
  }

  void read_structured(Field field, Record& to) const {
    const auto found = json_.find(std::string(field_name(field)));
    if (found == json_.end() || found->empty()) return;
    const bool of_objects = found->is_object() || (found->is_array() && found->front().is_object());
    if (!of_objects) return;
    try {
      read_field(to, field, found->dump());
    } catch (const std::runtime_error&) {  // another form than the API's: what could be read stays
    }
  }

  const Json& json_;
};

Json answer(const Comparison& c) {
  static constexpr std::string_view kVerdicts[] = {"same", "different", "ask"};
  Json words = Json::array();
  for (const std::string& reason : c.reasons) words.push_back(reason_label(reason));
  return {{"verdict", kVerdicts[static_cast<std::size_t>(c.verdict)]},
          {"score", c.score},
          {"reasons", c.reasons},
          {"explanation", std::move(words)}};
}

}  // namespace

std::optional<Normaliser> normaliser_of_code(std::string_view code) {
  static constexpr std::string_view kCodes[] = {"phone", "hours", "address", "uscc", "name"};
  const auto* const found = std::find(std::begin(kCodes), std::end(kCodes), code);
  if (found == std::end(kCodes)) return std::nullopt;
  return static_cast<Normaliser>(found - std::begin(kCodes));
}

std::string normalise(Normaliser what, std::string_view text, const AskingContext& context) {
  const Understood u = understand(what, text, context);
  return dump(Json{{"input", text}, {"value", u.value}, {"confidence", u.confidence}, {"problems", u.problems}});
}

std::string compare_listings(std::string_view line) {
  const Json pair = Json::parse(line, nullptr, false);
  if (!pair.is_object() || !pair.contains("a") || !pair.contains("b") || !pair["a"].is_object() ||
      !pair["b"].is_object()) {
    return dump(Json{{"error", "每行应是 {\"a\":{…},\"b\":{…}}"}});
  }
  const std::optional<Record> a = JsonListing(pair["a"]).record(), b = JsonListing(pair["b"]).record();
  if (!a || !b) return dump(answer({Verdict::different, 0, {"no-legal-service"}}));
  return dump(answer(compare(*a, *b)));
}

}  // namespace lawhub
