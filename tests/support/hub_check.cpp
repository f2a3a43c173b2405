#include "tests/support/hub_check.h"

#include <algorithm>
#include <atomic>
#include <fstream>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>
#include <thread>

#include "base/text.h"
#include "base/url.h"
#include "feeds/reader.h"
#include "tests/support/http_client.h"

namespace lawhub {
namespace {

using Json = nlohmann::json;

struct Truth {
  std::string id, name;
};

// Names as they are compared: width, case and space do not matter.
std::string plain(std::string_view name) { return without_space(fold(name)); }

class Checker {
 public:
  Checker(const std::filesystem::path& sample, std::string url);
  HubCheck check(int threads);

 private:
  void read_truth(const std::filesystem::path& file);
  void ask_all();
  void ask(HttpClient& hub, const Truth& truth);
  void look_inside(HttpClient& hub, const std::string& institution, const Truth& truth);
  std::size_t count_shown();
  static std::string get(HttpClient& hub, const std::string& target);

  std::string url_;
  std::vector<Truth> all_;
  // The truths that a source names so; several when the source gives two the same name.
  std::map<std::pair<std::string, std::string>, std::set<std::string>> named_;
  std::map<std::string, std::string> names_;  // truth id → name
  std::atomic<std::size_t> next_ = 0;
  std::mutex mutex_;
  HubCheck result_;
  std::map<std::string, std::set<std::string>> held_;  // institution → truths
  std::string failure_;
};

Checker::Checker(const std::filesystem::path& sample, std::string url) : url_(std::move(url)) {
  while (url_.ends_with('/')) url_.pop_back();
  read_truth(sample / "truth.jsonl");
}

void Checker::read_truth(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error(file.string() + " is missing");
  for (std::string line; std::getline(in, line);) {
    const Json one = Json::parse(line);
    all_.push_back({one["id"], one["name"]});
    names_[one["id"]] = one["name"];
    for (const Json& listing : one["listings"])
      named_[{listing["source"], plain(listing["name"].get<std::string>())}].insert(one["id"].get<std::string>());
  }
}

std::string Checker::get(HttpClient& hub, const std::string& target) {
  Reply reply = hub.get(target);
  if (reply.status == 0) reply = hub.get(target);  // an idle connection may have been closed
  if (reply.status != 200)
    throw std::runtime_error("the hub answered " + std::to_string(reply.status) + " to " + target);
  return reply.body;
}

// What the hub's institution holds: each source's word on its name leads to a truth.
void Checker::look_inside(HttpClient& hub, const std::string& institution, const Truth& truth) {
  const Json page = Json::parse(get(hub, "/api/v1/institutions/" + institution));
  std::set<std::string> truths = {truth.id};
  const auto consider = [&](const Json& word) {
    const auto found = named_.find({word["source"]["id"], plain(word["text"].get<std::string>())});
    if (found != named_.end() && found->second.size() == 1) truths.insert(*found->second.begin());
  };
  const Json& name = page["fields"]["name"];
  if (name.contains("source")) consider(name);
  if (name.contains("losing"))
    for (const Json& word : name["losing"]) consider(word);
  const std::lock_guard lock(mutex_);
  held_[institution].insert(truths.begin(), truths.end());
}

void Checker::ask(HttpClient& hub, const Truth& truth) {
  const Json answer =
      Json::parse(get(hub, "/api/v1/search?q=" + percent_encode(truth.name) + "&kind=institution&size=10"));
  const Json& items = answer["items"];
  const std::string wanted = plain(truth.name);
  if (!items.empty() && plain(items[0]["name"].get<std::string>()) == wanted) {
    look_inside(hub, items[0]["id"], truth);
    const std::lock_guard lock(mutex_);
    ++result_.first;
    return;
  }
  const std::string instead = items.empty() ? "nothing" : items[0]["name"].get<std::string>();
  const std::lock_guard lock(mutex_);
  result_.missing.push_back(truth.name + " (" + truth.id + ") → " + instead);
}

void Checker::ask_all() {
  try {
    HttpClient hub(url_);
    for (std::size_t i = next_++; i < all_.size(); i = next_++) ask(hub, all_[i]);
  } catch (const std::exception& error) {
    const std::lock_guard lock(mutex_);
    failure_ = error.what();
    next_ = all_.size();
  }
}

std::size_t Checker::count_shown() {
  HttpClient hub(url_);
  std::size_t shown = 0;
  std::string token;
  do {
    const std::string page =
        get(hub, "/feeds/institutions.xml" + (token.empty() ? std::string() : "?token=" + percent_encode(token)));
    const Result<FeedPage> feed = read_feed(page);
    if (!feed) throw std::runtime_error("the hub's feed: " + feed.error().message);
    shown += feed->records.size();
    token = feed->resumption_token;
  } while (!token.empty());
  return shown;
}

HubCheck Checker::check(int threads) {
  std::vector<std::thread> crew;
  crew.reserve(static_cast<std::size_t>(threads));
  for (int i = 0; i < threads; ++i) crew.emplace_back([this] { ask_all(); });
  for (std::thread& one : crew) one.join();
  if (!failure_.empty()) throw std::runtime_error(failure_);
  result_.truth = all_.size();
  result_.shown = count_shown();
  for (const auto& [institution, truths] : held_) {
    if (truths.size() < 2) continue;
    std::string line = institution + ":";
    for (const std::string& id : truths) line += " " + names_[id] + " (" + id + ")";
    result_.merged.push_back(line);
  }
  std::sort(result_.missing.begin(), result_.missing.end());
  return result_;
}

}  // namespace

HubCheck check_hub(const std::filesystem::path& sample, const std::string& url, int threads) {
  return Checker(sample, url).check(threads);
}

}  // namespace lawhub
