// What a person should see before any result: where the need is urgent (data/cards.tsv).
#pragma once
#include <vector>

#include "search/answer.h"
#include "search/understand.h"

namespace lawhub {

/// The cards whose matters or services were understood. The hotline's follows an urgent one.
std::vector<Card> cards_for(const Reading& reading);
/// The hotline's, for a question that nothing answers.
Card hotline_card();

}  // namespace lawhub
