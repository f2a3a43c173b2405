// The sources at the desk: what each is, a form to change or add one, and the changes that wait for a second person.
#pragma once
#include "search/service.h"

namespace lawhub {

/// Every source with its schedule, and the changes that were asked for.
Response show_source_desk(const Call& call);
/// ?id= of a source that is there; without it a form for a new one.
Response show_source_form(const Call& call);
/// Asks for the change. A new source is entered switched off, without exceptions from the address rules, so that it can
/// be tried before it is approved.
Response ask_source_change(const Call& call);
Response show_source_change(const Call& call);
/// Forms with "reason".
Response approve_source_change(const Call& call);
Response reject_source_change(const Call& call);
/// Form with "key": it is worth nothing from now on. Needs no second person.
Response revoke_source_key(const Call& call);

}  // namespace lawhub
