#include "search/view.h"

#include <cassert>
#include <map>

#include "base/text.h"
#include "base/url.h"
#include "registry/division.h"
#include "search/embedded.h"

namespace lawhub {

namespace {

/// One parsed copy a thread: rendering changes the template object.
kainjow::mustache::mustache& parsed(const std::string& name) {
  thread_local std::map<std::string, kainjow::mustache::mustache> cache;
  const auto found = cache.find(name);
  if (found != cache.end()) return found->second;
  const std::string_view text = search_file("web/" + name + ".mustache");
  assert(!text.empty());
  return cache.emplace(name, kainjow::mustache::mustache{std::string(text)}).first->second;
}

void put_hidden(Views& list, const std::string& name, const std::string& value) {
  View one;
  put(one, "name", name);
  put(one, "value", value);
  list << one;
}

constexpr std::string_view kDescription =
    "全省法律服务机构和信息,一个搜索框查全:法律援助、公证、律师、司法鉴定、调解、司法所。";

/// What a government site must say of itself.
void put_duties(View& view, const Site& site) {
  put(view, "sponsor", site.sponsor);
  put(view, "icp", site.icp);
  put(view, "site_code", site.site_code);
  put(view, "police_record", site.police_record);
  std::string digits;
  for (const char c : site.police_record) {
    if (c >= '0' && c <= '9') digits += c;
  }
  put(view, "police_digits", digits);
}

}  // namespace

Views no_views() { return Views{View::type::list}; }

void put(View& view, const std::string& name, std::string_view text) {
  if (text.empty()) {
    view.set(name, View{View::type::bool_false});
  } else {
    view.set(name, View{std::string(text)});
  }
}

void put_list(View& view, const std::string& name, const Views& list) {
  put_flag(view, name + "?", list.is_non_empty_list());
  view.set(name, list);
}

void put_flag(View& view, const std::string& name, bool on) { view.set(name, View{on}); }

std::string render(const std::string& name, const View& view) { return parsed(name).render(view); }

std::string page(const Site& site, const Layout& layout, const std::string& body) {
  View view;
  put(view, "title", layout.title.empty() ? site.name : layout.title + " - " + site.name);
  put(view, "site", site.name);
  put(view, "notice", site.notice);
  put(view, "division", site.division);
  const auto address = parse_url(site.url);
  put(view, "domain", address ? address->host : "");
  put(view, "column", layout.column);
  put(view, "article", layout.article);
  put(view, "published", layout.published);
  put(view, "source", layout.source);
  put(view, "description", layout.description.empty() ? kDescription : std::string_view(layout.description));
  put_duties(view, site);
  put(view, "body", body);
  put_flag(view, "refresh", layout.refresh);
  put_flag(view, "signed_in", layout.signed_in);
  put_flag(view, "quick_exit", layout.quick_exit);
  return render("layout", view);
}

std::string search_box(std::string_view q, const Parameters& kept, bool autofocus) {
  View view;
  put(view, "q", q);
  put_flag(view, "autofocus", autofocus);
  Views hidden = no_views();
  if (!kept.division.empty()) put_hidden(hidden, "division", kept.division);
  if (kept.near) {
    put_hidden(hidden, "near", std::to_string(kept.near->latitude) + "," + std::to_string(kept.near->longitude));
  }
  put_list(view, "kept", hidden);
  return render("box", view);
}

std::string count_text(std::size_t n) {
  std::string digits = std::to_string(n);
  for (auto at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3) digits.insert(static_cast<std::size_t>(at), ",");
  return digits;
}

std::string time_text(Instant t) {
  if (t == 0) return "—";
  const LocalTime local = china_time(t);
  return fmt::format("{} {:02}:{:02}", iso_date(local.date), local.minute / 60, local.minute % 60);
}

std::string day_text(Instant t) { return t == 0 ? std::string() : iso_date(china_time(t).date); }

std::string dial_of(const Phone& phone) { return replace_all(phone.number, "-", ""); }

Views text_views(const std::vector<std::string>& texts) {
  Views list = no_views();
  for (const std::string& text : texts) {
    View one;
    put(one, "text", text);
    list << one;
  }
  return list;
}

Views phone_views(const std::vector<Phone>& phones) {
  Views list = no_views();
  for (const Phone& phone : phones) {
    if (phone.kind == "fax") continue;
    View one;
    put(one, "dial", dial_of(phone));
    put(one, "number", phone.number);
    put(one, "label", phone.label);
    put(one, "extension", phone.extension);
    list << one;
  }
  return list;
}

std::string safe_link(std::string_view url) {
  const auto parsed_url = parse_url(url);
  return parsed_url ? parsed_url->text() : std::string();
}

std::string status_class(Status status) {
  if (status == Status::active) return "good";
  return status == Status::unknown ? "" : "bad";
}

Views division_views(const std::vector<const Division*>& divisions) {
  Views list = no_views();
  for (const Division* division : divisions) {
    View one;
    put(one, "code", division->code);
    put(one, "name", division->name);
    list << one;
  }
  return list;
}

Views map_views(const std::vector<MapLink>& links) {
  Views list = no_views();
  for (const MapLink& link : links) {
    View one;
    put(one, "name", link.name);
    put(one, "url", link.url);
    list << one;
  }
  return list;
}

Views crumb_views(std::string_view division_code, bool with_itself) {
  auto lineage = Divisions::get().lineage(division_code);
  if (!with_itself) std::erase_if(lineage, [&](const Division* division) { return division->code == division_code; });
  return division_views(lineage);
}

}  // namespace lawhub
