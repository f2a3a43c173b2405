// What a page says outside its listing tables, one thing after the other: names that begin something, labelled values,
// headings. Which of them belong together is for read_cards() to say.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "crawler/html.h"
#include "crawler/lines.h"

namespace lawhub {

struct Fact {
  /// name: an institution begins here, by a line or cell that is its name, or by a label (`field` is "name" then).
  /// value: of a label. shape: a value that only its looks tell. heading: what stands above those that follow.
  /// close: a heading of reports and complaints; what follows is nobody's.
  enum class Kind { name, value, shape, heading, close };
  Kind kind = Kind::value;
  std::string_view field;
  std::string value;
  int node = -1;
  int line = -1;      ///< -1 in a table
  std::string place;  ///< "正文第 12 行", "对照表第 2 行"
};

/// In the order of the page. Tables of labels beside (or over) their values are read cell by cell, all else by lines.
std::vector<Fact> read_facts(const Html& html, const std::vector<Line>& lines);

/// The facts of one table of labels and values; empty when it is none.
std::vector<Fact> read_key_values(const Html& html, int table);

}  // namespace lawhub
