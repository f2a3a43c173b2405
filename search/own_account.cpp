#include <functional>
#include <stdexcept>

#include "base/text.h"
#include "base/url.h"
#include "registry/totp.h"
#include "search/users.h"
#include "search/view.h"

namespace lawhub {
namespace {

/// What is told once.
struct News {
  std::string problem, done, token;
};

Response account_page(const Call& call, int status, const News& news) {
  const auto& account = call.account;
  View view;
  put(view, "csrf", call.session.csrf);
  put(view, "name", account.name);
  put(view, "role", label_of(account.role));
  put(view, "problem", news.problem);
  put(view, "done", news.done);
  put(view, "token", news.token);
  put_flag(view, "provisional", account.provisional);
  put_flag(view, "second_factor", account.second_factor);
  const std::string secret = new_totp_secret();
  put(view, "secret", secret);
  put(view, "uri",
      "otpauth://totp/" + percent_encode(call.service.site.name + ":" + account.name) + "?secret=" + secret +
          "&issuer=" + percent_encode(call.service.site.name));
  return html_response(
      page(call.service.site, {.title = "我的账号", .refresh = false, .signed_in = true}, render("account", view)),
      status);
}

void check_old_password(const Call& call, Accounts& accounts) {
  const auto old = value_of(call.form, "old_password");
  const auto outcome = accounts.check_password(call.account.name, old);
  if (outcome == Accounts::SignIn::locked) throw std::invalid_argument("密码错误次数太多,请十五分钟后再试。");
  if (outcome != Accounts::SignIn::ok) throw std::invalid_argument("现在的密码不对。");
}

News change_password(const Call& call, Accounts& accounts) {
  check_old_password(call, accounts);
  const auto fresh = value_of(call.form, "new_password");
  if (fresh == value_of(call.form, "old_password")) throw std::invalid_argument("新密码和原来的一样。");
  accounts.set_password(call.account.name, fresh, false);
  return {};
}

News set_second_factor(const Call& call, Accounts& accounts) {
  const auto secret = value_of(call.form, "secret");
  const auto code = trim(value_of(call.form, "code"));
  if (!is_totp_secret(secret) || !totp_step_of(secret, code, call.service.clock.now(), 0))
    throw std::invalid_argument("动态口令不对,请用新显示的密钥重新登记。");
  accounts.set_totp(call.account.name, secret);
  return {"", "已启用动态口令,下次登录时要填。", ""};
}

News end_second_factor(const Call& call, Accounts& accounts) {
  check_old_password(call, accounts);
  accounts.set_totp(call.account.name, "");
  return {"", "已停用动态口令。", ""};
}

News new_token(const Call& call, Accounts& accounts) { return {"", "", accounts.new_token(call.account.name)}; }

}  // namespace

Response show_own_account(const Call& call) { return account_page(call, 200, {}); }

Response change_own_account(const Call& call) {
  const auto what = value_of(call.form, "what");
  News (*change)(const Call&, Accounts&) = nullptr;
  if (what == "password") change = change_password;
  if (what == "second-factor") change = set_second_factor;
  if (what == "no-second-factor") change = end_second_factor;
  if (what == "token") change = new_token;
  const bool allowed = change == change_password || !call.account.provisional;
  if (change == nullptr || !allowed) return account_page(call, 400, {"请先换密码。", "", ""});
  try {
    const News news = call.service.stores.operators([&](Operators& db) {
      Accounts accounts(db, call.service.clock);
      return change(call, accounts);
    });
    if (change == change_password) return redirect(303, "/admin/sign-in");  // its sessions have ended
    return account_page(call, 200, news);
  } catch (const std::invalid_argument& error) {
    return account_page(call, 400, {error.what(), "", ""});
  }
}

}  // namespace lawhub
