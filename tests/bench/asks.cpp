#include "tests/bench/asks.h"

#include <algorithm>
#include <functional>

#include "base/text.h"
#include "registry/division.h"

namespace lawhub {
namespace {

constexpr int kRadius = 10000, kDeepPage = 100;

class Draw {
 public:
  explicit Draw(const std::vector<SampleInstitution>& truth) : truth_(truth) {}

  AskClass of(const char* name, std::size_t count, const std::function<void(Ask&, const SampleInstitution&)>& fill) {
    AskClass drawn{name, {}};
    for (std::size_t i = 0; i < count; ++i) {
      Ask ask;
      fill(ask, truth_[random_() % truth_.size()]);
      drawn.asks.push_back(std::move(ask));
    }
    return drawn;
  }
  std::string piece(const std::string& name) { return random_piece(name, 2, 4, random_); }
  bool one_in(unsigned n) { return random_() % n == 0; }
  Point around(Point p) {
    std::uniform_real_distribution<double> shift(-0.2, 0.2);
    return {p.longitude + shift(random_), p.latitude + shift(random_)};
  }
  std::string beginning(const std::string& name) { return to_utf8(to_code_points(name).substr(0, 2 + random_() % 3)); }

 private:
  const std::vector<SampleInstitution>& truth_;
  std::mt19937 random_{1};
};

std::string city_of(const SampleInstitution& it) { return Divisions::get().county_of(it.division).substr(0, 4) + "00"; }

void any_text(Ask& ask, const SampleInstitution& it, Draw& draw) {
  if (draw.one_in(2)) {
    ask.words = {draw.piece(it.name)};
  } else if (draw.one_in(2)) {
    ask.words = {it.name};
  } else {
    ask.words = {sample_place_name(Divisions::get().county_of(it.division)), std::string(label_of(it.type))};
  }
}

void filtered(Ask& ask, const SampleInstitution& it, Draw& draw) {
  if (draw.one_in(2)) ask.words = {draw.piece(it.name)};
  if (draw.one_in(2)) ask.city = city_of(it);
  if (ask.city.empty() || draw.one_in(2)) ask.type = it.type;
}

}  // namespace

std::string random_piece(const std::string& text, std::size_t least, std::size_t most, std::mt19937& random) {
  const std::u32string characters = to_code_points(text);
  const std::size_t length = std::min<std::size_t>(characters.size(), least + random() % (most - least + 1));
  const std::size_t at = random() % (characters.size() - length + 1);
  return to_utf8(characters.substr(at, length));
}

std::vector<AskClass> ask_classes(const std::vector<SampleInstitution>& truth, std::size_t count) {
  using It = SampleInstitution;
  Draw draw(truth);
  std::vector<AskClass> classes;
  classes.push_back(draw.of("text", count, [&](Ask& ask, const It& it) { any_text(ask, it, draw); }));
  classes.push_back(draw.of("filter + facets", count, [&](Ask& ask, const It& it) { filtered(ask, it, draw); }));
  classes.push_back(draw.of("text + radius", count, [&](Ask& ask, const It& it) {
    ask.words = {draw.piece(it.name)};
    ask.near = draw.around(it.point);
    ask.radius_m = kRadius;
  }));
  classes.push_back(draw.of("nearest of a type", count, [&](Ask& ask, const It& it) {
    ask.type = it.type;
    ask.near = draw.around(it.point);
  }));
  classes.push_back(
      draw.of("suggestion", count, [&](Ask& ask, const It& it) { ask.prefix = draw.beginning(it.name); }));
  classes.push_back(draw.of("page 100", count, [&](Ask& ask, const It& it) {
    ask.words = {draw.piece(it.name)};
    ask.page = kDeepPage;
  }));
  return classes;
}

Parameters parameters_of(const Ask& ask) {
  Parameters p;
  p.q = join(ask.words, " ");
  if (ask.type) p.types = {*ask.type};
  p.division = ask.city;
  p.near = ask.near;
  if (ask.radius_m > 0) p.radius_m = ask.radius_m;
  p.page = ask.page;
  return p;
}

}  // namespace lawhub
