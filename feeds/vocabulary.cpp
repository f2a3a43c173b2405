#include "feeds/vocabulary.h"

#include <nlohmann/json.hpp>
#include <vector>

#include "base/text.h"
#include "registry/codes.h"
#include "registry/forensic_scope.h"
#include "registry/record.h"
#include "registry/services.h"

namespace lawhub {
namespace {

struct Entry {
  std::string list, code, label;
  std::vector<std::string> types;
  std::string parent;  // domain of a term, service of a forensic item
  std::vector<std::string> synonyms;
};

std::vector<std::string> codes_of_types(const std::vector<InstitutionType>& types) {
  std::vector<std::string> out;
  out.reserve(types.size());
  for (const InstitutionType type : types) out.emplace_back(code_of(type));
  return out;
}

std::string_view list_of(Facet facet) {
  switch (facet) {
    case Facet::domain:
      return "domain";
    case Facet::service:
      return "service";
    case Facet::audience:
      return "audience";
    default:
      return "matter";
  }
}

std::vector<Entry> entries() {
  std::vector<Entry> out;
  for (const InstitutionType type : all_institution_types()) {
    out.push_back({"institution_type", std::string(code_of(type)), std::string(label_of(type)), {}, "", {}});
  }
  for (const Status s : {Status::active, Status::suspended, Status::suspended_by_penalty, Status::closed,
                         Status::revoked, Status::cancelled, Status::merged, Status::unknown}) {
    out.push_back({"practice_status", std::string(code_of(s)), std::string(label_of(s)), {}, "", {}});
  }
  for (const Code& c : all_codes()) out.push_back({c.list, c.code, c.label, codes_of_types(c.types), "", {}});
  for (const Term& t : vocabulary()) {
    out.push_back({std::string(list_of(t.facet)), t.code, t.label, codes_of_types(t.types), t.domain, t.synonyms});
  }
  for (const ForensicItem& i : forensic_items()) {
    out.push_back({"forensic_scope", i.code, i.label, {}, i.service, i.synonyms});
  }
  return out;
}

std::string csv_cell(const std::string& text) {
  return text.find_first_of(",\"\r\n") == std::string::npos ? text : "\"" + replace_all(text, "\"", "\"\"") + "\"";
}

}  // namespace

std::string vocabulary_json() {
  nlohmann::ordered_json lists = nlohmann::ordered_json::object();
  for (const Entry& e : entries()) {
    nlohmann::ordered_json one = {{"code", e.code}, {"label", e.label}};
    if (!e.types.empty()) one["types"] = e.types;
    if (!e.parent.empty()) one[e.list == "forensic_scope" ? "service" : "domain"] = e.parent;
    if (!e.synonyms.empty()) one["synonyms"] = e.synonyms;
    lists[e.list].push_back(std::move(one));
  }
  const nlohmann::ordered_json out = {{"version", kVocabularyVersion}, {"lists", std::move(lists)}};
  return out.dump();
}

std::string vocabulary_csv() {
  std::string out = "\xEF\xBB\xBFlist,code,label,types,belongs_to,synonyms\r\n";
  for (const Entry& e : entries()) {
    for (const std::string& cell : {e.list, e.code, e.label, join(e.types, " "), e.parent}) {
      out += csv_cell(cell) + ",";
    }
    out += csv_cell(join(e.synonyms, ";")) + "\r\n";
  }
  return out;
}

}  // namespace lawhub
