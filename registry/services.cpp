#include "registry/services.h"

#include <stdexcept>
#include <unordered_map>

#include "base/text.h"
#include "base/tsv.h"
#include "registry/embedded.h"

namespace lawhub {
namespace {

Facet facet_of(std::string_view word) {
  if (word == "domain") return Facet::domain;
  if (word == "matter") return Facet::matter;
  if (word == "service") return Facet::service;
  if (word == "audience") return Facet::audience;
  throw std::runtime_error("services.tsv: unknown facet " + std::string(word));
}

std::vector<Term> load() {
  const Table table(registry_file("data/services.tsv"), "services.tsv");
  const std::size_t facet = table.column("facet"), code = table.column("code"), domain = table.column("domain"),
                    label = table.column("label"), types = table.column("types"), aid = table.column("legal_aid"),
                    synonyms = table.column("synonyms");
  std::vector<Term> terms;
  for (std::size_t row = 0; row < table.size(); ++row) {
    Term term;
    term.facet = facet_of(table.cell(row, facet));
    term.code = table.cell(row, code);
    term.domain = table.cell(row, domain);
    term.label = table.cell(row, label);
    term.legal_aid = table.cell(row, aid);
    for (const std::string_view type : split(table.cell(row, types), ';')) {
      if (type.empty()) continue;
      const std::optional<InstitutionType> known = type_of_code(type);
      if (!known) throw std::runtime_error("services.tsv: unknown institution type " + std::string(type));
      term.types.push_back(*known);
    }
    for (const std::string_view synonym : split(table.cell(row, synonyms), ';')) {
      if (!synonym.empty()) term.synonyms.emplace_back(synonym);
    }
    terms.push_back(std::move(term));
  }
  return terms;
}

}  // namespace

const std::vector<Term>& vocabulary() {
  static const std::vector<Term> kTerms = load();
  return kTerms;
}

const Term* find_term(std::string_view code) {
  static const std::unordered_map<std::string_view, const Term*> kByCode = [] {
    std::unordered_map<std::string_view, const Term*> map;
    for (const Term& term : vocabulary()) map.emplace(term.code, &term);
    return map;
  }();
  const auto found = kByCode.find(code);
  return found == kByCode.end() ? nullptr : found->second;
}

}  // namespace lawhub
