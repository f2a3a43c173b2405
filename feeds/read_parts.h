// A feed read part by part, for those who look at its elements as well as at what they say.
#pragma once
#include <functional>

#include "base/charset.h"
#include "feeds/reader.h"
#include "feeds/xml_guard.h"

namespace pugi {
class xml_node;
}

namespace lawhub {

/// Called for the root (its start tag alone) and for each of its children, after what the child says was added to
/// `page`; for text that stands in the root outside of elements the element is null. Names come without the publisher's
/// prefix. What it takes out of `page` need not be kept in memory.
using PartSeen = std::function<void(const pugi::xml_node& element, const TextPlaces& places, FeedPage& page)>;

/// The feed without what `seen` took out of it, or the finding for which it is refused: then nothing of what was seen
/// may be used. Needs the memory of a few records beside the result.
tl::expected<FeedPage, Finding> read_parts(TextStream& stream, const PartSeen& seen);

}  // namespace lawhub
