#include "crawler/pdf_layout.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <vector>

#include "base/text.h"
#include "crawler/document_writer.h"

namespace lawhub {
namespace {

constexpr double kCellGap = 0.3;       // of the height of the letters; a wider gap divides cells
constexpr double kOverlap = 0.3;       // of the height; lines that overlap more are one row of a table
constexpr double kIndent = 1.2;        // of the height; a line this far from the margin begins a paragraph
constexpr double kShortLine = 2.5;     // of the height; a line that ends this far from the margin ends a paragraph
constexpr double kHeadingSize = 1.25;  // of the usual height
constexpr int kMostBetween = 3;        // lines between two rows of a table that are none: sections, page numbers
constexpr double kWholeWidth = 0.6;    // of the width of a table; wider than this is no cell that goes on
constexpr std::size_t kMostColumns = 64;
constexpr std::size_t kRareCrossing = 25;  // one line of so many may cross from column to column: a title, a section
constexpr double kWidestPage = 10'000;     // points

/// Words that stand together: a line of a cell or of a paragraph.
struct Piece {
  double left = 0, top = 0, right = 0, bottom = 0;
  std::string text;
  double height() const { return bottom - top; }
};

struct VisualLine {
  std::vector<Piece> pieces;  ///< from left to right
  double top = 0, bottom = 0;
  int page = 0;
  double height() const { return bottom - top; }
  double left() const { return pieces.front().left; }
  double right() const { return pieces.back().right; }
  std::string text() const {
    std::string all;
    for (const auto& piece : pieces) (all += all.empty() ? "" : " ") += piece.text;
    return all;
  }
};

struct Word {
  Piece piece;
  int page = 0;
};

/// The columns of the TSV: level, page, paragraph, block, line, word, left, top, width, height, confidence, text.
/// Pages are laid one below the other.
std::vector<Word> read_words(std::string_view tsv) {
  std::vector<Word> words;
  double offset = 0, next_offset = 0;
  for (const auto line : split(tsv, '\n')) {
    const auto cells = split(line, '\t');
    double left = 0, top = 0, width = 0, height = 0;
    std::int64_t page = 0;
    if (cells.size() < 12 || !parse_number(cells[1], page) || !parse_number(cells[6], left) ||
        !parse_number(cells[7], top) || !parse_number(cells[8], width) || !parse_number(cells[9], height))
      continue;
    if (!std::isfinite(left) || !std::isfinite(top) || !std::isfinite(width) || !std::isfinite(height)) continue;
    if (cells[0] == "1") {
      offset = next_offset;
      next_offset += height;
    }
    const auto text = trim(cells[11]);
    if (cells[0] != "5" || text.empty() || height <= 0) continue;
    words.push_back(
        {{left, top + offset, left + width, top + offset + height, std::string(text)}, static_cast<int>(page)});
  }
  return words;
}

/// Words whose middles are at one height.
std::vector<VisualLine> read_lines(std::string_view tsv) {
  auto words = read_words(tsv);
  const auto middle = [](const Word& word) { return word.piece.top + word.piece.height() / 2; };
  std::stable_sort(words.begin(), words.end(), [&](const Word& a, const Word& b) { return middle(a) < middle(b); });
  std::vector<VisualLine> lines;
  for (std::size_t i = 0; i < words.size();) {
    const double reach = middle(words[i]) + words[i].piece.height() * 0.25;
    std::size_t end = i;
    while (end < words.size() && middle(words[end]) <= reach) ++end;
    std::stable_sort(words.begin() + static_cast<std::ptrdiff_t>(i), words.begin() + static_cast<std::ptrdiff_t>(end),
                     [](const Word& a, const Word& b) { return a.piece.left < b.piece.left; });
    VisualLine line{{}, words[i].piece.top, words[i].piece.bottom, words[i].page};
    for (; i < end; ++i) {
      Piece& piece = words[i].piece;
      line.top = std::min(line.top, piece.top);
      line.bottom = std::max(line.bottom, piece.bottom);
      const bool divided =
          line.pieces.empty() || piece.left - line.pieces.back().right > kCellGap * std::max(piece.height(), 1.0);
      if (divided) {
        line.pieces.push_back(std::move(piece));
      } else {
        append_run(line.pieces.back().text, piece.text);
        line.pieces.back().right = std::max(line.pieces.back().right, piece.right);
      }
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

/// "- 3 -", "第 3 页 共 12 页", "3/12".
bool is_page_number(const VisualLine& line) {
  std::string text = without_space(normalise_width(line.text()));
  if (text.size() > 40) return false;
  for (const std::string_view word : {"第", "页", "共", "-", "—", "–", "/", ",", "·"})
    text = replace_all(std::move(text), word, "");
  return text.size() <= 8 && text.find_first_not_of("0123456789") == text.npos;
}

/// Takes away what numbers the pages: the first or last line of one.
void drop_page_numbers(std::vector<VisualLine>& lines) {
  std::vector<VisualLine> kept;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool first = i == 0 || lines[i - 1].page != lines[i].page;
    const bool last = i + 1 == lines.size() || lines[i + 1].page != lines[i].page;
    if ((first || last) && lines.size() > 1 && is_page_number(lines[i])) continue;
    kept.push_back(lines[i]);
  }
  lines = std::move(kept);
}

/// A run of lines that is a table.
class PdfTable {
 public:
  PdfTable(const std::vector<VisualLine>& lines, std::size_t begin, std::size_t end)
      : lines_(lines), begin_(begin), end_(end) {
    find_columns();
  }

  std::size_t columns() const { return columns_.size(); }

  std::vector<std::vector<DocumentCell>> rows() {
    for (std::size_t i = begin_; i < end_; ++i) place(lines_[i]);
    merge_overlapping();
    merge_continued();
    std::vector<std::vector<DocumentCell>> out;
    for (auto& row : rows_) {
      auto& cells = out.emplace_back();
      if (row.section) {
        cells.push_back({std::move(row.cells[0]), static_cast<int>(columns_.size()), 1});
        continue;
      }
      for (auto& text : row.cells) cells.push_back({std::move(text), 1, 1});
    }
    return out;
  }

 private:
  struct Column {
    double left, right;
  };
  struct Row {
    std::vector<std::string> cells;
    double top, bottom;
    bool section = false;  ///< one text across several columns
  };

  /// Columns lie between the strips that hardly any line crosses.
  void find_columns() {
    double right = 0;
    for (std::size_t i = begin_; i < end_; ++i) right = std::max(right, lines_[i].right());
    std::vector<std::size_t> crossed(static_cast<std::size_t>(std::clamp(right, 0.0, kWidestPage)) + 2);
    for (std::size_t i = begin_; i < end_; ++i) {
      for (const auto& piece : lines_[i].pieces) {
        const auto last = std::min(static_cast<std::size_t>(std::max(piece.right, 0.0)), crossed.size() - 1);
        for (auto x = static_cast<std::size_t>(std::max(piece.left, 0.0)); x <= last; ++x) ++crossed[x];
      }
    }
    const std::size_t few = (end_ - begin_) / kRareCrossing;
    for (std::size_t x = 0; x < crossed.size(); ++x) {
      if (crossed[x] <= few) continue;
      const auto left = static_cast<double>(x);
      while (x < crossed.size() && crossed[x] > few) ++x;
      if (columns_.size() < kMostColumns) columns_.push_back({left, static_cast<double>(x)});
    }
    if (columns_.empty()) columns_.push_back({0, right});
  }

  std::size_t column_of(const Piece& piece) const {
    std::size_t best = 0;
    double best_score = -1e300;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      // the overlap, or how far away it is as a negative number
      const double score = std::min(piece.right, columns_[c].right) - std::max(piece.left, columns_[c].left);
      if (score > best_score) {
        best_score = score;
        best = c;
      }
    }
    return best;
  }

  std::size_t covered_by(const Piece& piece) const {
    return static_cast<std::size_t>(std::count_if(columns_.begin(), columns_.end(), [&](const Column& column) {
      const double overlap = std::min(piece.right, column.right) - std::max(piece.left, column.left);
      return overlap > (column.right - column.left) * 0.5;
    }));
  }

  void place(const VisualLine& line) {
    Row row{std::vector<std::string>(columns_.size()), line.top, line.bottom};
    if (line.pieces.size() == 1 && covered_by(line.pieces[0]) >= 2) {
      row.section = true;
      row.cells[0] = line.pieces[0].text;
    } else {
      for (const auto& piece : line.pieces) append_run(row.cells[column_of(piece)], piece.text);
    }
    rows_.push_back(std::move(row));
  }

  void merge(Row& into, const Row& below) {
    for (std::size_t c = 0; c < columns_.size(); ++c) append_run(into.cells[c], below.cells[c]);
    into.bottom = std::max(into.bottom, below.bottom);
  }

  /// A cell of two lines beside one of one line: the latter stands between the former's lines.
  void merge_overlapping() {
    std::vector<Row> merged;
    for (auto& row : rows_) {
      const bool same = !merged.empty() && !merged.back().section && !row.section &&
                        merged.back().bottom - row.top > kOverlap * (row.bottom - row.top);
      if (same) {
        merge(merged.back(), row);
      } else {
        merged.push_back(std::move(row));
      }
    }
    rows_ = std::move(merged);
  }

  /// Lines without the column that begins rows belong to the row that is nearer.
  void merge_continued() {
    const std::size_t key = key_column();
    const auto continues = [&](const Row& row) { return !row.section && row.cells[key].empty(); };
    std::vector<Row> merged;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      Row& row = rows_[i];
      const bool nearer_below = i + 1 < rows_.size() && !rows_[i + 1].section && !continues(rows_[i + 1]) &&
                                (merged.empty() || rows_[i + 1].top - row.bottom < row.top - merged.back().bottom);
      if (continues(row) && nearer_below) {
        merge(row, rows_[i + 1]);
        rows_[i + 1] = std::move(row);
      } else if (continues(row) && !merged.empty() && !merged.back().section) {
        merge(merged.back(), row);
      } else {
        merged.push_back(std::move(row));
      }
    }
    rows_ = std::move(merged);
  }

  /// The first column that has something in most rows of several cells.
  std::size_t key_column() const {
    std::vector<std::size_t> filled(columns_.size());
    std::size_t rows = 0;
    for (const auto& row : rows_) {
      const auto cells = std::count_if(row.cells.begin(), row.cells.end(), [](const auto& c) { return !c.empty(); });
      if (row.section || cells < 2) continue;
      ++rows;
      for (std::size_t c = 0; c < columns_.size(); ++c) filled[c] += row.cells[c].empty() ? 0 : 1;
    }
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (filled[c] * 10 >= rows * 7) return c;
    }
    return 0;
  }

  const std::vector<VisualLine>& lines_;
  std::size_t begin_, end_;
  std::vector<Column> columns_;
  std::vector<Row> rows_;
};

class PdfReader {
 public:
  explicit PdfReader(std::string_view tsv) : lines_(read_lines(tsv)) {
    drop_page_numbers(lines_);
    measure();
  }

  std::string page() {
    for (std::size_t i = 0; i < lines_.size();) {
      const std::size_t end = table_end(i);
      if (end == i) {
        read_text(lines_[i++]);
        continue;
      }
      end_paragraph();
      writer_.table(PdfTable(lines_, i, end).rows());
      i = end;
    }
    end_paragraph();
    return writer_.text();
  }

 private:
  void measure() {
    std::vector<double> heights;
    for (const auto& line : lines_) {
      heights.push_back(line.height());
      left_ = left_ ? std::min(*left_, line.left()) : line.left();
      right_ = std::max(right_, line.right());
    }
    if (heights.empty()) return;
    const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
    std::nth_element(heights.begin(), middle, heights.end());
    usual_height_ = *middle;
  }

  /// Several pieces in a line, or a line that stands beside another, half its height higher or lower.
  bool is_row(std::size_t i) const {
    const auto beside = [&](std::size_t above, std::size_t below) {
      const auto& a = lines_[above];
      const auto& b = lines_[below];
      return a.page == b.page && a.bottom - b.top > kOverlap * std::min(a.height(), b.height());
    };
    return lines_[i].pieces.size() >= 2 || (i > 0 && beside(i - 1, i)) || (i + 1 < lines_.size() && beside(i, i + 1));
  }

  /// The end of the table that begins at line i; i when none does.
  std::size_t table_end(std::size_t i) const {
    if (!is_row(i)) return i;
    std::size_t rows = 1, last = i;
    for (std::size_t at = i + 1; at < lines_.size() && at - last <= kMostBetween + 1; ++at) {
      if (!is_row(at)) continue;
      ++rows;
      last = at;
    }
    if (rows < 2 || !looks_like_table(i, last + 1)) return i;
    // What goes on in one cell below the last row.
    std::size_t end = last + 1;
    while (end < lines_.size() && lines_[end].page == lines_[end - 1].page &&
           lines_[end].top - lines_[end - 1].bottom < usual_height_ * 0.8 &&
           lines_[end].left() > *left_ + usual_height_ &&
           lines_[end].right() - lines_[end].left() < (right_ - *left_) * kWholeWidth)
      ++end;
    return end;
  }

  /// Justified paragraphs have gaps too, but not in the same places: they leave no columns.
  bool looks_like_table(std::size_t begin, std::size_t end) const {
    return PdfTable(lines_, begin, end).columns() >= 2;
  }

  void read_text(const VisualLine& line) {
    const std::string text = line.text();
    const bool large = line.height() > usual_height_ * kHeadingSize;
    if (large != in_heading_) end_paragraph();
    in_heading_ = large;
    if (large) return append_run(paragraph_, text);
    if (line.left() > *left_ + kIndent * usual_height_ || previous_ended_) end_paragraph();
    append_run(paragraph_, text);
    previous_ended_ = line.right() < right_ - kShortLine * usual_height_;
  }
  void end_paragraph() {
    in_heading_ ? writer_.heading(paragraph_) : writer_.paragraph(paragraph_);
    paragraph_.clear();
    previous_ended_ = in_heading_ = false;
  }

  std::vector<VisualLine> lines_;
  std::optional<double> left_;
  double right_ = 0, usual_height_ = 10;
  DocumentWriter writer_;
  std::string paragraph_;
  bool previous_ended_ = false;
  bool in_heading_ = false;
};

}  // namespace

std::string pdf_page(std::string_view tsv) { return PdfReader(tsv).page(); }

}  // namespace lawhub
