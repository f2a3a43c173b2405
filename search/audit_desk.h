// The auditor's page: what people did, whether the record is whole, and the record as a file.
#pragma once
#include "search/service.h"

namespace lawhub {

/// ?who=&act=&object=&before=&anchor=
Response show_audit(const Call& call);
/// All of it, JSON lines; `lawhub-search audit verify FILE` checks them.
Response send_audit(const Call& call);

}  // namespace lawhub
