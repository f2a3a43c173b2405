#include "search/type_notes.h"

#include <stdexcept>
#include <vector>

#include "base/text.h"
#include "base/tsv.h"
#include "search/embedded.h"

namespace lawhub {
namespace {

/// Calls `take` with the note of each row's type and a reader of the row's cells.
template <class Take>
void read_rows(const std::string& name, std::vector<TypeNote>& notes, Take take) {
  const Table table(search_file(name), "search/" + name);
  for (std::size_t row = 0; row < table.size(); ++row) {
    const auto text = [&](std::string_view column) { return std::string(table.cell(row, table.column(column))); };
    const auto type = type_of_code(text("type"));
    if (!type) throw std::runtime_error("search/" + name + ": no type " + text("type"));
    take(notes[static_cast<std::size_t>(*type)], text);
  }
}

std::vector<TypeNote> load() {
  std::vector<TypeNote> notes(all_institution_types().size());
  read_rows("data/type_notes.tsv", notes, [](TypeNote& note, const auto& text) {
    note.who = text("who");
    note.what = text("what");
    note.cost = text("cost");
  });
  read_rows("data/bring.tsv", notes, [](TypeNote& note, const auto& text) {
    const std::string items = text("items");
    for (const std::string_view item : split(items, ';')) note.bring.emplace_back(item);
  });
  return notes;
}

}  // namespace

const TypeNote& type_note(InstitutionType type) {
  static const std::vector<TypeNote> kNotes = load();
  return kNotes[static_cast<std::size_t>(type)];
}

}  // namespace lawhub
