// The hub inside other pages: a box with its results in a frame, limited to a division, for the portals of counties and
// towns; and the desk of the 12348 hotline, which is worked by keyboard alone on one screen.
#pragma once
#include "search/service.h"

namespace lawhub {

/// GET /embed: the box and, once something was asked, a short list; every link leaves the frame. Any site may frame it.
/// Parameters of the search.
Response show_embed(const Call& call);

/// GET /hotline: parameters of the search, and pick=1..9: the result whose text message is ready to be copied.
Response show_hotline(const Call& call);

}  // namespace lawhub
