// A hub's data as a folder that can be kept elsewhere, and back. The index is not in it: it is made from the rest.
#pragma once
#include <filesystem>

#include "base/config.h"

namespace lawhub {

/// Copies journal.db, registry.db, pages.db, inbox/, reports/ and operators.db into the new folder `to`, in this order,
/// so that whatever happens meanwhile the later ones know at least what the earlier ones speak of; with SHA256SUMS, as
/// sha256sum -c reads it. The hub goes on. What is in `to` when this returns is complete and on disk. Throws
/// std::runtime_error when `to` exists or something cannot be copied; then `to` does not exist.
void back_up(const Config& config, const std::filesystem::path& to);

/// Puts a backup into the data folder of `config`, which must have no registry yet. Nothing is put there when the
/// backup is not what its SHA256SUMS say. Throws std::runtime_error.
void restore(const std::filesystem::path& from, const Config& config);

}  // namespace lawhub
