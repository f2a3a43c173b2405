// What a feed says of an institution beyond name, place and telephone.
#pragma once
#include "feeds/sample_institutions.h"
#include "feeds/sample_random.h"
#include "registry/record.h"

namespace lawhub {

/// Kind, form, bureau, services with their rules, channels, relations, inspections, penalties, honours, further places.
void add_sample_particulars(const SampleInstitution& it, SampleRandom random, Record& record);

}  // namespace lawhub
