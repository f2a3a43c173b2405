// Documents that pages link: yearly registers and notices in PDF, DOC, DOCX, XLS and XLSX. Each is read once, when it
// comes, by another program within limits (child.h, data/attachment_limits.tsv), and is an HTML page from then on.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "registry/pages.h"
#include "registry/report.h"

namespace lawhub {

enum class DocumentKind { pdf, doc, docx, xls, xlsx };

/// By the end of the file's name; nothing for anything that is no document we read.
std::optional<DocumentKind> document_kind_of_path(std::string_view path);
/// What the bytes are, whatever their name.
std::optional<DocumentKind> document_kind_of_bytes(std::string_view bytes);
/// A media type of such documents (a Content-Type header, with or without parameters).
bool is_document_type(std::string_view content_type);
/// The largest body of that type that is taken, when `of_pages` is the largest page.
std::size_t most_bytes(std::string_view content_type, std::size_t of_pages);

/// The page that says what the document says. A Problem "unreadable" tells why there is none, "stopped" that `alive`
/// said no. Throws std::runtime_error when a reader is not installed.
Result<std::string> read_document(std::string_view bytes, DocumentKind kind, const std::function<bool()>& alive);
/// The reader of DOCX, XLS and XLSX, in a process of its own: lawhub-crawler read-document KIND < FILE.
Result<std::string> read_own_document(const std::string& path, DocumentKind kind);

/// If `page.body` is a document, or was asked for as one (`expected`) and is no text, puts the page in its place that
/// says the same, or that it could not be read. False when `alive` said no.
bool turn_into_page(Page& page, bool expected, const std::function<bool()>& alive);
/// Was the page made by turn_into_page()?
bool is_document(const Page& page);
/// Why the document behind the page has no text, as a finding; nothing when it has.
std::optional<Finding> document_finding(std::string_view html, std::string_view text);

/// What a document is called by the link to it: "附件1:2024年度名册.xls(点击下载)" → 2024年度名册. Empty when the link
/// says nothing.
std::string document_title(std::string_view link_text);

}  // namespace lawhub
