#include "registry/merge.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "base/text.h"
#include "registry/authority.h"
#include "registry/codes.h"
#include "registry/gaps.h"
#include "registry/name.h"
#include "registry/precedence.h"

namespace lawhub {

namespace {

/// One observation that says a field.
struct Candidate {
  const Observation* said;
  std::string value;  // field_json()
  int rank;
  int quality;  // 0 is best; what the value itself is worth, whoever says it
  bool stale;   // somebody said the field long after
  Instant asserted_at;
};

/// When the field was said: as the publisher knows it, but no later than the record in which it stands.
Instant asserted_at(const Observation& o, Field field) {
  const FieldMetadata* known = metadata_of(o.record, field);
  if (!known || known->asserted_at == 0) {
    return o.asserted_at;
  }
  return o.asserted_at == 0 ? known->asserted_at : std::min(known->asserted_at, o.asserted_at);
}

/// When the field was last known to hold.
Instant held_at(const Observation& o, Field field) {
  const FieldMetadata* known = metadata_of(o.record, field);
  return std::max(asserted_at(o, field), known ? known->confirmed_at : 0);
}

/// Does the status follow from a decision that is still public on that day?
bool is_by_decision(const Record& r, const std::string& day) {
  const std::string_view kind = r.status == Status::revoked                ? "revocation"
                                : r.status == Status::suspended_by_penalty ? "suspension"
                                                                           : "";
  const std::vector<Penalty> standing = penalties_on(r, day);
  return std::any_of(standing.begin(), standing.end(),
                     [&](const Penalty& p) { return p.kind == kind && !p.document.date.empty(); });
}

/// A point picked on the spot is worth more than one computed from a street, and that more than the middle of a place.
int quality_of(const Record& r, Field field) {
  if (field != Field::position) {
    return 0;
  }
  const std::string& method = r.position.method;
  return method == "surveyed" || method == "map-picked" ? 0 : method == "gazetteer" ? 2 : 1;
}

Assertion assertion_of(const Observation& o, Field field) {
  Assertion out{
      o.source, o.key, o.url, asserted_at(o, field), field_json(o.record, field), field_text(o.record, field)};
  if (const FieldMetadata* known = metadata_of(o.record, field)) {
    out.confirmed_at = known->confirmed_at;
    out.asserted_by = known->asserted_by;
  }
  return out;
}

/// The order in which words are believed; the last two only make it total.
auto order_of(const Candidate& c) {
  return std::tuple(c.quality, c.stale, c.rank, -c.asserted_at, std::string_view(c.said->source),
                    std::string_view(c.said->key));
}

std::string comparable(std::string_view name) { return without_space(fold(name)); }

/// The name as it is when it says nothing about itself in brackets.
NameReading without_remarks(const std::string& name, InstitutionType type) {
  NameReading out;
  if (name.find('(') != std::string::npos || name.find("（") != std::string::npos) {
    out = read_name(name, type, "");
  }
  if (out.form.empty() && out.former.empty()) {
    out.clean = name;
  }
  return out;
}

class Merging {
 public:
  Merging(const std::vector<const Observation*>& members, const std::map<std::string, Source>& sources)
      : members_(members), sources_(sources) {}

  Institution run() {
    insiders_ = std::any_of(members_.begin(), members_.end(), [&](const Observation* o) { return !is_outsider(*o); });
    decide(Field::type);  // first: ranks depend on it
    for (Field field : all_fields()) {
      if (field != Field::type && field != Field::alternate_names && field != Field::former_names) {
        decide(field);
      }
    }
    take_remarks();
    keep_registered_address();
    unite_former_names();
    unite_alternate_names();
    return std::move(out_);
  }

 private:
  bool is_outsider(const Observation& o) const { return !is_of_territory(sources_.at(o.source), o.record.division); }

  int rank(const Observation& o, Field field) const {
    const int r = rank_of(field, out_.record.type, sources_.at(o.source).standing);
    return r != kNever && is_identity(field) && is_outsider(o) ? kLastResort : r;
  }

  std::vector<Candidate> candidates(Field field) const {
    std::vector<Candidate> list;
    Instant newest = 0;
    for (const Observation* o : members_) {
      std::string value = field_json(o->record, field);
      const int r = rank(*o, field);
      if (!value.empty() && r != kNever) {
        list.push_back({o, std::move(value), r, quality_of(o->record, field), false, asserted_at(*o, field)});
        newest = std::max(newest, held_at(*o, field));
      }
    }
    const Instant decay = decay_of(field);
    for (Candidate& c : list) {
      const Instant held = held_at(*c.said, field);
      c.stale = decay > 0 && held > 0 && newest - held > decay;
    }
    if (field == Field::status) {
      prefer_decisions(iso_date(china_time(newest).date), list);
    }
    std::sort(list.begin(), list.end(),
              [](const Candidate& a, const Candidate& b) { return order_of(a) < order_of(b); });
    if (!list.empty() && insiders_ && is_identity(field) && is_outsider(*list.front().said)) {
      list.clear();  // what those whom it concerns do not say is not filled in by others
    }
    return list;
  }

  /// The worst status wins while its decision stands: what who may decide it announced, with document and date.
  void prefer_decisions(const std::string& day, std::vector<Candidate>& list) const {
    for (Candidate& c : list) {
      const int penalty_rank = rank(*c.said, Field::penalties);
      const bool may_decide = penalty_rank != kNever && penalty_rank <= 2;
      c.quality = may_decide && is_by_decision(c.said->record, day) ? 0 : 1;
    }
  }

  /// Why the first of `list` won.
  const char* rule(const std::vector<Candidate>& list, Field field) const {
    const Candidate& winner = list.front();
    const auto rival =
        std::find_if(list.begin(), list.end(), [&](const Candidate& c) { return c.value != winner.value; });
    if (rival == list.end()) {
      if (list.size() > 1) {
        return "agreed";
      }
      const bool silence_above = std::any_of(members_.begin(), members_.end(), [&](const Observation* o) {
        const int r = rank(*o, field);
        return r != kNever && r < winner.rank;
      });
      return silence_above ? "gap" : "only";
    }
    if (rival->quality != winner.quality) {
      return field == Field::status ? "penalty" : "precise";
    }
    if (rival->stale != winner.stale) {
      return "newer";
    }
    if (rival->rank != winner.rank) {
      return "precedence";
    }
    return rival->asserted_at != winner.asserted_at ? "newer" : "tie";
  }

  void note_losers(const std::vector<Candidate>& list, Field field, Provenance& provenance) const {
    for (const Candidate& c : list) {
      Assertion loser = assertion_of(*c.said, field);
      if (c.value != list.front().value && !loser.value_json.empty()) {
        provenance.losers.push_back(std::move(loser));
      }
    }
  }

  void decide(Field field) {
    const std::vector<Candidate> list = candidates(field);
    if (list.empty()) {
      return;
    }
    copy_field(list.front().said->record, out_.record, field);
    Provenance& provenance = out_.provenance[field];
    provenance.winner = assertion_of(*list.front().said, field);
    provenance.rule = rule(list, field);
    note_losers(list, field, provenance);
    for (std::size_t i = 1; i < list.size(); ++i) {
      const bool may_fill = !list[i].stale && list[i].rank != kLastResort;
      if (may_fill && fill_gaps(list[i].said->record, field, out_.record)) {
        provenance.rule = "united";
        provenance.winner.value_json = field_json(out_.record, field);
        provenance.winner.value_text = field_text(out_.record, field);
      }
    }
  }

  /// The address of the licence stays known where people are sent to another door.
  void keep_registered_address() {
    const std::vector<Candidate> list = candidates(Field::address);
    const auto said = std::min_element(list.begin(), list.end(), [&](const Candidate& a, const Candidate& b) {
      const auto order = [&](const Candidate& c) {
        return std::tuple(!c.said->record.address.registered, rank(*c.said, Field::licensing_authority), order_of(c));
      };
      return order(a) < order(b);
    });
    if (said == list.end() || !said->said->record.address.registered) {
      return;
    }
    const Address& registered = said->said->record.address;
    if (comparable(registered.text) == comparable(out_.record.address.text)) {
      return;
    }
    const auto same = [&](const Location& l) { return comparable(l.address.text) == comparable(registered.text); };
    std::vector<Location>& others = out_.record.other_locations;
    if (std::any_of(others.begin(), others.end(), same)) {
      return;
    }
    others.emplace_back().address = registered;
    Provenance& provenance = out_.provenance[Field::other_locations];
    if (provenance.rule.empty()) {
      provenance.winner = assertion_of(*said->said, Field::address);
    }
    provenance.rule = provenance.rule.empty() ? "only" : "united";
    provenance.winner.value_json = field_json(out_.record, Field::other_locations);
    provenance.winner.value_text = field_text(out_.record, Field::other_locations);
  }

  /// Notes who contributed to a united list: the best first, then those who said something else than the union.
  void note_united(Field field, const std::vector<Candidate>& list) {
    if (list.empty() || field_json(out_.record, field).empty()) {
      return;
    }
    Provenance& provenance = out_.provenance[field];
    provenance.winner = assertion_of(*list.front().said, field);
    provenance.rule = list.size() == 1 ? "only" : "united";
    note_losers(list, field, provenance);
    provenance.winner.value_json = field_json(out_.record, field);
    provenance.winner.value_text = field_text(out_.record, field);
  }

  /// A form or a former name in brackets is no part of the name, whoever wrote it there.
  void take_remarks() {
    NameReading reading = without_remarks(out_.record.name, out_.record.type);
    if (reading.clean == out_.record.name) {
      return;
    }
    out_.record.name = reading.clean;
    stated_former_ = std::move(reading.former);
    Provenance& provenance = out_.provenance[Field::name];
    provenance.winner.value_json = field_json(out_.record, Field::name);
    provenance.winner.value_text = field_text(out_.record, Field::name);
    if (!reading.form.empty() && out_.record.organization_form == Coded{}) {
      const Code* form = find_label("organization_form", reading.form);
      out_.record.organization_form.code = form ? form->code : reading.form;
      Provenance& of_form = out_.provenance[Field::organization_form];
      of_form.winner = provenance.winner;
      of_form.winner.value_json = field_json(out_.record, Field::organization_form);
      of_form.winner.value_text = field_text(out_.record, Field::organization_form);
      of_form.rule = "stated";
    }
  }

  void unite_former_names() {
    const std::vector<Candidate> list = candidates(Field::former_names);
    std::set<std::string> seen = {comparable(out_.record.name)};
    for (const Candidate& c : list) {
      for (const FormerName& former : c.said->record.former_names) {
        if (seen.insert(comparable(former.name)).second) {
          out_.record.former_names.push_back(former);
        }
      }
    }
    for (const std::string& former : stated_former_) {
      if (seen.insert(comparable(former)).second) {
        out_.record.former_names.push_back({former, ""});
      }
    }
    note_united(Field::former_names, list.empty() ? candidates(Field::name) : list);
  }

  /// What others call it, so that the search finds it under every spelling.
  void unite_alternate_names() {
    std::set<std::string> seen = {comparable(out_.record.name)};
    for (const FormerName& former : out_.record.former_names) {
      seen.insert(comparable(former.name));
    }
    const auto add = [&](const std::string& name) {
      if (seen.insert(comparable(name)).second) {
        out_.record.alternate_names.push_back(name);
      }
    };
    std::vector<Candidate> list = candidates(Field::alternate_names);
    for (const Candidate& c : list) {
      std::for_each(c.said->record.alternate_names.begin(), c.said->record.alternate_names.end(), add);
    }
    const std::vector<Candidate> names = candidates(Field::name);
    for (const Candidate& c : names) {
      add(without_remarks(c.said->record.name, out_.record.type).clean);
    }
    note_united(Field::alternate_names, list.empty() ? names : list);
  }

  const std::vector<const Observation*>& members_;
  const std::map<std::string, Source>& sources_;
  Institution out_;
  std::vector<std::string> stated_former_;
  bool insiders_ = false;  ///< somebody speaks of an institution in its own division
};

}  // namespace

Institution merge(const std::vector<const Observation*>& members, const std::map<std::string, Source>& sources) {
  return Merging(members, sources).run();
}

std::string_view rule_label(std::string_view rule) {
  struct Label {
    std::string_view rule, label;
  };
  static constexpr Label kLabels[] = {
      {"only", "只有这一个来源"},
      {"agreed", "各来源一致"},
      {"precedence", "此项以更权威的来源为准"},
      {"newer", "以较新的说法为准"},
      {"precise", "以更精确的位置为准"},
      {"gap", "更权威的来源没有说明,由此来源补充"},
      {"united", "汇总各来源"},
      {"tie", "各来源同等,取其一"},
      {"stated", "名称中写明"},
      {"penalty", "处罚期内以处罚决定为准"},
      {"decision", "人工核定"},
      {"withdrawn", "来源已撤销该机构"},
      {"not-listed", "已不见于名册"},
      {"rolled-back", "来源误发,已回退"},
  };
  for (const Label& row : kLabels) {
    if (row.rule == rule) {
      return row.label;
    }
  }
  return rule;
}

}  // namespace lawhub
