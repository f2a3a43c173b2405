// What a document says, as an HTML page: everything that reads pages then reads documents too.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace lawhub {

struct DocumentCell {
  std::string text;
  int across = 1, down = 1;  ///< colspan and rowspan
};

/// Texts are given unescaped; empty ones vanish.
class DocumentWriter {
 public:
  void title(std::string_view text);  ///< of the document's own properties
  void heading(std::string_view text);
  void paragraph(std::string_view text);
  void table(const std::vector<std::vector<DocumentCell>>& rows);
  /// The page.
  std::string text() const;

 private:
  void element(std::string_view tag, std::string_view text);
  std::string title_, body_;
};

/// Adds what stands behind or below in the same cell or paragraph; a space comes between unless Han or a
/// hyphen is beside it.
void append_run(std::string& text, std::string_view more);

}  // namespace lawhub
