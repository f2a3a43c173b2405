// Reading DOCX: ECMA-376 part 1, WordprocessingML.
#pragma once
#include <string>
#include <string_view>

#include "base/result.h"

namespace lawhub {

/// The document as a page: paragraphs, headings, tables with merged cells. Deleted text, field codes, headers and
/// footers are left out. Limits: those of ZipReader, and two million elements and attributes.
Result<std::string> docx_page(std::string_view bytes);

}  // namespace lawhub
