#include "search/json.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "registry/codes.h"
#include "registry/division.h"
#include "registry/freshness.h"
#include "registry/record.h"

namespace lawhub {
namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json instant_or_null(Instant t) { return t == 0 ? Json() : Json(iso_instant(t)); }

Json code_labels(const std::vector<CodeLabel>& list, const char* label) {
  Json out = Json::array();
  for (const auto& one : list) out.push_back({{"code", one.code}, {label, one.label}});
  return out;
}

Json buckets(const std::vector<Bucket>& list) {
  Json out = Json::array();
  for (const auto& one : list) out.push_back({{"code", one.code}, {"label", one.label}, {"count", one.count}});
  return out;
}

Json position_json(const Position& p) {
  if (p.method.empty()) return nullptr;
  return {{"lat", p.latitude}, {"lon", p.longitude}, {"accuracy_m", p.accuracy_m}, {"method", p.method}};
}

Json phones_json(const std::vector<Phone>& phones) {
  Json out = Json::array();
  for (const auto& p : phones) {
    Json one{{"number", p.number}, {"kind", p.kind}};
    if (!p.extension.empty()) one["extension"] = p.extension;
    if (!p.label.empty()) one["label"] = p.label;
    out.push_back(std::move(one));
  }
  return out;
}

Json mentions_json(const std::vector<SourceMention>& mentions) {
  Json out = Json::array();
  for (const auto& m : mentions) {
    out.push_back({{"id", m.id}, {"name", m.name}, {"url", m.url}, {"asserted_at", instant_or_null(m.asserted_at)}});
  }
  return out;
}

Json open_json(OpenState state) {
  if (state == OpenState::unknown) return nullptr;
  return state == OpenState::open;
}

Json channels_json(const std::vector<Channel>& channels) {
  Json out = Json::array();
  for (const Channel& c : channels) {
    out.push_back({{"kind", c.kind},
                   {"label", code_label("channel", c.kind)},
                   {"url", c.url},
                   {"phone", c.phone},
                   {"note", c.note}});
  }
  return out;
}

Json relations_json(const std::vector<Relation>& relations) {
  Json out = Json::array();
  for (const Relation& r : relations) {
    out.push_back({{"kind", r.kind},
                   {"label", code_label("relation", r.kind)},
                   {"name", r.target_name},
                   {"division_code", r.division},
                   {"division_name", Divisions::get().full_name(r.division)},
                   {"note", r.note}});
  }
  return out;
}

Json institution_item(const Item& item) {
  Json out{{"kind", "institution"},
           {"id", item.id},
           {"type", code_of(item.type)},
           {"type_label", label_of(item.type)},
           {"name", item.name},
           {"former_names", item.former_names},
           {"division_code", item.division_code},
           {"division_name", item.division_name},
           {"address", item.address},
           {"phones", phones_json(item.phones)},
           {"position", position_json(item.position)}};
  if (item.distance_m) out["distance_m"] = std::round(*item.distance_m);
  out["status"] = code_of(item.status);
  out["status_label"] = label_of(item.status);
  out["open_now"] = open_json(item.open_now);
  out["opens_next"] = item.opens_next ? Json(iso_instant(*item.opens_next)) : Json();
  out["hours"] = item.hours;
  out["website"] = item.website;
  out["channels"] = channels_json(item.channels);
  out["relations"] = relations_json(item.relations);
  out["url"] = item.url;
  out["sources"] = mentions_json(item.sources);
  out["confirmed_at"] = instant_or_null(item.confirmed_at);
  out["confirmed_by"] = item.confirmed_by;
  out["remark"] = item.remark;
  out["snippet"] = item.snippet_html;
  out["pages"] = Json::array();
  for (const PageLink& page : item.pages) out["pages"].push_back({{"title", page.title}, {"url", page.url}});
  return out;
}

Json page_item(const Item& item) {
  return {{"kind", "page"},    {"title", item.title}, {"url", item.url},
          {"site", item.site}, {"date", item.date},   {"snippet", item.snippet_html}};
}

Json who_json(const std::vector<Helper>& who) {
  Json out = Json::array();
  for (const Helper& h : who) out.push_back({{"code", h.code}, {"label", h.label}, {"free_by", h.free_by}});
  return out;
}

Json reasons_json(const std::vector<Reason>& reasons) {
  Json out = Json::array();
  for (const Reason& r : reasons) out.push_back({{"words", r.words}, {"means", code_labels(r.means, "label")}});
  return out;
}

Json rewordings_json(const std::vector<Rewording>& rewordings) {
  Json out = Json::array();
  for (const Rewording& r : rewordings) {
    out.push_back({{"typed", r.typed}, {"taken_as", r.taken_as}, {"also", r.also}, {"instead", r.instead}});
  }
  return out;
}

Json divisions_json(const Understood& u) {
  Json out = code_labels(u.divisions, "name");
  for (std::size_t i = 0; i < std::min(out.size(), u.in_division.size()); ++i) out[i]["count"] = u.in_division[i];
  return out;
}

Json understood_json(const Understood& u) {
  return {{"divisions", divisions_json(u)},
          {"types", code_labels(u.types, "label")},
          {"matters", code_labels(u.matters, "label")},
          {"services", code_labels(u.services, "label")},
          {"audiences", code_labels(u.audiences, "label")},
          {"who", who_json(u.who)},
          {"open_now", u.open_now},
          {"weekend", u.weekend},
          {"near", u.near},
          {"text", u.text},
          {"quoted", u.quoted},
          {"reasons", reasons_json(u.reasons)},
          {"rewordings", rewordings_json(u.rewordings)}};
}

Json cards_json(const std::vector<Card>& cards) {
  Json out = Json::array();
  for (const auto& c : cards) {
    out.push_back({{"code", c.code},
                   {"title", c.title},
                   {"text", c.text},
                   {"phone", c.phone},
                   {"source", c.source},
                   {"date", c.date}});
  }
  return out;
}

/// A field's value in the words of the API: a position has the same members here as in a search answer.
Json value_json(Field field, const std::string& text) {
  auto value = Json::parse(text, nullptr, false);
  if (value.is_discarded()) return nullptr;
  if (field == Field::position && value.is_object()) {
    Json out{{"lat", value["latitude"]}, {"lon", value["longitude"]}};
    for (const auto& [name, member] : value.items()) {
      if (name != "latitude" && name != "longitude") out[name] = member;
    }
    return out;
  }
  return value;
}

Json source_face(const std::string& id, const std::map<std::string, Source>& sources) {
  const auto source = sources.find(id);
  return {{"id", id}, {"name", id.empty() ? "人工核定" : source == sources.end() ? id : source->second.name}};
}

Json assertion_json(Field field, const Assertion& a, const std::map<std::string, Source>& sources) {
  return {{"value", value_json(field, a.value_json)},
          {"text", a.value_text},
          {"source", source_face(a.source, sources)},
          {"url", a.url},
          {"asserted_at", instant_or_null(a.asserted_at)},
          {"asserted_by", a.asserted_by.empty() ? a.source : a.asserted_by},
          {"confirmed_at", instant_or_null(a.confirmed_at)}};
}

/// The institution that a relation means, as a member of the relation.
void add_related(const std::vector<RelatedInstitution>& related, Json& relations) {
  for (std::size_t i = 0; i < related.size() && i < relations.size(); ++i) {
    if (related[i].id.empty()) continue;
    relations[i]["institution"] = {
        {"id", related[i].id}, {"name", related[i].name}, {"url", "/institutions/" + related[i].id}};
  }
}

Json field_face(Field field, const Institution& institution, const std::map<std::string, Source>& sources) {
  Json out{{"label", field_label(field)},
           {"value", value_json(field, field_json(institution.record, field))},
           {"text", field_text(institution.record, field)}};
  auto why = institution.provenance.find(field);
  if (why == institution.provenance.end()) return out;
  auto winner = assertion_json(field, why->second.winner, sources);
  for (const char* name : {"source", "url", "asserted_at", "asserted_by", "confirmed_at"}) out[name] = winner[name];
  out["rule"] = why->second.rule;
  Json losers = Json::array();
  for (const auto& loser : why->second.losers) losers.push_back(assertion_json(field, loser, sources));
  out["losing"] = std::move(losers);
  return out;
}

Json counts_json(const JobCounts& c) {
  return {{"planned", c.planned},
          {"requests", c.requests},
          {"conditional", c.conditional},
          {"fetched", c.fetched},
          {"not_modified", c.not_modified},
          {"unvisited", c.unvisited},
          {"gone", c.gone},
          {"failed", c.failed},
          {"bytes", c.bytes},
          {"pages", c.pages},
          {"listings", c.listings},
          {"added", c.added},
          {"changed", c.changed},
          {"removed", c.removed}};
}

Json job_face(const Job& job, Instant now) {
  return {{"id", job.id},
          {"source", job.source},
          {"mode", code_of(job.mode)},
          {"state", code_of(job.state)},
          {"state_label", state_words(job, now)},
          {"phase", code_of(job.counts.phase)},
          {"silent", is_silent(job, now)},
          {"ordered_by", job.ordered_by},
          {"ordered_at", instant_or_null(job.ordered_at)},
          {"started_at", instant_or_null(job.started_at)},
          {"heartbeat_at", instant_or_null(job.heartbeat_at)},
          {"finished_at", instant_or_null(job.finished_at)},
          {"cancel_requested", job.cancel_requested},
          {"counts", counts_json(job.counts)},
          {"message", job.message},
          {"url", "/api/v1/admin/jobs/" + std::to_string(job.id)}};
}

/// What the public may know of a job: not who ordered it.
Json public_job(const Job& job, Instant now) {
  auto out = job_face(job, now);
  for (const char* name : {"ordered_by", "url", "heartbeat_at", "cancel_requested"}) out.erase(name);
  return out;
}

}  // namespace

std::string answer_json(const Answer& answer) {
  Json items = Json::array();
  for (const auto& item : answer.items) {
    items.push_back(item.kind == Item::Kind::page ? page_item(item) : institution_item(item));
  }
  return dump({{"query", {{"text", answer.q}, {"understood", understood_json(answer.understood)}}},
               {"total", answer.total},
               {"partial", answer.partial},
               {"items", std::move(items)},
               {"facets",
                {{"type", buckets(answer.by_type)},
                 {"division", buckets(answer.by_division)},
                 {"kind", buckets(answer.by_kind)}}},
               {"cards", cards_json(answer.cards)},
               {"remarks", answer.remarks},
               {"generation", answer.generation},
               {"took_ms", std::round(answer.took_ms * 100) / 100}});
}

std::string responsible_json(const Responsible& answer) {
  Json charges = Json::array();
  for (const auto& charge : answer.charges) {
    Json institutions = Json::array();
    for (const auto& item : charge.institutions) institutions.push_back(institution_item(item));
    charges.push_back({{"type", code_of(charge.type)},
                       {"type_label", label_of(charge.type)},
                       {"basis", charge.basis},
                       {"institutions", std::move(institutions)}});
  }
  return dump({{"division", answer.division},
               {"division_name", answer.division_name},
               {"basis", answer.basis},
               {"charges", std::move(charges)},
               {"generation", answer.generation}});
}

std::string suggestions_json(std::string_view typed, const std::vector<Suggestion>& suggestions) {
  Json list = Json::array();
  for (const auto& s : suggestions) {
    list.push_back({{"text", s.text}, {"kind", s.kind}, {"id", s.id}, {"detail", s.detail}});
  }
  return dump({{"q", typed}, {"suggestions", std::move(list)}});
}

std::string institution_json(const Institution& institution, const std::map<std::string, Source>& sources,
                             const std::vector<RelatedInstitution>& related, Instant now) {
  const auto& record = institution.record;
  Json fields = Json::object();
  for (Field field : all_fields()) {
    if (field_json(record, field).empty()) continue;
    Json& face = fields[std::string(field_name(field))] = field_face(field, institution, sources);
    if (field == Field::relations) add_related(related, face["value"]);
  }
  return dump(
      {{"id", institution.id},
       {"url", "/institutions/" + institution.id},
       {"presence", institution.presence == Presence::listed ? "listed" : "withdrawn"},
       {"type", code_of(record.type)},
       {"type_label", label_of(record.type)},
       {"subtype_label", field_text(record, Field::subtype)},
       {"name", record.name},
       {"aliases", institution.aliases},
       {"changed_at", instant_or_null(institution.as_of)},
       {"version", institution.revision},
       {"confirmed_at", instant_or_null(institution.confirmed_at)},
       {"confirmed_by", institution.confirmed_by.empty() ? Json() : source_face(institution.confirmed_by, sources)},
       {"remark", remark_of(institution, now)},
       {"fields", std::move(fields)}});
}

std::string division_json(const Division& division, const std::vector<Bucket>& by_type) {
  const auto& divisions = Divisions::get();
  Json lineage = Json::array(), children = Json::array();
  for (const auto* d : divisions.lineage(division.code)) lineage.push_back({{"code", d->code}, {"name", d->name}});
  for (const auto* d : divisions.children(division.code)) children.push_back({{"code", d->code}, {"name", d->name}});
  return dump({{"code", division.code},
               {"name", division.name},
               {"full_name", divisions.full_name(division.code)},
               {"level", code_of(division.level)},
               {"current", division.current},
               {"successor", division.successor.empty() ? Json() : Json(division.successor)},
               {"former_names", division.former_names},
               {"lineage", std::move(lineage)},
               {"children", std::move(children)},
               {"institutions", {{"type", buckets(by_type)}}}});
}

std::string sources_json(const std::vector<SourceStatus>& sources, Instant now) {
  Json list = Json::array();
  for (const auto& s : sources) {
    list.push_back({{"id", s.source.id},
                    {"name", s.source.name},
                    {"kind", code_of(s.source.kind)},
                    {"standing", code_of(s.source.standing)},
                    {"standing_label", label_of(s.source.standing)},
                    {"division", s.source.division},
                    {"url", s.source.url},
                    {"enabled", s.source.enabled},
                    {"observations", s.observations},
                    {"last_success", instant_or_null(s.last_success)},
                    {"held", s.held.empty() ? Json() : Json(s.held)},
                    {"last_job", s.last ? public_job(*s.last, now) : Json()}});
  }
  return dump({{"sources", std::move(list)}});
}

std::string job_json(const Job& job, Instant now) { return dump(job_face(job, now)); }

std::string jobs_json(const std::vector<Job>& jobs, Instant now) {
  Json list = Json::array();
  for (const auto& job : jobs) list.push_back(job_face(job, now));
  return dump({{"jobs", std::move(list)}});
}

std::string job_items_json(const Job& job, const std::vector<ItemGroup>& groups, const std::vector<JobItem>& items,
                           Instant now) {
  Json causes = Json::array();
  for (const auto& g : groups) {
    causes.push_back({{"phase", code_of(g.phase)},
                      {"outcome", g.outcome},
                      {"cause", g.cause},
                      {"count", g.count},
                      {"example", {{"url", g.url}, {"message", g.message}}}});
  }
  Json list = Json::array();
  for (const auto& item : items) {
    list.push_back({{"phase", code_of(item.phase)},
                    {"url", item.url},
                    {"outcome", item.outcome},
                    {"cause", item.cause},
                    {"http_status", item.http_status},
                    {"attempts", item.attempts},
                    {"message", item.message}});
  }
  return dump({{"job", job_face(job, now)}, {"causes", std::move(causes)}, {"items", std::move(list)}});
}

std::string error_json(std::string_view code, std::string_view message, std::string_view parameter, int position) {
  return dump({{"error", {{"code", code}, {"message", message}, {"parameter", parameter}, {"position", position}}}});
}

}  // namespace lawhub
