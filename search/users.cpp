#include "search/users.h"

#include <functional>
#include <stdexcept>

#include "base/hash.h"
#include "base/text.h"
#include "registry/source.h"
#include "search/view.h"

namespace lawhub {
namespace {

constexpr std::size_t kPasswordLength = 16;  // base 32: 80 bits
constexpr Role kRoles[] = {Role::system, Role::security, Role::auditor, Role::publisher};

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out;
  for (const auto word : split(squeeze(text), ' ')) {
    if (!word.empty()) out.emplace_back(word);
  }
  return out;
}

View user_view(const Account& account, const Call& call) {
  View view;
  put(view, "csrf", call.session.csrf);
  put(view, "name", account.name);
  put(view, "role", label_of(account.role));
  put(view, "sources", join(account.sources, " "));
  put(view, "networks", join(account.networks, " "));
  std::string state = account.barred ? "已停用" : account.provisional ? "还没有换密码" : "可用";
  if (account.locked_until > call.service.clock.now()) state = "密码错误太多,暂时锁定";
  put(view, "state", state);
  put_flag(view, "second_factor", account.second_factor);
  put_flag(view, "barred", account.barred);
  put_flag(view, "self", account.name == call.account.name);
  return view;
}

/// What is told once, above the list.
struct News {
  std::string problem, name, password;
};

Response users_page(const Call& call, int status, const News& news) {
  View view;
  put(view, "csrf", call.session.csrf);
  put(view, "problem", news.problem);
  put(view, "new_name", news.name);
  put(view, "new_password", news.password);
  Views rows = no_views();
  const auto accounts =
      call.service.stores.operators([&](Operators& db) { return Accounts(db, call.service.clock).all(); });
  for (const auto& account : accounts) rows << user_view(account, call);
  put_list(view, "users", rows);
  Views roles = no_views();
  for (const Role role : kRoles) {
    View one;
    put(one, "code", code_of(role));
    put(one, "label", label_of(role));
    roles << one;
  }
  put_list(view, "roles", roles);
  return html_response(
      page(call.service.site, {.title = "账号", .refresh = false, .signed_in = true}, render("users", view)), status);
}

/// Does `change` to the accounts; what cannot be (std::invalid_argument, Chinese) is told on the page.
Response change_users(const Call& call, const std::function<News(Accounts&)>& change) {
  try {
    const News news = call.service.stores.operators([&](Operators& db) {
      News out;
      db.transaction([&] {
        Accounts accounts(db, call.service.clock);
        out = change(accounts);
      });
      return out;
    });
    if (news.password.empty()) return redirect(303, "/admin/users");
    return users_page(call, 200, news);
  } catch (const std::invalid_argument& error) {
    return users_page(call, 400, {error.what(), "", ""});
  }
}

/// The account of the route's {name}; one's own is changed by somebody else.
Account other_account(const Call& call, const Accounts& accounts) {
  auto account = accounts.find(call.captures[0]);
  if (!account) throw std::invalid_argument("没有这个账号。");
  if (account->name == call.account.name) throw std::invalid_argument("自己的账号要由另一位安全管理员来改。");
  return *account;
}

void check_sources(const Call& call, const std::vector<std::string>& sources) {
  const auto known = call.service.stores.read([](Database& db) { return sources_by_id(db); });
  for (const auto& source : sources) {
    if (!known.contains(source)) throw std::invalid_argument("没有来源 " + source + "。");
  }
}

}  // namespace

Response show_users(const Call& call) { return users_page(call, 200, {}); }

Response put_user(const Call& call) {
  return change_users(call, [&](Accounts& accounts) {
    Account account;
    account.name = trim(value_of(call.form, "name"));
    const auto role = role_of_code(value_of(call.form, "role"));
    if (!role) throw std::invalid_argument("请选择身份。");
    if (account.name == call.account.name) throw std::invalid_argument("自己的账号要由另一位安全管理员来改。");
    account.role = *role;
    account.sources = words_of(value_of(call.form, "sources"));
    account.networks = words_of(value_of(call.form, "networks"));
    check_sources(call, account.sources);
    const auto before = accounts.find(account.name);
    if (before) account.barred = before->barred;
    accounts.put(account);
    if (before) return News{};
    News news{"", account.name, random_token(kPasswordLength)};
    accounts.set_password(account.name, news.password, true);
    return news;
  });
}

Response reset_user(const Call& call) {
  return change_users(call, [&](Accounts& accounts) {
    News news{"", other_account(call, accounts).name, random_token(kPasswordLength)};
    accounts.set_password(news.name, news.password, true);
    accounts.set_totp(news.name, "");
    return news;
  });
}

Response bar_user(const Call& call) {
  return change_users(call, [&](Accounts& accounts) {
    Account account = other_account(call, accounts);
    account.barred = value_of(call.form, "bar") == "yes";
    accounts.put(account);
    return News{};
  });
}

}  // namespace lawhub
