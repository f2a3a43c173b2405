// Contradictions between sources that wait for a bureau: list, CSV and answers, as pages and in the API.
#pragma once
#include "search/service.h"

namespace lawhub {

/// ?state=open|answered|ended (open unless said), &division=, &source=, &page=
Response show_tickets(const Call& call);
/// All that match, not a page of them.
Response send_tickets_csv(const Call& call);
/// A form with "answer".
Response answer_ticket(const Call& call);

Response api_tickets(const Call& call);
/// {"answer":"…"}: 200 with the ticket; 409 when it is not open.
Response api_answer_ticket(const Call& call);

}  // namespace lawhub
