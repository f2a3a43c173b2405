// The desk for identity: questions that only a person can answer, what was decided, and fields that a person sets.
#pragma once
#include "search/service.h"

namespace lawhub {

/// Questions side by side, each with its form, and the last decisions.
Response show_questions(const Call& call);
/// Form: a, b, ruling, reason.
Response answer_question(const Call& call);
/// Form: ruling, reason; decides again on the pair of the route's {id}.
Response decide_again(const Call& call);

/// {"questions":[…],"total":N}; both institutions are given whole, with the listings behind them.
Response api_questions(const Call& call);
/// {"a":ID,"b":ID,"ruling":"same|different|open","reason":TEXT}: the decision.
Response api_answer_question(const Call& call);
/// {"ruling":…,"reason":TEXT} on the pair of an earlier decision.
Response api_decide_again(const Call& call);
/// The decisions that concern an institution, newest first.
Response api_decisions(const Call& call);
/// {"field":NAME,"value":VALUE as the API gives it, null to end it,"reason":TEXT}: the decision.
Response api_set_field(const Call& call);

}  // namespace lawhub
