// The words a crawl's frontier uses for its steps.
#pragma once
#include <string_view>

namespace lawhub {

// What is behind a URL (FrontierItem::kind), beside the kinds of recipes.
inline constexpr std::string_view kKindRobots = "robots";
inline constexpr std::string_view kKindFeed = "feed";
inline constexpr std::string_view kKindIdentify = "oai-identify";
inline constexpr std::string_view kKindRecords = "oai-records";
inline constexpr std::string_view kKindAtom = "atom";
inline constexpr std::string_view kKindEntry = "atom-entry";  ///< content of an Atom entry that lies elsewhere
inline constexpr std::string_view kKindSitemap = "sitemap";
inline constexpr std::string_view kKindAttachment = "attachment";  ///< a document that a page links
inline constexpr std::string_view kKindNews = "news-feed";         ///< RSS or Atom, for the pages it links
inline constexpr std::string_view kKindKnown = "known";            ///< of an earlier crawl, nothing links it any more

/// Is it a page of a source that publishes for machines (feed_page.h)? All of them must come, or none counts.
constexpr bool is_feed_kind(std::string_view kind) {
  return kind == kKindFeed || kind == kKindIdentify || kind == kKindRecords || kind == kKindAtom || kind == kKindEntry;
}

/// Does it only tell where pages are?
constexpr bool is_gathering(std::string_view kind) {
  return kind == kKindRobots || kind == kKindSitemap || kind == kKindNews;
}

// How a step ended (JobItem::outcome).
inline constexpr std::string_view kFetched = "fetched";
inline constexpr std::string_view kNotModified = "not-modified";
inline constexpr std::string_view kUnvisited = "unvisited";  ///< it changes seldom: read as it is stored
inline constexpr std::string_view kGone = "gone";
inline constexpr std::string_view kRefused = "refused";
inline constexpr std::string_view kFailed = "failed";

}  // namespace lawhub
