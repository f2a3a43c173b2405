// What stands where in the two Xapian databases of a generation: prefixes of terms, value slots, keys of metadata.
// The only place; docs/index-schema.md explains it. A change here needs a new kSchemaVersion.
#pragma once
#include <string>
#include <string_view>

namespace lawhub {

inline constexpr std::string_view kSchemaVersion = "4";

/// Folders of a generation.
inline constexpr std::string_view kInstitutions = "institutions";
inline constexpr std::string_view kPages = "pages";

/// Terms. Without a prefix: what is found anywhere in the text (analysis.h text_terms; folded, so never upper case).
namespace prefix {
inline constexpr char kId = 'U';        ///< institution id, or digest of a page's source and URL; one document each
inline constexpr char kName = 'N';      ///< name_key() of a whole name or title
inline constexpr char kGram = 'S';      ///< name_terms() of names or titles, and their characters alone
inline constexpr char kTail = 'D';      ///< every end, of 4 characters or more, of phone numbers and identifiers
inline constexpr char kWithout = 'X';   ///< code of a forensic item that is not done: X020402
inline constexpr char kRelation = 'R';  ///< relation to a division, ':' between: Rcounsel_of:370403001
inline constexpr char kChannel = 'H';   ///< way to be served: Honline-mediation
inline constexpr char kConcept = 'C';   ///< code of the vocabulary that is offered or spoken of: CFAM01
}  // namespace prefix

/// Value slots.
namespace slot {
inline constexpr unsigned kFacts = 0;  ///< pack(InstitutionFacts) or pack(PageFacts)
inline constexpr unsigned kHours = 1;  ///< institutions: canonical opening hours
inline constexpr unsigned kNames =
    2;  ///< name keys, one a line: institutions id, shown name, then keys; pages the title's
}  // namespace slot

/// Metadata of each database, written in the same commit as what it speaks of.
namespace meta {
inline constexpr const char* kFingerprint = "fingerprint";  ///< analysis_fingerprint() of the program that wrote it
inline constexpr const char* kCreated = "created";          ///< ISO instant
inline constexpr const char* kSequence = "sequence";        ///< last step of the change log that is in here
inline constexpr const char* kCommit = "commit";            ///< number of incremental commits since it was built
inline constexpr const char* kChange = "change/";           ///< + commit number: document ids it touched
}  // namespace meta

inline std::string term(char prefix, std::string_view rest) { return std::string(1, prefix).append(rest); }

}  // namespace lawhub
