// Held snapshots and rollbacks: what administrators see of them and do about them, as pages and in the API
// (docs/http-api.md).
#pragma once
#include "search/service.h"

namespace lawhub {

/// The snapshots of all sources that wait.
Response show_held(const Call& call);
/// The snapshots of a source, newest first, with what may be rolled back to.
Response show_snapshots(const Call& call);
/// One snapshot; while it waits, with its difference from what the source says now.
Response show_snapshot(const Call& call);
/// A form with "reason", which a rejection and a rollback must have.
Response approve_snapshot(const Call& call);
Response reject_snapshot(const Call& call);
Response roll_back_snapshot(const Call& call);

Response api_held(const Call& call);
Response api_snapshots(const Call& call);
Response api_snapshot(const Call& call);
/// {"reason":"…"}: 200 with the snapshot and how many institutions were added, changed, removed; 409 when it does not
/// wait (approve, reject) or is not kept (rollback).
Response api_approve_snapshot(const Call& call);
Response api_reject_snapshot(const Call& call);
Response api_roll_back_snapshot(const Call& call);

}  // namespace lawhub
