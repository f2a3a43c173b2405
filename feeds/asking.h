// What the registry understands of a text, and of two listings, for whoever wants to check a spreadsheet without
// publishing it. The code is the registry's own. One line in, one line of JSON out.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace lawhub {

/// What normalise() reads.
enum class Normaliser { phone, hours, address, uscc, name };
std::optional<Normaliser> normaliser_of_code(std::string_view code);

/// What is known of a text besides itself.
struct AskingContext {
  std::string division;   ///< of the publisher, 2 to 12 digits: completes addresses and names, and gives the area code
  std::string area_code;  ///< 0632: completes local telephone numbers
};

/// {"input","value","confidence","problems"}, confidence from 0 (nothing understood) to 1. `value` is a text in the
/// notation of phone.h ("0632-8690000;ext=801") or hours.h, the normalised code of a uscc, or an object: of an address
/// {"division","street","premise","candidates"}, of a name {"name","type","core","place","division","former","form"}.
std::string normalise(Normaliser what, std::string_view text, const AskingContext& context);

/// {"a":{listing},"b":{listing}} to {"verdict":"same|different|ask","score","reasons","explanation"}. A listing has the
/// feed's element names (name, institution_type, division_code, phone, address, organization_identifier, website …), as
/// texts or as the API gives them; also the short names type, division, code, uscc, licence, url. Where no division is
/// said, a source that is named after one (利津县局网站) tells it. {"error":…} for a line that is no such object.
std::string compare_listings(std::string_view line);

}  // namespace lawhub
