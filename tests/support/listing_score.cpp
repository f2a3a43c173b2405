#include "tests/support/listing_score.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <vector>

#include "base/file.h"
#include "base/text.h"
#include "base/tsv.h"
#include "base/url.h"
#include "crawler/extract.h"
#include "crawler/json_list.h"
#include "feeds/assemble.h"
#include "feeds/record_maker.h"
#include "registry/phone.h"

namespace lawhub {
namespace {

constexpr const char* kFields[] = {"division", "address",     "phones", "fax",     "uscc",
                                   "licence",  "responsible", "hours",  "website", "email"};
using Values = std::map<std::string, std::vector<std::string>>;

std::string same_form(std::string_view text) { return fold(without_space(text)); }

/// "370400" → "3704": a listing is as well placed deeper inside.
std::string prefix_of(std::string_view division) {
  std::string code(division);
  while (code.size() > 2 && code.size() <= 6 && code.ends_with("00")) code.resize(code.size() - 2);
  return code;
}

std::string url_form(std::string_view text) {
  const std::string written(trim(text));
  const auto url = parse_url(written.find("://") == written.npos ? "http://" + written : written);
  return url ? url->text() : written;
}

std::vector<std::string> numbers_of(std::string_view cell, std::string_view division) {
  std::vector<std::string> numbers;
  for (const auto part : split(cell, ';')) {
    if (trim(part).empty() || trim(part).starts_with("ext")) continue;
    const auto reading = read_phones(part, division);
    for (const auto& phone : reading.phones) numbers.push_back(phone.number);
    if (reading.phones.empty()) numbers.emplace_back(trim(part));
  }
  return numbers;
}

void put(Values& values, const char* field, std::string text) {
  if (!text.empty()) values[field].push_back(std::move(text));
}

Values found_of(const Record& record) {
  Values values;
  put(values, "division", record.division);
  put(values, "address", same_form(record.address.text));
  for (const auto& phone : record.phones) {
    auto& numbers = values[phone.kind == "fax" ? "fax" : "phones"];
    if (std::find(numbers.begin(), numbers.end(), phone.number) == numbers.end()) numbers.push_back(phone.number);
  }
  const auto identifier = [&](std::string_view scheme) { return std::string(identifier_of(record, scheme)); };
  const std::string uscc = identifier("uscc");
  put(values, "uscc", uscc.empty() ? identifier("host-uscc") : uscc);
  const std::string licence = identifier("licence");
  put(values, "licence", same_form(licence.empty() ? identifier("licence-old") : licence));
  for (const auto& contact : record.contacts) put(values, "responsible", same_form(contact.name));
  put(values, "hours", same_form(record.hours.text));
  put(values, "website", record.website.empty() ? "" : url_form(record.website));
  put(values, "email", same_form(record.email));
  return values;
}

/// A page with its truth and what was found on it.
struct SavedPage {
  Page page;
  std::string file, shape;
  Source source;
  std::optional<std::string> dictionary;
};
struct Truth {
  std::string file, name;
  Values values;
  bool met = false;
};

Standing standing_of(std::string_view word) {
  for (const auto standing : {Standing::registering, Standing::supervising, Standing::association,
                              Standing::institution, Standing::publicity}) {
    if (word == code_of(standing)) return standing;
  }
  return Standing::supervising;
}

std::vector<SavedPage> read_pages(const std::string& folder) {
  const std::string text = read_file(folder + "/pages.tsv");
  const Table rows(text, "pages.tsv");
  std::vector<SavedPage> pages;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto cell = [&](const char* name) { return std::string(rows.cell(i, rows.column(name))); };
    SavedPage saved;
    saved.file = cell("file");
    saved.shape = cell("shape");
    saved.page.url = cell("url");
    saved.page.content_type = cell("content_type");
    saved.page.body = read_file(folder + "/listings/" + saved.file);
    saved.source.id = "s";
    saved.source.name = cell("source_name");
    saved.source.division = cell("source_division");
    saved.source.standing = standing_of(cell("source_standing"));
    // What a publicity site lists is not taken into the registry; how its pages read is measured all the same.
    if (saved.source.standing == Standing::publicity) saved.source.standing = Standing::supervising;
    const auto url = parse_url(saved.page.url);
    saved.source.url = url ? url->origin() + "/" : saved.page.url;
    const auto dictionary =
        std::filesystem::path(folder + "/listings/" + saved.file).replace_extension().string() + ".dict.json";
    if (std::filesystem::exists(dictionary)) saved.dictionary = read_file(dictionary);
    pages.push_back(std::move(saved));
  }
  return pages;
}

std::vector<Truth> read_truth(const std::string& folder) {
  const std::string text = read_file(folder + "/listings.tsv");
  const Table rows(text, "listings.tsv");
  std::vector<Truth> truth;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto cell = [&](const char* name) { return std::string(trim(rows.cell(i, rows.column(name)))); };
    Truth row{cell("file"), same_form(cell("name")), {}};
    put(row.values, "division", cell("division"));
    put(row.values, "address", same_form(cell("address")));
    for (auto& number : numbers_of(cell("phones"), {})) put(row.values, "phones", std::move(number));
    for (auto& number : numbers_of(cell("fax"), {})) put(row.values, "fax", std::move(number));
    put(row.values, "uscc", cell("uscc"));
    put(row.values, "licence", same_form(cell("licence")));
    put(row.values, "responsible", same_form(cell("responsible")));
    put(row.values, "hours", same_form(cell("hours")));
    put(row.values, "website", cell("website").empty() ? "" : url_form(cell("website")));
    put(row.values, "email", same_form(cell("email")));
    truth.push_back(std::move(row));
  }
  return truth;
}

std::vector<Sighting> json_sightings(const SavedPage& saved) {
  std::vector<Sighting> sightings;
  Report report;
  const PageContext context{saved.page.url, saved.source.division, {}, std::nullopt};
  for (const auto& listing : read_json_list(saved.page.body, saved.dictionary.value_or(""))) {
    auto record = make_record(listing, context, report);
    if (!record) continue;
    Sighting sighting;
    sighting.said = {"s", {}, saved.page.url, listing.evidence, 0, std::move(*record)};
    sightings.push_back(std::move(sighting));
  }
  return sightings;
}

/// What the pages of one site say together. A page is read with what the links to it said.
std::vector<Observation> read_site(const std::vector<const SavedPage*>& pages) {
  std::map<std::string, std::string> contexts;
  const Recipe& generic = find_recipe("");
  for (const auto* saved : pages) {
    if (saved->shape.starts_with("json")) continue;
    if (const auto found = extract(saved->page, "page", saved->source, generic)) {
      for (const auto& link : found->links) contexts.emplace(link.url, link.context);
    }
  }
  std::vector<Sighting> sightings;
  for (const auto* saved : pages) {
    std::vector<Sighting> more;
    if (saved->shape.starts_with("json")) {
      more = json_sightings(*saved);
    } else if (auto found = extract(saved->page, "page", saved->source, generic, contexts[saved->page.url])) {
      more = std::move(found->sightings);
    }
    std::move(more.begin(), more.end(), std::back_inserter(sightings));
  }
  Report report;
  return assemble(std::move(sightings), pages.front()->source, report);
}

bool agrees(const std::string& field, const std::string& found, const std::string& said) {
  if (field == "division") return found.starts_with(prefix_of(said));
  if (field == "licence" || field == "uscc") return fold(found) == fold(said);
  return found == said;
}

class Scorer {
 public:
  explicit Scorer(const std::string& folder) : pages_(read_pages(folder)), truth_(read_truth(folder)) {}

  ListingScore run() {
    score_.listings = static_cast<int>(truth_.size());
    std::map<std::string, std::vector<const SavedPage*>> sites;
    for (const auto& saved : pages_) {
      shape_of_[saved.file] = saved.shape;
      file_of_[saved.page.url] = saved.file;
      sites[saved.source.url + saved.source.name].push_back(&saved);
    }
    for (const auto& [site, pages] : sites) compare(pages);
    for (const auto& truth : truth_) {
      if (!truth.met) miss(truth);
    }
    return std::move(score_);
  }

 private:
  void compare(const std::vector<const SavedPage*>& pages) {
    std::set<std::string> files;
    for (const auto* saved : pages) files.insert(saved->file);
    for (const auto& observation : read_site(pages)) {
      const std::string& file = file_of_[observation.url];
      const std::string name = same_form(observation.record.name);
      Truth* match = nullptr;
      for (auto& truth : truth_) {
        if (truth.met || truth.name != name || !files.contains(truth.file)) continue;
        if (match == nullptr || truth.file == file) match = &truth;
        if (truth.file == file) break;
      }
      const std::string& shape = shape_of_[match == nullptr ? file : match->file];
      if (match == nullptr) {
        ++score_.shapes[shape]["name"].wrong;
        note(shape, "名单外", observation.record.name, "");
      } else {
        match->met = true;
        ++score_.shapes[shape]["name"].right;
        ++score_.shapes[shape]["name"].said;
      }
      const bool own = pages.front()->source.standing == Standing::institution;
      compare(shape, observation.record.name, found_of(observation.record), match == nullptr ? Values() : match->values,
              own);
    }
  }

  void compare(const std::string& shape, const std::string& name, Values found, const Values& said, bool own) {
    for (const std::string field : kFields) {
      auto values = found[field];
      const auto place = said.find(field);
      auto truth = place == said.end() ? std::vector<std::string>() : place->second;
      // Completed from the source, not from the page.
      if (truth.empty() && (field == "division" || (own && field == "website"))) continue;
      // Since 2016 a firm's licence number is its credit code.
      if (field == "licence" && values.empty() && !truth.empty()) values = found["uscc"];
      auto& score = score_.shapes[shape][field];
      score.said += static_cast<int>(truth.size());
      for (const auto& value : values) {
        const auto same =
            std::find_if(truth.begin(), truth.end(), [&](const std::string& t) { return agrees(field, value, t); });
        if (same == truth.end()) {
          ++score.wrong;
          note(shape, name + " " + field + " 多", value, "");
        } else {
          ++score.right;
          truth.erase(same);
        }
      }
      for (const auto& value : truth) note(shape, name + " " + field + " 少", "", value);
    }
  }

  void miss(const Truth& truth) {
    auto& fields = score_.shapes[shape_of_[truth.file]];
    ++fields["name"].said;
    note(shape_of_[truth.file], "未找到 " + truth.name, "", truth.file);
    for (const auto& [field, values] : truth.values) fields[field].said += static_cast<int>(values.size());
  }

  void note(const std::string& shape, const std::string& what, const std::string& found, const std::string& said) {
    score_.mistakes += shape + ": " + what + " [" + found + "] [" + said + "]\n";
  }

  std::vector<SavedPage> pages_;
  std::vector<Truth> truth_;
  std::map<std::string, std::string> shape_of_, file_of_;
  ListingScore score_;
};

}  // namespace

FieldScore& FieldScore::operator+=(const FieldScore& other) {
  right += other.right;
  wrong += other.wrong;
  said += other.said;
  return *this;
}

FieldScore ListingScore::field(const std::string& name) const {
  FieldScore sum;
  for (const auto& [shape, fields] : shapes) {
    if (const auto found = fields.find(name); found != fields.end()) sum += found->second;
  }
  return sum;
}

FieldScore ListingScore::all() const {
  FieldScore sum;
  for (const auto& [shape, fields] : shapes) {
    for (const auto& [name, score] : fields) sum += score;
  }
  return sum;
}

std::string ListingScore::lines() const {
  std::string text;
  const auto line = [&](const std::string& name, const FieldScore& score) {
    text += name + ": " + std::to_string(score.right) + " right, " + std::to_string(score.wrong) + " wrong, " +
            std::to_string(score.said - score.right) + " missed";
  };
  for (const auto& [shape, fields] : shapes) {
    FieldScore sum;
    for (const auto& [name, score] : fields) sum += score;
    line(shape, sum);
    for (const auto& [name, score] : fields) {
      if (score.wrong > 0 || score.right < score.said)
        text += "; " + name + " " + std::to_string(score.right) + "/" + std::to_string(score.wrong) + "/" +
                std::to_string(score.said - score.right);
    }
    text += "\n";
  }
  line("all", all());
  text += "\n";
  line("phones", field("phones"));
  return text + "\n";
}

ListingScore score_listings(const std::string& folder) { return Scorer(folder).run(); }

}  // namespace lawhub
