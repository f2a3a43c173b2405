// What a question is answered with: one struct, two faces (json.h, html.h).
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "registry/hours.h"
#include "registry/record.h"

namespace lawhub {

struct CodeLabel {
  std::string code, label;
};
struct Bucket {
  std::string code, label;
  std::size_t count = 0;
};

/// Words of the question, and what they were taken to mean: a division, types, matters, services.
struct Reason {
  std::vector<std::string> words;  ///< folded
  std::vector<CodeLabel> means;
};
/// Words that were taken for others: mistyped, or typed in pinyin.
struct Rewording {
  std::string typed, taken_as;
  bool also = false;    ///< what was typed is a word of its own (公正): results that hold it are there, too
  std::string instead;  ///< the question that takes the words as they were typed
};
/// Whom to ask.
struct Helper {
  std::string code, label;  ///< of a type of institution
  std::string free_by;      ///< Chinese: the law by which it costs nothing; empty when it may cost something
};

/// What was understood of the words.
struct Understood {
  std::vector<CodeLabel> divisions;      ///< several when a name is ambiguous
  std::vector<std::size_t> in_division;  ///< then: how many of the results lie in each
  std::vector<CodeLabel> types;
  std::vector<CodeLabel> matters;
  std::vector<CodeLabel> services;
  std::vector<CodeLabel> audiences;
  std::vector<Helper> who;  ///< the types that were named, or else who helps, in the order in which to ask
  bool open_now = false;
  bool weekend = false;  ///< asks for who is open at the weekend
  bool near = false;
  std::string text;  ///< what is left for the text search
  std::vector<Reason> reasons;
  std::vector<Rewording> rewordings;
  std::vector<std::string> quoted;  ///< folded; asked for exactly and in order
};

struct SourceMention {
  std::string id, name, url;
  Instant asserted_at = 0;
};

struct PageLink {
  std::string title, url;
};

struct Item {
  enum class Kind { institution, page } kind = Kind::institution;
  std::string id;            ///< institutions
  std::string url;           ///< institution: its page at the hub ("/institutions/ID"); page: its address on the web
  std::string snippet_html;  ///< safe HTML: escaped text with <em> around what matched; may be empty
  // Institutions
  InstitutionType type = InstitutionType::law_firm;
  std::string name;
  std::vector<std::string> former_names;
  std::string division_code, division_name;
  std::string address;
  std::vector<Phone> phones;
  Position position;  ///< method empty: none
  std::optional<double> distance_m;
  Status status = Status::unknown;
  OpenState open_now = OpenState::unknown;
  std::string hours;                  ///< canonical notation
  std::optional<Instant> opens_next;  ///< when it is closed now and that is known
  std::string website;
  std::vector<Channel> channels;    ///< ways to be served without finding the door
  std::vector<Relation> relations;  ///< to other institutions and to places
  std::vector<SourceMention> sources;
  Instant confirmed_at = 0;     ///< 0: nobody dated what they said
  std::string confirmed_by;     ///< name of the source
  std::vector<PageLink> pages;  ///< of its own site, that answer the question, too
  std::string remark;           ///< Chinese: not confirmed in time, or no longer listed; empty when all is well
  // Pages
  std::string title, site, date;
};

struct Card {
  std::string code, title, text, phone, source, date;
};

struct Answer {
  std::string q;
  Understood understood;
  std::size_t total = 0;
  bool partial = false;
  std::vector<Item> items;
  std::vector<Bucket> by_type, by_division, by_kind;
  std::vector<Card> cards;
  std::vector<std::string> remarks;  ///< Chinese: what was widened or assumed
  std::string generation;            ///< id of the generation that answered
  double took_ms = 0;
};

struct Suggestion {
  std::string text;    ///< what to search for
  std::string kind;    ///< institution, type, division, matter, service
  std::string id;      ///< institution id or code
  std::string detail;  ///< 枣庄市薛城区
};

}  // namespace lawhub
