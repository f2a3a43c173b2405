// Who may use the desk, for the security administrator; and everybody's own account.
#pragma once
#include "search/service.h"

namespace lawhub {

Response show_users(const Call& call);
/// Form: name role sources networks. Adds an account, or changes the one of that name; a new one's password is shown
/// once.
Response put_user(const Call& call);
/// A new password, shown once; the second factor is taken away.
Response reset_user(const Call& call);
/// Form: bar=yes|no. A barred one is signed out and cannot sign in.
Response bar_user(const Call& call);

Response show_own_account(const Call& call);
/// Form: what=password (old_password new_password), second-factor (secret code), no-second-factor (old_password) or
/// token.
Response change_own_account(const Call& call);

}  // namespace lawhub
