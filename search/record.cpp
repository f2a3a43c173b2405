#include "search/record.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/log.h"
#include "base/text.h"
#include "registry/audit.h"

namespace lawhub {
namespace {

constexpr std::size_t kLongestDetail = 2000;  // characters
/// Fields of forms that are secrets, or mean nothing afterwards.
constexpr std::array<std::string_view, 6> kUnsaid{"csrf", "password", "old_password", "new_password", "code", "secret"};

/// "reason=…, mode=…", the names of files, or the JSON as it came: no route takes a secret in JSON.
std::string detail_of(const Call& call) {
  std::string out;
  const auto add = [&](std::string_view name, std::string_view value) {
    if (value.empty() || std::find(kUnsaid.begin(), kUnsaid.end(), name) != kUnsaid.end()) return;
    out += fmt::format("{}{}={}", out.empty() ? "" : ", ", name, value);
  };
  for (const auto& [name, value] : call.form) add(name, value);
  for (const auto& file : call.files) add("file", file.name);
  if (call.form.empty() && call.files.empty()) out = call.request.body;
  return shorten(out, kLongestDetail);
}

AuditLine line_of(const Call& call, const Account& account, std::string_view act) {
  AuditLine line;
  line.who = account.name;
  line.role = code_of(account.role);
  line.address = call.request.peer;
  line.act = act;
  line.object = call.request.path;
  return line;
}

std::int64_t write(const Call& call, AuditLine line) {
  return call.service.stores.operators(
      [&](Operators& db) { return AuditLog(db, call.service.clock).add(std::move(line)); });
}

void end(const Call& call, std::int64_t begun, const std::string& result) {
  call.service.stores.operators([&](Operators& db) {
    AuditLog(db, call.service.clock).end(begun, result);
    return true;
  });
}

}  // namespace

Response recorded(const Route& route, const Call& call) {
  auto line = line_of(call, call.account, route.act);
  line.detail = detail_of(call);
  line.result = "begun";
  const auto begun = write(call, std::move(line));
  try {
    auto response = route.handle(call);
    end(call, begun, response.status < 400 ? "done" : "refused " + std::to_string(response.status));
    return response;
  } catch (const std::exception&) {
    end(call, begun, "failed");
    throw;
  }
}

void record_refusal(const Route& route, const Call& call, int status) {
  if (route.act.empty()) return;
  auto line = line_of(call, call.account, route.act);
  line.detail = detail_of(call);
  line.result = "refused " + std::to_string(status);
  write(call, std::move(line));
}

void record_sign_in(const Call& call, const Account& account, std::string_view result) {
  auto line = line_of(call, account, "sign-in");
  line.result = result;
  write(call, std::move(line));
}

}  // namespace lawhub
