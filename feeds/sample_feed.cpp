// A bureau that publishes the institutions feed: pages by resumption token, and tombstones.
#include <algorithm>

#include "base/hash.h"
#include "base/text.h"
#include "feeds/sample_particulars.h"
#include "feeds/sample_site.h"
#include "feeds/writer.h"
#include "registry/division.h"

namespace lawhub {
namespace {

using enum InstitutionType;

constexpr std::size_t kRecords = 400;  // on a page
constexpr const char* kDay = "2026-10-30";

struct Dated {
  std::string date;
  std::size_t institution;
};

Address address_of(const SampleInstitution& it, const SampleListing& said) {
  Address address;
  address.text = said.address;
  address.division = it.division;
  const std::size_t digit = it.street.find_first_of("0123456789");
  if (it.division.size() < 12 && digit != std::string::npos) {
    address.street = it.street.substr(0, digit);
    address.premise = it.street.substr(digit) + it.premise;
  }
  return address;
}

Position position_of(const SampleInstitution& it, const std::string& crs, SampleRandom& random) {
  Position position;
  if (!it.located) return position;
  position.longitude = it.point.longitude;
  position.latitude = it.point.latitude;
  // Some take the seat's point for everybody: a default, no position.
  if (random.chance(4))
    if (const auto seat = Divisions::get().seat_of(Divisions::get().county_of(it.division))) {
      position.longitude = seat->first.longitude;
      position.latitude = seat->first.latitude;
    }
  position.accuracy_m = 50;
  position.method = "map-picked";
  position.published_crs = crs;
  return position;
}

// Valid for five years; one in five has run out.
void add_forensic_licence(const SampleInstitution& it, Record& record) {
  const int from = 2021 + it.year % 5;
  record.identifiers.push_back(
      {"licence", it.licence, std::to_string(from) + "-10-01", std::to_string(from + 5) + "-09-30"});
}

Record record_of(const SampleSite& site, std::size_t i, const SampleListing& said) {
  const SampleInstitution& it = site.institution(i);
  const Divisions& divisions = Divisions::get();
  SampleRandom random(site.world().options.seed, "record " + it.id);  // the same in every feed
  Record record;
  record.type = it.type;
  record.name = said.name;
  if (it.type == mediation_committee || it.type == judicial_office) record.alternate_names = {it.short_name};
  if (!it.former_name.empty())
    record.former_names = {{it.former_name, it.type == notary_office ? "2017-12-31" : "2009-12-31"}};
  if (it.short_name.empty()) record.alternate_names.clear();
  if (!it.uscc.empty()) record.identifiers.push_back({"uscc", it.uscc, "", ""});
  if (!it.host_uscc.empty()) record.identifiers.push_back({"host-uscc", it.host_uscc, "", ""});
  if (it.type == forensic_institution) add_forensic_licence(it, record);
  if (it.type == law_firm && random.chance(40)) record.identifiers.push_back({"licence-old", it.licence, "", ""});
  record.status = it.type == law_firm && random.chance(1) ? Status::suspended : Status::active;
  record.supervising_bureau.name =
      sample_place_name(divisions.county_of(it.division)) + (it.division == "370000" ? "司法厅" : "司法局");
  if (is_licensed_by_province(it.type)) record.licensing_authority = "山东省司法厅";
  record.division = it.division;
  record.year_incorporated = std::to_string(it.year);
  record.website = site.website_of(i);
  record.contacts = {{it.person, "负责人", "principal"}};
  if (!it.phone.empty()) record.phones.push_back({it.phone, "", it.type == hotline ? "hotline" : "voice", ""});
  if (!it.fax.empty()) record.phones.push_back({it.fax, "", "fax", ""});
  if (it.type == law_firm) record.staff = {{"lawyer", it.staff, "2025-12-31"}};
  if (it.type == notary_office) record.staff = {{"notary", it.staff, "2025-12-31"}};
  record.address = address_of(it, said);
  record.position = position_of(it, site.source().source.division == "370000" ? "CGCS2000" : "GCJ02", random);
  const SampleHours& hours = sample_hours()[it.hours];
  if (!hours.notation.empty()) record.hours = {hours.notation, hours.spellings.front()};
  add_sample_particulars(it, SampleRandom(site.world().options.seed, "particulars " + it.id), record);
  return record;
}

std::string token_of(const SampleSite& site, std::size_t page) {
  return short_hash(site.source().source.id + " page " + std::to_string(page), 16);
}

std::string path_of(const SampleSite& site, std::size_t page) {
  return "/feeds/institutions.xml" + (page == 0 ? std::string() : "?token=" + token_of(site, page));
}

// Offices that are no more: names that nobody lists.
std::vector<Withdrawal> tombstones(const SampleSite& site) {
  std::vector<Withdrawal> gone;
  for (int n = 1; n <= 3; ++n) {
    Withdrawal w;
    w.key = site.source().source.division + ":LFM:90000" + std::to_string(n);
    w.reason = n == 3 ? "merged" : "cancelled";
    w.effective_date = "2025-0" + std::to_string(n + 2) + "-15";
    gone.push_back(w);
  }
  return gone;
}

}  // namespace

void write_feed_site(SampleSite& site) {
  std::vector<Dated> order;
  for (const std::size_t i : site.source().lists)
    order.push_back({spell(site.source(), site.institution(i), site.world().options.seed).date, i});
  std::stable_sort(order.begin(), order.end(), [](const Dated& a, const Dated& b) { return a.date < b.date; });
  const std::size_t pages = (order.size() + kRecords - 1) / kRecords;
  for (std::size_t page = 0; page < pages; ++page) {
    FeedPage feed;
    feed.bureau_id = "bur:" + site.source().source.division;
    feed.publisher_name = site.source().source.division == "370000" ? "山东省司法厅" : site.city_name() + "司法局";
    feed.division = site.source().source.division;
    feed.base_url = site.url("/feeds/");
    feed.response_date = start_of(*parse_iso_date(kDay));
    feed.deleted_record = "persistent";
    feed.complete_list_size = static_cast<std::int64_t>(order.size() + tombstones(site).size());
    if (page + 1 < pages) feed.resumption_token = token_of(site, page + 1);
    const std::string path = path_of(site, page);
    for (std::size_t k = page * kRecords; k < std::min((page + 1) * kRecords, order.size()); ++k) {
      const SampleListing said = site.listing(order[k].institution, path);
      Observation observation;
      observation.key = said.key;
      observation.asserted_at = start_of(*parse_iso_date(said.date)) + std::int64_t{10} * 3600;
      observation.record = record_of(site, order[k].institution, said);
      feed.records.push_back(std::move(observation));
    }
    if (page + 1 == pages) feed.withdrawals = tombstones(site);
    site.put_utf8(path, write_feed(feed), kDay);
  }
  site.put("/",
           "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>" + site.source().source.name +
               "</title></head><body><p>" + site.source().source.name +
               "（示例数据）：<a href=\"/feeds/institutions.xml\">institutions.xml</a></p></body></html>\n",
           kDay);
}

}  // namespace lawhub
