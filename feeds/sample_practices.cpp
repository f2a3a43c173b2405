// Law firms and their branches, notaries, forensic and grass-roots offices: those with a licence.
#include <map>
#include <stdexcept>

#include "feeds/sample_book.h"
#include "feeds/sample_random.h"
#include "feeds/sample_words.h"
#include "registry/identifier.h"

namespace lawhub {
namespace {

using enum InstitutionType;

void law_firms(SampleBook& book) {
  const std::size_t count = book.left(law_firm);
  std::string last;
  for (std::size_t i = 0; i < count; ++i) {
    SampleRandom random(book.options().seed, "firm " + std::to_string(i));
    std::string trade;
    if (!last.empty() && random.chance(4)) trade = book.trade_names().sounding_like(last);
    if (!last.empty() && trade.empty() && random.chance(2)) trade = book.trade_names().beginning_with(last);
    if (trade.empty()) trade = book.trade_names().next();
    if (trade.empty()) throw std::runtime_error("sample: no trade names left for law firms");
    SampleInstitution& it =
        book.add(law_firm, "山东" + trade + "律师事务所", book.counties()[book.busy_county(i)]->code);
    it.short_name = "山东" + trade + "律所";
    it.specialty = random.pick(sample_words("specialty")) + "、" + random.pick(sample_words("specialty"));
    // Two firms in one building, floor above floor, each with a telephone of its own.
    if (i > 30 && random.chance(4)) {
      const SampleInstitution& neighbour = book.all()[book.all().size() - 1 - random.below(8)];
      if (neighbour.type == law_firm && neighbour.division == it.division) {
        it.street = neighbour.street;
        it.premise = "泰和大厦" + std::to_string(random.between(29, 40)) + "层";
      }
    }
    last = trade;
  }
}

void branches(SampleBook& book) {
  std::vector<std::size_t> firms;
  for (std::size_t i = 0; i < book.all().size(); ++i)
    if (book.all()[i].type == law_firm) firms.push_back(i);
  for (std::size_t i = 0; book.wanted(law_firm_branch); ++i) {
    SampleRandom random(book.options().seed, "branch " + std::to_string(i));
    const std::string head = book.all()[random.pick(firms)].name;
    const Division* county = book.counties()[book.busy_county(i)];
    const std::string trade = head.substr(0, head.size() - std::string_view("律师事务所").size());
    const std::string name = trade + "(" + county->short_name + ")律师事务所";
    // 市中 alone says nothing: two cities have one.
    if (!book.free(name) || book.find(head)->division == county->code || county->short_name == "市中") continue;
    SampleInstitution& it = book.add(law_firm_branch, name, county->code);
    it.former_name = head + county->short_name + "分所";  // the rule of before 2010
    it.year = 1995 + it.year % 14;
    it.parent = head;
  }
}

void notaries(SampleBook& book) {
  std::vector<std::string> trades = sample_words("notary");
  std::size_t used = 0;
  const std::size_t count = book.left(notary_office);
  for (std::size_t i = 0; i < count; ++i) {
    const Division* county = book.counties()[book.busy_county(i + 9)];
    const std::string city = book.divisions().find(county->parent)->name;
    std::string name = "山东省" + county->name + "公证处";
    std::string former;
    if (county->name.ends_with("区") || !book.free(name)) {
      if (i < book.counties().size()) former = city + county->name + "公证处";
      name = "山东省" + city + (used < trades.size() ? trades[used] : book.trade_names().next()) + "公证处";
      ++used;
    }
    // The one trade name that two cities share: names differ by the city only.
    if (county->code == "371302" && i < book.counties().size()) name = "山东省临沂市" + trades[0] + "公证处";
    SampleInstitution& it = book.add(notary_office, name, county->code);
    it.former_name = former;
    it.staff = static_cast<int>(4 + i % 12);
    const std::size_t at = name.find("市");
    if (!former.empty() && at != std::string::npos) it.short_name = name.substr(at + std::string_view("市").size());
  }
}

void forensic_of_hospital(SampleBook& book, const Division& county, std::size_t i) {
  const auto& hospitals = sample_words("hospital");
  const std::string hospital = county.short_name + hospitals[i % hospitals.size()] + "医院";
  if (!book.free(hospital + "法医司法鉴定所")) return;
  SampleInstitution& first = book.add(forensic_institution, hospital + "法医司法鉴定所", county.code);
  first.short_name = hospital + "司法鉴定所";
  const std::string host = complete_uscc("12" + county.code + "49" + sample_number(500000 + i, 6));
  const std::size_t at = book.all().size() - 1;
  first.uscc.clear();
  first.host_uscc = host;
  // Some hospitals have two, with one code and one gate between them.
  if (i % 4 != 0 || !book.wanted(forensic_institution)) return;
  SampleInstitution& second = book.add(forensic_institution, hospital + "精神疾病司法鉴定所", county.code);
  second.uscc.clear();
  second.host_uscc = host;
  second.street = book.all()[at].street;
  second.premise = "东院";
}

void forensic_offices(SampleBook& book) {
  const auto& trades = sample_words("forensic");
  for (std::size_t i = 0; book.wanted(forensic_institution); ++i) {
    const Division& county = *book.counties()[i % book.counties().size()];
    if (i % 2 == 0) {
      forensic_of_hospital(book, county, i);
      continue;
    }
    const std::string city = book.divisions().find(county.parent)->short_name;
    const std::string trade = trades[(i / 2) % trades.size()] + (i % 3 == 0 ? "司法鉴定中心" : "司法鉴定所");
    std::string name = city + trade;
    if (!book.free(name)) name = county.short_name + trade;
    if (!book.free(name)) continue;
    book.add(forensic_institution, name, county.code).short_name = trade;
  }
  std::map<std::string, std::size_t> serials;
  for (SampleInstitution& it : book.all()) {
    if (it.type != forensic_institution) continue;
    const std::string county = book.divisions().county_of(it.division);
    it.licence = county + "1" + sample_number(++serials[county], 2);
    it.specialty = SampleRandom(book.options().seed, it.name).pick(sample_words("scope"));
    it.old_street.clear();
  }
}

void grassroots_offices(SampleBook& book) {
  for (std::size_t round = 0; book.wanted(grassroots_legal_office) && round < 40; ++round)
    for (std::size_t c = 0; c < book.counties().size() && book.wanted(grassroots_legal_office); ++c) {
      const Division* at = book.town(c, round);
      if (at == nullptr) continue;
      const std::string name = book.counties()[c]->name + at->short_name + "法律服务所";
      if (!book.free(name)) continue;
      SampleInstitution& it = book.add(grassroots_legal_office, name, at->code);
      it.short_name = book.counties()[c]->name + at->short_name + "基层法律服务所";
      it.specialty = SampleRandom(book.options().seed, name).pick(sample_words("specialty"));
    }
}

}  // namespace

void add_practices(SampleBook& book) {
  law_firms(book);
  branches(book);
  notaries(book);
  forensic_offices(book);
  grassroots_offices(book);
}

}  // namespace lawhub
