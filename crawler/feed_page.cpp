#include "crawler/feed_page.h"

#include "base/charset.h"
#include "base/text.h"
#include "base/url.h"
#include "crawler/step.h"
#include "crawler/step_context.h"
#include "feeds/atom_reader.h"
#include "feeds/oai.h"
#include "feeds/oai_reader.h"

namespace lawhub {
namespace {

constexpr Instant kOverlap = 300;  // clocks differ, and what a publisher was writing while it answered

/// `url` with one more parameter.
Url with(Url url, const std::string& name, std::string_view value) {
  if (!url.query.empty()) url.query += "&";
  url.query += name + "=" + percent_encode(value);
  return url;
}

class FeedPageReader {
 public:
  FeedPageReader(const Page& page, std::string_view context, const Source& source)
      : page_(page), context_(step_context_of(context)), source_(source), base_(*parse_url(source.url)) {}

  Result<Extract> feed();
  Result<Extract> identity();
  Result<Extract> records();
  Result<Extract> atom();
  Result<Extract> entry();

 private:
  void take(FeedPage& page);
  void go_on(const Url& url, std::string_view kind, const StepContext& context);
  void follow_list(const FeedPage& page, std::string_view kind, const Url& next, const Url& list);
  std::string datestamp(Instant t) const { return context_.by_day ? iso_instant(t).substr(0, 10) : iso_instant(t); }
  Url records_url() const;
  std::string charset() const { return charset_of(page_.content_type); }

  const Page& page_;
  StepContext context_;
  const Source& source_;
  Url base_;
  Extract result_;
};

void FeedPageReader::take(FeedPage& page) {
  for (Observation& said : page.records) {
    said.source = source_.id;
    said.url = page_.url;
    result_.sightings.push_back({std::move(said), {}, false});
  }
  result_.withdrawn = std::move(page.withdrawals);
  result_.report = std::move(page.report);
  result_.response_date = page.response_date;
}

void FeedPageReader::go_on(const Url& url, std::string_view kind, const StepContext& context) {
  result_.links.push_back({url.text(), std::string(kind), to_text(context), 0, 0});
}

/// The next page of a list; or, after the last page of a long one, what changed meanwhile: such a record has left its
/// place, and may have been on none of the pages.
void FeedPageReader::follow_list(const FeedPage& page, std::string_view kind, const Url& next, const Url& list) {
  StepContext context = context_;
  context.redirects = 0;
  if (!page.resumption_token.empty()) {
    if (context.began == 0) context.began = page.response_date;
    return go_on(next, kind, context);
  }
  if (context.began == 0 || context.lap || !result_.incremental) return;
  context.lap = true;
  go_on(with(list, "from", datestamp(context.began - kOverlap)), kind, context);
}

Result<Extract> FeedPageReader::feed() {
  auto page = read_feed(page_.body, charset());
  if (!page) return tl::unexpected(page.error());
  take(*page);
  // `from` is answered by those who say how far back it reaches
  result_.incremental = page->deleted_record == "persistent" && page->earliest_datestamp != 0;
  const Url list = canonical(base_);
  follow_list(*page, kKindFeed, with(list, "token", page->resumption_token), list);
  return std::move(result_);
}

/// ListRecords of what the source's address names: its base URL, and perhaps a set and a prefix.
Url FeedPageReader::records_url() const {
  Url url = base_;
  url.query = "verb=ListRecords";
  std::string prefix(kOaiPrefix);
  for (const std::string_view pair : split(base_.query, '&')) {
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string value = percent_decode(pair.substr(equals + 1));
    if (pair.substr(0, equals) == "set") url = with(url, "set", value);
    if (pair.substr(0, equals) == "metadataPrefix") prefix = value;
  }
  return with(url, "metadataPrefix", prefix);
}

Result<Extract> FeedPageReader::identity() {
  const auto identity = read_oai_identity(page_.body, charset());
  if (!identity) return tl::unexpected(identity.error());
  StepContext context = context_;
  context.redirects = 0;
  context.repository = identity->repository;
  context.by_day = !identity->by_second;
  context_ = context;
  Url url = records_url();
  if (context.since != 0) url = with(url, "from", datestamp(context.since));
  go_on(url, kKindRecords, context);
  return std::move(result_);
}

/// Whatever the provider keeps of its deletions, its changes can be asked for; what it does not tell, the full harvest
/// of each week finds.
Result<Extract> FeedPageReader::records() {
  auto page = read_oai_records(page_.body, charset(), context_.repository, source_.division);
  if (!page) return tl::unexpected(page.error());
  take(*page);
  result_.incremental = true;
  Url next = base_;
  next.query = "verb=ListRecords";
  follow_list(*page, kKindRecords, with(next, "resumptionToken", page->resumption_token), records_url());
  return std::move(result_);
}

Result<Extract> FeedPageReader::atom() {
  auto read = read_atom(page_.body, charset(), source_.division);
  if (!read) return tl::unexpected(read.error());
  take(read->page);
  result_.incremental = true;
  const Url here = *parse_url(page_.url);
  for (const AtomPage::Linked& linked : read->linked) {
    const auto url = parse_url(linked.url, &here);
    if (!url || !same_site(*url, base_)) continue;
    StepContext step;
    step.key = linked.key;
    step.updated = linked.updated;
    go_on(*url, kKindEntry, step);
  }
  StepContext step = context_;
  if (step.began == 0) step.began = read->page.response_date;
  const auto next = read->next.empty() ? std::nullopt : parse_url(read->next, &here);
  const bool enough = context_.since != 0 && read->oldest != 0 && read->oldest < context_.since;
  if (next && same_site(*next, base_) && !enough) go_on(*next, kKindAtom, step);
  // a feed that is one page, and does not say that this is all, tells the latest changes only
  result_.partial = context_.began == 0 && !next && !read->is_complete && !read->is_archive;
  return std::move(result_);
}

Result<Extract> FeedPageReader::entry() {
  auto page = read_organization_document(page_.body, charset(), source_.division, context_.key, context_.updated);
  if (!page) return tl::unexpected(page.error());
  take(*page);
  return std::move(result_);
}

}  // namespace

Result<Extract> extract_feed(const Page& page, std::string_view kind, std::string_view context, const Source& source) {
  FeedPageReader reader(page, context, source);
  if (kind == kKindIdentify) return reader.identity();
  if (kind == kKindRecords) return reader.records();
  if (kind == kKindAtom) return reader.atom();
  return kind == kKindEntry ? reader.entry() : reader.feed();
}

FrontierItem first_feed_step(const Source& source, Instant since) {
  Url url = canonical(*parse_url(source.url));
  StepContext step;
  step.since = since == 0 ? 0 : since - kOverlap;
  std::string_view kind = kKindFeed;
  if (source.kind == SourceKind::oai) {
    kind = kKindIdentify;
    url.query.clear();
    url = with(url, "verb", "Identify");
  } else if (source.kind == SourceKind::atom) {
    kind = kKindAtom;
  } else if (since != 0) {
    url = with(url, "from", iso_instant(step.since));
  }
  return {url.text(), std::string(kind), to_text(step), 0, 0};
}

}  // namespace lawhub
