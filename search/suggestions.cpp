#include "search/suggestions.h"

#include "base/text.h"
#include "search/suggest_words.h"

namespace lawhub {
namespace {

// Word suggestions weigh 10 to 100; institutions 0 to 10. Who is of use to many first, mediation committees last.
float weight_of(const InstitutionTable::Row& row) {
  float weight = 2.0F + row.completeness;
  if (row.type == InstitutionType::mediation_committee) weight -= 2.0F;
  return row.living ? weight : 0.0F;
}

std::shared_ptr<const SuggestTable> make(const InstitutionTable& table) {
  std::vector<SuggestEntry> entries = word_suggestions();
  for (Xapian::docid id = 1; id < table.rows.size(); ++id) {
    const InstitutionTable::Row& row = table.rows[id];
    std::vector<std::string_view> lines = split(table.names[id], '\n');
    if (!row.present || lines.size() < 2) continue;
    entries.push_back(institution_suggestion(lines[0], lines[1], area_code(row.belongs), weight_of(row)));
  }
  return std::make_shared<const SuggestTable>(entries);
}

}  // namespace

void Suggestions::update(const std::shared_ptr<const Snapshot>& snapshot) {
  auto began = std::chrono::steady_clock::now();
  if (!snapshot || snapshot->institutions == made_of_ || began < not_before_) return;
  std::shared_ptr<const SuggestTable> made = make(snapshot->institutions->table());
  made_of_ = snapshot->institutions;
  auto ended = std::chrono::steady_clock::now();
  not_before_ = ended + 9 * (ended - began);
  std::lock_guard lock(mutex_);
  table_ = made;
}

std::vector<Suggestion> Suggestions::find(std::string_view typed, std::size_t limit) const {
  std::shared_ptr<const SuggestTable> table;
  {
    std::lock_guard lock(mutex_);
    table = table_;
  }
  return table ? table->find(typed, limit) : std::vector<Suggestion>();
}

}  // namespace lawhub
