// The book in which a sample province is written down while it is made: who has a name, a telephone, a place already.
#pragma once
#include <array>
#include <map>
#include <string>
#include <unordered_set>
#include <vector>

#include "feeds/sample_institutions.h"
#include "feeds/sample_names.h"
#include "registry/division.h"

namespace lawhub {

class SampleBook {
 public:
  explicit SampleBook(const SampleOptions& options);

  const SampleOptions& options() const { return options_; }
  const Divisions& divisions() const { return divisions_; }
  const std::vector<const Division*>& cities() const { return cities_; }
  /// The counties this province has offices in; the first three are those that every test asks for.
  const std::vector<const Division*>& counties() const { return counties_; }
  /// The `round`-th town of the `county`-th county, in an order of the county's own; null when there are no more.
  const Division* town(std::size_t county, std::size_t round) const;
  /// Where the i-th office of a kind is: first the three counties thrice, then each county once, then the busy ones.
  std::size_t busy_county(std::size_t i) const;
  TradeNames& trade_names() { return trade_names_; }

  /// How many of a type are still to be made.
  std::size_t left(InstitutionType type) const { return quota_[static_cast<std::size_t>(type)]; }
  bool wanted(InstitutionType type) const { return left(type) > 0; }
  bool free(const std::string& name) const { return by_name_.count(name) == 0; }
  /// Null when there is none. Valid until the next add().
  SampleInstitution* find(const std::string& name);
  const std::vector<SampleInstitution>& all() const { return all_; }
  std::vector<SampleInstitution>& all() { return all_; }

  /// Writes down a new institution with person, telephone, door, hours, code and point. Valid until the next add().
  SampleInstitution& add(InstitutionType type, const std::string& name, std::string_view division);
  /// `guest` sits behind the door of `host` and is reached by its telephone.
  static void share(const SampleInstitution& host, SampleInstitution& guest);

 private:
  void place(SampleInstitution& it) const;
  void identify(SampleInstitution& it) const;
  std::string new_phone(std::string_view division);

  SampleOptions options_;
  const Divisions& divisions_ = Divisions::get();
  std::array<std::size_t, 17> quota_;
  std::vector<const Division*> cities_, counties_;
  std::vector<std::vector<const Division*>> towns_;  // of counties_
  std::vector<std::size_t> busy_;                    // counties_ by weight, for drawing
  TradeNames trade_names_;
  std::unordered_set<std::string> phones_;
  std::map<std::string, std::size_t, std::less<>> by_name_;
  std::vector<SampleInstitution> all_;
};

// One family of institutions each; in this order, since later ones sit in the rooms of earlier ones.
void add_public_bodies(SampleBook& book);
void add_practices(SampleBook& book);
void add_town_bodies(SampleBook& book);

/// "000042"
std::string sample_number(std::size_t n, int width);

}  // namespace lawhub
