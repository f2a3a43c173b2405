// XML of protocols that carry our elements among their own. Included by sources only.
#pragma once
#include <memory>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "base/result.h"
#include "feeds/reader.h"
#include "feeds/xml_guard.h"

namespace lawhub {

inline constexpr std::string_view kOaiNamespace = "http://www.openarchives.org/OAI/2.0/";
inline constexpr std::string_view kAtomNamespace = "http://www.w3.org/2005/Atom";

/// A document whose elements have lost their publisher's prefixes: those of the institutions feed have none, those of
/// OAI-PMH are "oai:…", of its identifiers "id:…", of Atom "atom:…", of RFC 5005 "fh:…", of RFC 6721 "at:…", all others
/// "other:…".
class ForeignXml {
 public:
  pugi::xml_node root() const { return document_.document_element(); }
  int line_of(pugi::xml_node element) const {
    return places_->of(static_cast<std::size_t>(element.offset_debug())).line;
  }
  const TextPlaces& places() const { return *places_; }

 private:
  friend Result<std::unique_ptr<ForeignXml>> read_foreign_xml(std::string_view bytes, std::string_view http_charset);
  std::string text_;
  std::optional<TextPlaces> places_;  ///< of text_
  pugi::xml_document document_;
};

/// Within the limits of xml_guard.h; a Problem as read_feed() gives it.
Result<std::unique_ptr<ForeignXml>> read_foreign_xml(std::string_view bytes, std::string_view http_charset);

/// Reads an <organization> into the page, or rejects it with a finding.
void take_organization(const ForeignXml& xml, pugi::xml_node organization, const std::string& key, Instant asserted_at,
                       FeedPage& page);
/// What our <tombstone> below `parent` says; without one, that the record is no longer listed.
Withdrawal read_withdrawal(pugi::xml_node parent, const std::string& key, Instant asserted_at);

/// The text of a child element, white space squeezed.
std::string child_text(pugi::xml_node parent, const char* name);

}  // namespace lawhub
