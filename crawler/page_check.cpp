#include "crawler/page_check.h"

#include "base/charset.h"
#include "crawler/attachment.h"
#include "crawler/extract.h"
#include "crawler/lines.h"

namespace lawhub {
namespace {

using Json = nlohmann::ordered_json;

Json encoding_of(const Page& page) {
  const Decoded decoded = decode(page.body, charset_of(page.content_type));
  return {{"name", decoded.encoding},
          {"decided_by", decoded.decided_by},
          {"overruled", decoded.overruled},
          {"replaced", decoded.replaced}};
}

Json links_of(const Extract& extracted) {
  Json links = Json::array();
  for (const auto& link : extracted.links) links.push_back({{"url", link.url}, {"kind", link.kind}});
  return links;
}

Json listings_of(const Extract& extracted) {
  Json listings = Json::array();
  for (const auto& sighting : extracted.sightings) {
    const auto& record = sighting.said.record;
    Json phones = Json::array();
    for (const auto& phone : record.phones) phones.push_back(phone.number);
    listings.push_back({{"detector", sighting.labelled ? "label-value" : "table"},
                        {"evidence", sighting.said.evidence},
                        {"name", record.name},
                        {"address", record.address.text},
                        {"phones", std::move(phones)}});
  }
  return listings;
}

Json findings_of(const Extract& extracted) {
  Json findings = Json::array();
  for (const auto& finding : extracted.report)
    findings.push_back({{"rule", finding.rule}, {"place", finding.place}, {"message", finding.message}});
  return findings;
}

/// The text even of a page that is not worth finding, so that one can see why.
Article article_of(const Page& page, const Extract& extracted, const Source& source) {
  if (extracted.article) return *extracted.article;
  const Html html(decode(page.body, charset_of(page.content_type)).utf8);
  return read_article(html, lines_above_footer(html, lines(html)), *parse_url(page.url), source.name, {});
}

}  // namespace

Json page_answer(std::string bytes, const Url& url, std::string_view content_type) {
  Source source;
  source.id = "check";
  source.url = url.origin() + "/";
  Page page;
  page.url = canonical(url).text();
  page.content_type = content_type;
  page.body = std::move(bytes);
  Json answer = {{"url", page.url}};
  answer["encoding"] = encoding_of(page);
  turn_into_page(page, document_kind_of_path(url.path).has_value(), [] { return true; });
  answer["document"] = is_document(page);
  const auto extracted = extract(page, "page", source, find_recipe(""));
  if (!extracted) return {{"url", page.url}, {"problem", extracted.error().message}};
  answer["trap"] = nullptr;
  if (extracted->trap.trap != PageTrap::none)
    answer["trap"] = {{"kind", code_of(extracted->trap.trap)}, {"reason", extracted->trap.reason}};
  const Article article = article_of(page, *extracted, source);
  answer["findable"] = extracted->article.has_value();
  answer["title"] = article.title;
  answer["date"] = article.date;
  answer["column"] = article.column;
  answer["text"] = article.text;
  answer["whole"] = extracted->whole;
  answer["links"] = links_of(*extracted);
  answer["listings"] = listings_of(*extracted);
  answer["findings"] = findings_of(*extracted);
  return answer;
}

}  // namespace lawhub
