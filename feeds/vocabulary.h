// The vocabulary as data for others: every code that the feed knows, with its label.
#pragma once
#include <string>

namespace lawhub {

/// {"version":"1.1.0","lists":{"relation":[{"code","label","types"?},…],…,"institution_type":…,"practice_status":…,
/// "service":[{"code","label","domain","types","synonyms"},…],"matter":…,"domain":…,"audience":…,
/// "forensic_scope":[{"code","label","service","synonyms"}]}}
std::string vocabulary_json();
/// list,code,label,types,belongs_to,synonyms; UTF-8 with byte order mark and CRLF (RFC 4180), so that spreadsheets open
/// it.
std::string vocabulary_csv();

}  // namespace lawhub
