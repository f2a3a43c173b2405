#include "search/difference_face.h"

#include "search/view.h"

namespace lawhub {
namespace {

using Json = nlohmann::ordered_json;

Json entry_json(const Difference::Entry& entry) {
  Json out{{"kind", code_of(entry.kind)}, {"label", label_of(entry.kind)}, {"key", entry.key}, {"name", entry.name}};
  if (!entry.former_key.empty()) out["former_key"] = entry.former_key;
  if (!entry.institution.empty()) out["institution"] = entry.institution;
  if (!entry.reason.empty()) out["reason"] = entry.reason;
  Json fields = Json::array();
  for (const auto& field : entry.fields) {
    fields.push_back({{"field", field_name(field.field)},
                      {"label", field_label(field.field)},
                      {"before", field.before},
                      {"after", field.after}});
  }
  out["fields"] = std::move(fields);
  return out;
}

View entry_view(const Difference::Entry& entry) {
  View view;
  put(view, "kind", code_of(entry.kind));
  put(view, "label", label_of(entry.kind));
  put(view, "name", entry.name);
  put(view, "key", entry.key);
  put(view, "former_key", entry.former_key);
  put(view, "institution", entry.institution);
  put(view, "reason", entry.reason);
  Views fields = no_views();
  for (const auto& field : entry.fields) {
    View one;
    put(one, "label", field_label(field.field));
    put(one, "before", field.before);
    put(one, "after", field.after);
    fields << one;
  }
  put_list(view, "fields", fields);
  return view;
}

}  // namespace

Json difference_json(const Difference& difference) {
  Json counts = Json::object(), entries = Json::array();
  for (const auto& entry : difference.entries) {
    auto& count = counts[std::string(code_of(entry.kind))];
    count = count.is_null() ? 1 : count.get<int>() + 1;
    entries.push_back(entry_json(entry));
  }
  return {{"before", difference.before},
          {"now", difference.now},
          {"summary", summary_of(difference)},
          {"counts", std::move(counts)},
          {"entries", std::move(entries)}};
}

std::string difference_html(const Difference& difference, std::size_t most) {
  View view;
  put(view, "summary", summary_of(difference));
  Views entries = no_views();
  for (std::size_t i = 0; i < difference.entries.size() && i < most; ++i) entries << entry_view(difference.entries[i]);
  put_list(view, "entries", entries);
  const std::size_t all = difference.entries.size();
  put(view, "more", all > most ? std::to_string(all - most) : "");
  return render("difference", view);
}

}  // namespace lawhub
