// The words of a PDF with their places, to paragraphs and tables.
#pragma once
#include <string>
#include <string_view>

namespace lawhub {

/// `tsv`: what pdftotext -tsv prints. Columns are found by the gaps between words; lines belong to one row when they
/// overlap, or when the column that begins rows is empty in them; running page numbers are left out.
std::string pdf_page(std::string_view tsv);

}  // namespace lawhub
