// What an institution offers and whom it has to do with, as lists for its page.
#pragma once
#include <string>
#include <vector>

#include "registry/relations.h"
#include "search/view.h"

namespace lawhub {

/// Services that can be had: label, fees, documents, who gets them, ways, hours, link.
Views service_views(const Record& record);
/// Ways without going there: label, link, number to dial, note.
Views channel_views(const Record& record);
/// The other institution or place by its name, with a link where the hub knows it.
Views relation_views(const Record& record, const std::vector<RelatedInstitution>& related);
Views other_location_views(const Record& record);
Views penalty_views(const Record& record);
/// "周一至周五 08:30–12:00;夏季作息": understood hours in our words, others as published.
std::string hours_text(const Hours& hours);

}  // namespace lawhub
