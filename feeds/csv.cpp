// Delimited text.
#include <array>
#include <map>

#include "base/charset.h"
#include "base/text.h"
#include "feeds/sheet.h"

namespace lawhub {
namespace {

constexpr std::size_t kLinesLookedAt = 50;  // to find the delimiter

/// A cell as a person sees it in a spreadsheet: ="0632" and '0632 are tricks that keep a leading zero.
std::string shown(std::string text) {
  if (text.size() > 3 && text.compare(0, 2, "=\"") == 0 && text.back() == '"') text = text.substr(2, text.size() - 3);
  if (text.size() > 1 && text[0] == '\'' && text[1] >= '0' && text[1] <= '9') text.erase(0, 1);
  return std::string(trim(text));
}

class CsvReader {
 public:
  CsvReader(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {}

  /// At most `limit` rows. Each cell once, as it is written.
  std::vector<std::vector<std::string>> read(std::size_t limit) {
    std::vector<std::vector<std::string>> rows;
    while (at_ < text_.size() && rows.size() < limit) rows.push_back(read_row());
    return rows;
  }
  bool open_quote() const { return open_quote_; }

 private:
  std::vector<std::string> read_row() {
    std::vector<std::string> row(1);
    while (at_ < text_.size()) {
      const char c = text_[at_++];
      if (c == '"' && row.back().empty()) {
        read_quoted(row.back());
      } else if (c == delimiter_) {
        row.emplace_back();
      } else if (c == '\r' || c == '\n') {
        if (c == '\r' && at_ < text_.size() && text_[at_] == '\n') ++at_;
        break;
      } else {
        row.back() += c;
      }
    }
    return row;
  }

  void read_quoted(std::string& cell) {
    while (at_ < text_.size()) {
      const char c = text_[at_++];
      if (c != '"') {
        cell += c;
      } else if (at_ < text_.size() && text_[at_] == '"') {
        cell += '"';
        ++at_;
      } else {
        return;
      }
    }
    open_quote_ = true;
  }

  std::string_view text_;
  char delimiter_;
  std::size_t at_ = 0;
  bool open_quote_ = false;
};

/// Excel's own first line "sep=;".
char said_delimiter(std::string_view& text) {
  if (text.substr(0, 4) != "sep=" || text.size() < 5) return 0;
  const char said = text[4];
  const auto end = text.find('\n');
  text.remove_prefix(end == text.npos ? text.size() : end + 1);
  return said;
}

/// The one that gives most rows of one width.
char find_delimiter(std::string_view text) {
  char best = ',';
  std::size_t most = 0;
  for (const char delimiter : {',', '\t', ';'}) {
    std::map<std::size_t, std::size_t> widths;
    for (const auto& row : CsvReader(text, delimiter).read(kLinesLookedAt)) ++widths[row.size()];
    for (const auto& [width, rows] : widths) {
      if ((width - 1) * rows <= most) continue;
      most = (width - 1) * rows;
      best = delimiter;
    }
  }
  return best;
}

/// "6.32869E+09": a spreadsheet wrote a number shorter than it was.
bool is_scientific(std::string_view text) {
  const auto e = text.find_first_of("Ee");
  double value = 0;
  return e != text.npos && e > 0 && text.substr(e + 1, 1) == "+" && text.find('.') < e && parse_number(text, value);
}

}  // namespace

Result<Workbook> read_csv(std::string_view bytes) {
  const std::string decoded = decode(bytes, {}).utf8;
  std::string_view text = decoded;
  const char said = said_delimiter(text);
  CsvReader reader(text, said != 0 ? said : find_delimiter(text));
  const auto rows = reader.read(kSheetRows + 1);
  if (rows.size() > kSheetRows) return problem("sheet-too-long", "表格超过 10 万行,请分成几个文件");
  if (reader.open_quote()) return problem("csv-quote", "有一个引号没有对应的另一半,无法分清各格,请用表格软件另存一次");
  Workbook book;
  Sheet& sheet = book.sheets.emplace_back();
  for (const auto& cells : rows) {
    TableRow& row = sheet.rows.emplace_back();
    for (const auto& cell : cells) {
      if (row.size() == kSheetColumns) break;
      const int number = cell_number(static_cast<int>(sheet.rows.size()) - 1, static_cast<int>(row.size()));
      std::string written = shown(cell);
      if (is_scientific(written)) {
        book.report.push_back(cell_finding(Severity::error, "digits-lost", "", number,
                                           "号码写成了 " + written + ",后面的数字已经丢失,未采用",
                                           "请把这一列设为文本格式,重新填写后再导出"));
        written.clear();
      }
      row.push_back({written.empty() ? -1 : number, std::move(written)});
    }
  }
  return book;
}

std::string write_csv(const Sheet& sheet) {
  std::string out = "\xEF\xBB\xBF";
  for (const auto& row : sheet.rows) {
    for (std::size_t c = 0; c < row.size(); ++c) {
      const bool quoted = row[c].text.find_first_of("\",\r\n") != std::string::npos;
      if (c > 0) out += ',';
      out += quoted ? "\"" + replace_all(row[c].text, "\"", "\"\"") + "\"" : row[c].text;
    }
    out += "\r\n";
  }
  return out;
}

}  // namespace lawhub
