// Lists that a page brings as XML for its own script: Hanweb's jpage, and the answers of its data proxy.
#pragma once
#include <string>
#include <string_view>
namespace lawhub {

/// The HTML of every <record> and of the <nextgroup> of the first <datastore> in `text` (a page with its scripts, or
/// the answer of a data proxy), one after the other. Without records it is empty, so that a proxy that always offers
/// more is not followed for ever.
std::string datastore_html(std::string_view text);

}  // namespace lawhub
