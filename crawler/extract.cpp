#include "crawler/extract.h"

#include <algorithm>
#include <set>

#include "base/charset.h"
#include "base/text.h"
#include "crawler/attachment.h"
#include "crawler/datastore.h"
#include "crawler/div_grid.h"
#include "crawler/feed_page.h"
#include "crawler/head_links.h"
#include "crawler/json_page.h"
#include "crawler/listing.h"
#include "crawler/map_point.h"
#include "crawler/scripted_links.h"
#include "crawler/sitemap.h"
#include "crawler/step.h"
#include "crawler/step_context.h"
#include "crawler/value_shape.h"
#include "feeds/record_maker.h"

namespace lawhub {
namespace {

constexpr std::size_t kParagraph = 90;        // bytes: a text worth finding has a line of 30 Han …
constexpr std::size_t kShortText = 240;       // … or at least this much in all
constexpr std::size_t kMostPassedOver = 100;  // links a page is told to have that no rule fits
constexpr std::size_t kLongestTitle = 100;    // characters

/// Files that are neither pages nor documents that attachment.h reads.
bool is_page_path(std::string_view path) {
  static constexpr std::string_view kFiles[] = {".jpg", ".jpeg", ".png", ".gif", ".bmp", ".ico", ".svg", ".css", ".js",
                                                ".ppt", ".pptx", ".zip", ".rar", ".7z",  ".mp3", ".mp4", ".avi", ".wmv",
                                                ".flv", ".swf",  ".exe", ".apk", ".txt", ".csv", ".ofd", ".gz"};
  const auto dot = path.rfind('.');
  if (dot == path.npos) return true;
  std::string extension(path.substr(dot));
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return std::tolower(c); });
  return std::find(std::begin(kFiles), std::end(kFiles), extension) == std::end(kFiles);
}

/// The name of the institution whose own site it is: 山东泰岳律师事务所网站 → 山东泰岳律师事务所.
std::string owner_of(const Source& source) {
  if (source.standing != Standing::institution) return {};
  std::string name = source.name;
  for (const std::string_view tail : {"门户网站", "官方网站", "网站", "官网"}) {
    if (name.size() > tail.size() && name.compare(name.size() - tail.size(), tail.size(), tail) == 0)
      name.resize(name.size() - tail.size());
  }
  return name;
}

std::string title_element(const Html& html) {
  std::string title;
  const int element = html.first(0, "title");
  for (int i = element; element >= 0 && i < html[element].end; ++i) title += html[i].text;
  return title;
}

/// Does the text end as an HTML page ends?
bool ends_whole(const std::string& text) {
  std::string tail = text.substr(text.size() - std::min<std::size_t>(text.size(), 4096));
  std::transform(tail.begin(), tail.end(), tail.begin(), [](unsigned char c) { return std::tolower(c); });
  return tail.find("</html") != tail.npos || tail.find("</frameset") != tail.npos;
}

/// An HTML page and what more than one reader of it asks for.
struct PageView {
  explicit PageView(const Html& page)
      : html(page), all(lines(page)), above_footer(lines_above_footer(page, all)), tables(read_tables(page)) {}

  const Html& html;
  std::vector<Line> all, above_footer;
  TableListings tables;
};

class PageReader {
 public:
  PageReader(const Page& page, std::string_view kind, const Source& source, const Recipe& recipe,
             std::string_view context)
      : page_(page),
        kind_(kind),
        source_(source),
        recipe_(recipe),
        url_(*parse_url(page.url)),
        context_(step_context_of(context)) {}

  /// `said`: what the linking page says of the document.
  Extract document(const std::string& text, const StepContext& said);

  Extract html(const Decoded& decoded);
  Result<Extract> sitemap(const std::string& text);
  Result<Extract> json(const std::string& text);

 private:
  void follow(std::string_view href, std::string_view as = {}, const StepContext& context = {});
  void follow_named(std::string_view href, std::string_view text);
  void follow_links(const Html& html);
  void follow_head(const Html& html);
  void tell_attachments(const Article& article);
  std::optional<Url> resolve(std::string_view href) const {
    auto url = parse_url(href, &url_);
    return url ? std::optional(canonical(*url)) : std::nullopt;
  }
  void find_institutions(const PageView& view);
  void take_listings(const Html& html, const std::vector<Listing>& listings, Instant asserted_at,
                     std::string_view title);
  void take_listings(PageContext context, const std::optional<MapPoint>& point, const std::vector<Listing>& listings,
                     Instant asserted_at);
  Instant asserted_at(const Html& html, const std::vector<Line>& lines) const;
  bool leads_to_documents() const;
  Article article_of(const PageView& view) const;
  bool may_hold_article(const PageView& view) const;
  bool tells_something(const PageView& view) const;

  const Page& page_;
  std::string_view kind_;
  const Source& source_;
  const Recipe& recipe_;
  Url url_;
  StepContext context_;
  std::set<std::string> planned_;
  Extract result_;
};

/// Feeds for readers lead to pages, and the page may say that its place is another one.
void PageReader::follow_head(const Html& html) {
  const auto head = head_links(html);
  for (const auto& feed : head.feeds) follow(feed, kKindNews);
  const auto own = head.canonical.empty() ? std::nullopt : resolve(head.canonical);
  if (!own || !same_site(*own, url_) || own->text() == page_.url) return;
  result_.canonical = own->text();
  follow(head.canonical);
}

void PageReader::follow(std::string_view href, std::string_view as, const StepContext& context) {
  const auto written = parse_url(href, &url_);
  if (!written || !same_site(*written, url_) || (as.empty() && !is_page_path(written->path))) return;
  const bool attachment = as.empty() && document_kind_of_path(written->path).has_value();
  const std::string kind = attachment   ? std::string(kKindAttachment)
                           : as.empty() ? recipe_.kind_of(*written)
                                        : std::string(as);
  // What a program asks for may need every parameter.
  const std::string url = kind == "json" || kind == "dictionary" ? written->text() : canonical(*written).text();
  if (!planned_.insert(url).second) return;
  if (kind.empty()) {
    const bool unknown = recipe_.rule_of(*written) == nullptr && result_.passed_over.size() < kMostPassedOver;
    if (unknown) result_.passed_over.push_back(url);
    return;
  }
  result_.links.push_back({url, kind, to_text(context), 0, 0});
}

/// A link says what a document is called; one that is an institution's name tells whose page it leads to.
void PageReader::follow_named(std::string_view href, std::string_view text) {
  StepContext context;
  if (const auto url = parse_url(href, &url_); url && document_kind_of_path(url->path))
    context.title = document_title(text);
  const auto name = without_marks(text);
  if (is_institution_name(name) && type_of_name(name) != InstitutionType::justice_bureau) context.name = name;
  follow(href, {}, context);
}

void PageReader::follow_links(const Html& html) {
  for (const auto& link : links(html)) follow_named(link.href, link.text);
  for (const auto& href : scripted_links(html, url_, recipe_)) follow(href);
}

bool PageReader::leads_to_documents() const {
  return std::any_of(result_.links.begin(), result_.links.end(),
                     [](const FrontierItem& link) { return link.kind == kKindAttachment; });
}

/// The documents that a page links are of its day and column.
void PageReader::tell_attachments(const Article& article) {
  for (auto& link : result_.links) {
    if (link.kind != kKindAttachment) continue;
    StepContext context = step_context_of(link.context);
    context.date = article.date;
    context.column = article.column;
    link.context = to_text(context);
  }
}

/// The day the page is of: what it states, or the month in its title ("…名录(2014年11月)").
Instant PageReader::asserted_at(const Html& html, const std::vector<Line>& lines) const {
  if (const auto date = stated_date(html, url_, lines)) return start_of(*date);
  for (const auto& line : lines) {
    const std::string text = fold(line.text);
    const auto year = text.find("年"), month = text.find("月");
    if (year == text.npos || month == text.npos || year < 4 || month < year) continue;
    const auto number = year + std::string_view("年").size();
    if (month - number > 2) continue;
    if (const auto date = find_date(text.substr(year - 4, month - year + 7) + "1日")) return start_of(*date);
  }
  return 0;
}

void PageReader::take_listings(const Html& html, const std::vector<Listing>& listings, Instant asserted_at,
                               std::string_view title) {
  take_listings({page_.url, source_.division, std::string(title), datum_of(source_.crs)}, map_point(html), listings,
                asserted_at);
}

void PageReader::take_listings(PageContext context, const std::optional<MapPoint>& point,
                               const std::vector<Listing>& listings, Instant asserted_at) {
  if (point && point->datum) context.datum = point->datum;
  const std::string owner = owner_of(source_);
  for (const auto& listing : listings) {
    auto record = make_record(listing, context, result_.report);
    if (!record) continue;
    // A site speaks for its owner only, by a longer or shorter form of its name.
    if (!owner.empty()) {
      const std::string name = fold(record->name), own = fold(owner);
      if (name.find(own) == name.npos && own.find(name) == own.npos) continue;
      record->name = owner;
      if (record->website.empty()) record->website = url_.origin() + "/";
    }
    if (listings.size() == 1 && point && record->position.method.empty()) {
      record->position = position_of(point->point, context.datum);
    }
    Sighting sighting;
    sighting.said = {source_.id, {}, page_.url, listing.evidence, asserted_at, std::move(*record)};
    if (const auto link = listing.link.empty() ? std::nullopt : resolve(listing.link)) sighting.link = link->text();
    sighting.labelled = listing.labelled;
    result_.sightings.push_back(std::move(sighting));
  }
}

void PageReader::find_institutions(const PageView& view) {
  if (source_.standing == Standing::publicity) return;  // it writes about institutions, it does not list them
  const Html& html = view.html;
  auto above = view.above_footer;
  const Instant asserted = asserted_at(html, above);
  std::erase_if(above, [&](const Line& line) { return view.tables.holds(line.node); });
  auto listings = view.tables.listings;
  const std::string owner = owner_of(source_);
  for (auto& card : read_cards(html, above, owner.empty() ? context_.name : owner)) listings.push_back(std::move(card));
  // Beside what a page lists a single bureau is who keeps the page.
  const auto is_bureau = [](const Listing& listing) {
    return listing.labelled && type_of_name(listing.cell("name")) == InstitutionType::justice_bureau;
  };
  if (listings.size() > 1 && std::count_if(listings.begin(), listings.end(), is_bureau) == 1)
    std::erase_if(listings, is_bureau);
  take_listings(html, listings, asserted, title_element(html));
}

Article PageReader::article_of(const PageView& view) const {
  return read_article(view.html, view.above_footer, url_, source_.name, page_.last_modified, recipe_.content);
}

/// Articles and notices; on an institution's own site every page with a text. Lists are not: they hold little but
/// links, rows or cards.
bool PageReader::may_hold_article(const PageView& view) const {
  if (kind_ == "list" || kind_ == "detail") return false;
  return source_.standing == Standing::institution || tells_something(view);
}

/// Is there running text outside the tables and cards that list institutions?
bool PageReader::tells_something(const PageView& view) const {
  for (const auto& sighting : result_.sightings) {
    if (sighting.labelled) return false;
  }
  std::size_t all = 0;
  for (const auto& line : view.above_footer) {
    if (view.tables.holds(line.node) || line.link_bytes * 2 > line.text.size()) continue;
    if (line.text.size() >= kParagraph) return true;
    all += line.text.size();
  }
  return view.tables.nodes.empty() && all >= kShortText;
}

Extract PageReader::html(const Decoded& decoded) {
  const std::string& text = decoded.utf8;
  const std::string items = datastore_html(text);
  if (!items.empty()) {
    const Html list(items);
    follow_links(list);
    const TableRow header = lone_header(Html(text));
    const auto rows = header.empty() ? std::vector<Listing>() : read_rows_under(header, list);
    rows.empty() ? find_institutions(PageView(list)) : take_listings(list, rows, 0, title_element(list));
  }
  if (trim(text).rfind("<datastore", 0) == 0) return std::move(result_);  // the answer of a data proxy
  const Html html(text);
  PageView view(html);
  result_.trap = page_trap(html, view.all, decoded.replaced);
  if (result_.trap.trap != PageTrap::none) return std::move(result_);
  follow_links(html);
  follow_head(html);
  find_institutions(view);
  const bool may_hold_article = this->may_hold_article(view), leads_to_documents = this->leads_to_documents();
  if (may_hold_article || leads_to_documents) {
    Article article = article_of(view);
    if (leads_to_documents) tell_attachments(article);
    const bool worth_it = source_.standing != Standing::institution || !article.text.empty();
    if (may_hold_article && worth_it && !article.title.empty()) result_.article = std::move(article);
  }
  result_.lines = std::move(view.all);
  result_.whole = html.first(0, "html") < 0 || ends_whole(text);
  return std::move(result_);
}

Extract PageReader::document(const std::string& text, const StepContext& said) {
  const Html html(text);
  const auto all = lines(html);
  Article article{said.title, {}, said.date, said.column};
  if (article.title.empty() && !all.empty()) article.title = shorten(plain(all.front()), kLongestTitle);
  for (const auto& line : all) {
    if (!(article.text.empty() && plain(line) == article.title))
      ((article.text += article.text.empty() ? "" : "\n") += plain(line));
  }
  if (auto finding = document_finding(text, article.text)) {
    result_.report.push_back(std::move(*finding));
    return std::move(result_);
  }
  if (source_.standing != Standing::publicity) {
    const auto date = parse_iso_date(said.date);
    take_listings(html, read_tables(html).listings, date ? start_of(*date) : asserted_at(html, all), article.title);
  }
  result_.article = std::move(article);
  return std::move(result_);
}

Result<Extract> PageReader::sitemap(const std::string& text) {
  const auto read = read_sitemap(text);
  if (!read) return tl::unexpected(read.error());
  for (const auto& page : read->pages) {
    StepContext context;
    context.lastmod = page.lastmod;
    follow(page.url, {}, context);
  }
  for (const auto& more : read->sitemaps) follow(more, kKindSitemap);
  return std::move(result_);
}

Result<Extract> PageReader::json(const std::string& text) {
  const auto in = read_json(text);
  if (!in) return problem("json-broken", "不是完整的 JSON,或者太大、嵌套太深");
  const auto* rule = recipe_.json_of(url_);
  if (rule != nullptr && !rule->leads.empty()) {
    const auto* words = json_at(*in, rule->mapping.list);
    StepContext context;
    if (words != nullptr) context.dictionary = read_dictionary(*words);
    follow(rule->leads, {}, context);
    return std::move(result_);
  }
  auto page = read_json_page(*in, url_, rule, context_.dictionary);
  for (const auto& item : page.items) follow_named(item.href, item.text);
  StepContext same_words;
  same_words.dictionary = context_.dictionary;
  if (!page.next.empty()) follow(page.next, {}, same_words);
  if (source_.standing != Standing::publicity) {
    take_listings({page_.url, source_.division, {}, datum_of(source_.crs)}, std::nullopt, page.listings, 0);
  }
  return std::move(result_);
}

/// Is it the answer of an interface rather than a page?
bool is_json(const Page& page, std::string_view kind, std::string_view text) {
  if (kind == "json" || kind == "dictionary") return true;
  const auto begin = trim(text).substr(0, 1);
  return (begin == "{" || begin == "[") && page.content_type.find("json") != page.content_type.npos;
}

}  // namespace

bool same_site(const Url& a, const Url& b) {
  const auto is_default = [](const Url& url) { return url.port == 80 || url.port == 443; };
  return a.host == b.host && (a.port == b.port || (is_default(a) && is_default(b)));
}

Result<Extract> extract(const Page& page, std::string_view kind, const Source& source, const Recipe& recipe,
                        std::string_view context) {
  if (is_feed_kind(kind)) return extract_feed(page, kind, context, source);
  PageReader reader(page, kind, source, recipe, context);
  if (is_document(page)) return reader.document(page.body, step_context_of(context));
  if (kind == kKindSitemap || kind == kKindNews) {
    const auto bytes = unpack_sitemap(page.body);
    if (!bytes) return tl::unexpected(bytes.error());
    return reader.sitemap(decode(*bytes, charset_of(page.content_type)).utf8);
  }
  const Decoded decoded = decode(page.body, charset_of(page.content_type));
  if (is_json(page, kind, decoded.utf8)) return reader.json(decoded.utf8);
  return reader.html(decoded);
}

}  // namespace lawhub
