// How an institution's provenance is kept: the observations once, then for each field the rule, the place of the winner
// among them, and the losing values. The winning values are those of the record. For the registry's own sources.
#pragma once
#include <map>
#include <string>
#include <string_view>

#include "registry/institution.h"

namespace lawhub {

/// {"members":[[source,key,url,asserted_at,confirmed_at?,asserted_by?],…],"fields":{"name":["precedence",0,[[1,value_json,value_text],…]],…}}
std::string provenance_to_json(const std::map<Field, Provenance>& provenance);
/// `record` is the merged one. Throws std::runtime_error on anything else.
std::map<Field, Provenance> provenance_from_json(std::string_view json, const Record& record);

}  // namespace lawhub
