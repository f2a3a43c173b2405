// Handing in a list through the browser: choose a file, see what it would change, then take it in or drop it.
#pragma once
#include "search/service.h"

namespace lawhub {

Response show_upload_form(const Call& call);
/// Keeps the file and leads to its page; nothing changes yet.
Response take_upload(const Call& call);
/// What is wrong with the file, and each field it would change.
Response show_upload(const Call& call);
/// Orders the crawler to take in exactly that file.
Response apply_upload(const Call& call);
Response drop_upload(const Call& call);

/// An empty list to fill in: "NOT.xlsx", "NOT.csv".
Response send_template(const Call& call);

}  // namespace lawhub
