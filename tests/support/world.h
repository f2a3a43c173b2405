// A whole hub in ten lines: a table of listings goes in, the register comes out. Rows are
//   source | type | name | division | phone | address | code
// one listing each; cells may be left out at the end, and a code is a credit code or a licence number. What else is
// said stands in cells of its own: at=117.26,34.79, hours=24/7, offers=NTR02, status=revoked, former=旧名, alias=别名,
// in=370403001 (division of the address), site=http://…, says=description, covers=scope of a forensic licence,
// tie=branch_of,KEY,NAME (key or name of the other one may be empty). Sources are made when they are first named:
// "province" registers, "city" and "county" supervise, "association", "own" and "publicity" are what they say; "city-2"
// is another city.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "registry/accept.h"
#include "registry/database.h"
#include "registry/register.h"
#include "registry/source.h"
#include "tests/support/fixed_clock.h"

namespace lawhub {

/// One row of the table (without its source) through the normalisers, as the crawler would bring it.
Record listing(std::string_view row);

class World {
 public:
  World() : db_(":memory:", Database::Access::write) {}
  /// Each source in the table says exactly its rows from now on; in the order of the table. The last answer.
  Acceptance say(std::string_view table);
  /// A proposal of one source with these rows, to be changed before it is accepted. Keys are "1", "2" … by row, or the
  /// text before "=" when a row begins "key= ".
  Proposal proposal(std::string_view table);
  Acceptance take(const Proposal& p) { return accept(db_, p, clock_); }
  void add_source(const Source& source) { Sources(db_).put(source); }

  Register reg() { return Register(db_); }
  /// All of them, listed or not, by name.
  std::vector<Institution> institutions();
  /// The one listed institution of that name; the test fails when there is none or several.
  Institution only(std::string_view name);
  /// The register's dump: two worlds that believe the same give the same.
  std::string everything();

  Database& db() { return db_; }
  FixedClock& clock() { return clock_; }

 private:
  FixedClock clock_;
  Database db_;
};

}  // namespace lawhub
