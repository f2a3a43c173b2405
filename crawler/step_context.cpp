#include "crawler/step_context.h"

#include <nlohmann/json.hpp>

namespace lawhub {

using Json = nlohmann::ordered_json;

std::string to_text(const StepContext& context) {
  Json out = Json::object();
  if (context.redirects != 0) out["redirects"] = context.redirects;
  if (context.lastmod != 0) out["lastmod"] = context.lastmod;
  if (!context.name.empty()) out["name"] = context.name;
  if (!context.dictionary.empty()) out["dictionary"] = context.dictionary;
  if (context.since != 0) out["since"] = context.since;
  if (context.began != 0) out["began"] = context.began;
  if (context.lap) out["lap"] = true;
  if (context.by_day) out["by_day"] = true;
  if (!context.repository.empty()) out["repository"] = context.repository;
  if (!context.key.empty()) out["key"] = context.key;
  if (context.updated != 0) out["updated"] = context.updated;
  if (!context.title.empty()) out["title"] = context.title;
  if (!context.date.empty()) out["date"] = context.date;
  if (!context.column.empty()) out["column"] = context.column;
  return out.empty() ? "" : out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

StepContext step_context_of(std::string_view text) {
  const auto in = Json::parse(text, nullptr, false);
  StepContext out;
  if (!in.is_object()) return out;
  out.redirects = in.value("redirects", std::int64_t{0});
  out.lastmod = in.value("lastmod", Instant{0});
  out.name = in.value("name", std::string());
  if (const auto dictionary = in.find("dictionary"); dictionary != in.end() && dictionary->is_object()) {
    for (const auto& [code, label] : dictionary->items()) {
      if (label.is_string()) out.dictionary.emplace(code, label.get<std::string>());
    }
  }
  out.since = in.value("since", Instant{0});
  out.began = in.value("began", Instant{0});
  out.lap = in.value("lap", false);
  out.by_day = in.value("by_day", false);
  out.repository = in.value("repository", std::string());
  out.key = in.value("key", std::string());
  out.updated = in.value("updated", Instant{0});
  out.title = in.value("title", std::string());
  out.date = in.value("date", std::string());
  out.column = in.value("column", std::string());
  return out;
}

}  // namespace lawhub
