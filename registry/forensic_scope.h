// What a forensic licence covers (data/forensic_scope.tsv): items by code, and the texts of licences to codes.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "registry/record.h"

namespace lawhub {

struct ForensicItem {
  std::string code;     ///< "020402" is a part of "0204", that of "02"; WZ…, SX…, HJ… for the other three trades
  std::string service;  ///< of services.tsv: FOR01; a part has its group's
  std::string label;    ///< 听觉功能
  std::vector<std::string> synonyms;
};

/// Loaded once; immutable, safe from any thread.
const std::vector<ForensicItem>& forensic_items();
const ForensicItem* find_forensic_item(std::string_view code);

struct ForensicScope {
  std::vector<std::string> codes;   ///< what is covered, and with "-" before it what is not; in the order of the text
  std::vector<std::string> unread;  ///< parts of the text that name no item
};
/// "法医临床司法鉴定(听觉功能、视觉功能除外)" → 02, -020402, -020401; "痕迹司法鉴定(仅限工具痕迹)" → WZ0204. Groups are
/// separated by 、 ， ; or line breaks outside brackets; what stands in brackets behind a group is its exclusion
/// (…除外, 不含…) or all that it covers.
ForensicScope read_forensic_scope(std::string_view text);

/// The same as services: one for each group's service, with its codes as scope and the text as description.
std::vector<ServiceOffer> forensic_services(std::string_view text);

/// Items that the folded text names, 听觉功能 in 听力伤残鉴定; names that several items share name none.
std::vector<std::string> forensic_items_in(std::string_view folded);

/// Does a list of such codes cover the item? An exclusion counts for all its parts, the closer word decides.
bool covers(const std::vector<std::string>& codes, std::string_view item);

}  // namespace lawhub
