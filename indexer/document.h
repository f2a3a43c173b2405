// From a record of the registry or a page of the crawl to a document of the index.
#pragma once
#include <xapian.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/facts.h"
#include "registry/institution.h"
#include "registry/pages.h"

namespace lawhub {

/// What a result shows of an institution, kept in its document: a page of results needs no registry.
struct StoredInstitution {
  struct Mention {
    std::string id, name, url;
    Instant asserted_at = 0;
    bool operator==(const Mention&) const = default;
  };
  std::string id;
  InstitutionType type = InstitutionType::law_firm;
  std::string name;
  std::vector<std::string> former_names;
  std::string division_code, division_name;  ///< name with its city: 枣庄市薛城区
  std::string address;
  std::vector<Phone> phones;
  Position position;  ///< method "gazetteer": the seat of its division, because nobody published a better point
  Status status = Status::unknown;
  std::string hours;  ///< canonical notation
  std::string website;
  std::string text;                 ///< description and services, for the snippet
  std::vector<Channel> channels;    ///< ways to be served
  std::vector<Relation> relations;  ///< to other institutions and to places
  std::vector<Mention> mentions;    ///< sources that speak of it, newest first
  Instant confirmed_at = 0;         ///< 0: nobody dated what they said
  std::string confirmed_by;         ///< name of the source
  bool unlisted = false;            ///< its registering source lists it no more …
  std::string unlisted_since;       ///< … since that ISO date
  bool operator==(const StoredInstitution&) const = default;
};

struct StoredPage {
  std::string title, url, site, date;
  std::string text;  ///< the beginning of it, at most 64 KiB
  bool operator==(const StoredPage&) const = default;
};

using SourceNames = std::map<std::string, std::string>;  ///< Source::id → Source::name

/// An institution that is listed.
Xapian::Document document_of(const Institution& institution, const SourceNames& sources);
/// A page that is findable.
Xapian::Document document_of(const Page& page, const SourceNames& sources);

/// The unique term of each.
std::string id_term(std::string_view institution);
std::string page_term(std::string_view source, std::string_view url);
/// The term of a relation to a place: kind of the list relation, present code of the division.
std::string relation_term(std::string_view kind, std::string_view division);
/// The term of a whole name, from its name_key(). Names longer than a term may be stand by their digest.
std::string name_term(std::string_view key);

/// The data of a document. Throw std::runtime_error when it is not what document_of() writes.
StoredInstitution stored_institution(std::string_view data);
StoredPage stored_page(std::string_view data);

}  // namespace lawhub
