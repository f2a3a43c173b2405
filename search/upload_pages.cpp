#include "search/upload_pages.h"

#include "base/log.h"
#include "base/text.h"
#include "feeds/delivery.h"
#include "feeds/sheet_template.h"
#include "registry/accept.h"
#include "search/html_upload.h"

namespace lawhub {
namespace {

constexpr std::size_t kUploadsShown = 20;
constexpr std::size_t kLongestFileName = 100;  // characters that are shown

Uploads uploads_of(const Call& call, Database& db) { return {db, call.service.config.inbox(), call.service.clock}; }

/// The source of the route's {id}, if it is one that lists are uploaded for.
std::optional<Source> source_of(const Call& call) {
  auto source = call.service.stores.read([&](Database& db) { return Sources(db).find(call.captures[0]); });
  if (source && source->kind != SourceKind::upload) return std::nullopt;
  return source;
}

std::optional<Upload> upload_of(const Call& call) {
  std::int64_t id = 0;
  if (!parse_number(call.captures[0], id)) return std::nullopt;
  return call.service.stores.read([&](Database& db) { return uploads_of(call, db).find(id); });
}

Response form_page(const Call& call, const Source& source, int status, std::string_view message) {
  auto uploads =
      call.service.stores.read([&](Database& db) { return uploads_of(call, db).latest_of(source.id, kUploadsShown); });
  return html_response(upload_form_page(call.service.site, call.session, source, uploads, message), status);
}

std::string page_of(const Upload& upload) { return "/admin/uploads/" + std::to_string(upload.id); }

/// What the file would do, found out anew each time it is looked at: the registry may have changed meanwhile.
UploadView view_of(const Call& call, const Upload& upload) {
  auto& service = call.service;
  UploadView view;
  view.upload = upload;
  service.stores.read([&](Database& db) {
    view.source = Sources(db).find(upload.source).value_or(Source{});
    if (upload.job != 0) view.job = Journal(db, service.clock).find(upload.job);
    return true;
  });
  if (upload.dropped_at != 0 || (view.job && view.job->state != JobState::failed)) return view;
  const auto bytes = service.stores.read([&](Database& db) { return uploads_of(call, db).read(upload); });
  auto delivery = read_delivery(bytes, view.source, upload.sent_at);
  if (!delivery) {
    view.problem = delivery.error().message;
    return view;
  }
  auto& proposal = delivery->proposal;
  proposal.taken_at = service.clock.now();
  view.report = std::move(delivery->report);
  view.complete = proposal.complete;
  view.difference = service.stores.read([&](Database& db) { return difference(db, proposal); });
  const auto judged = service.stores.write([&](Database& db) { return dry_run(db, proposal, service.clock); });
  if (judged.state == Acceptance::State::held) view.held = judged.reason;
  view.applicable = true;
  return view;
}

}  // namespace

Response show_upload_form(const Call& call) {
  auto source = source_of(call);
  return source ? form_page(call, *source, 200, "") : not_found(call);
}

Response take_upload(const Call& call) {
  auto source = source_of(call);
  if (!source) return not_found(call);
  if (call.files.empty() || call.files.front().bytes.empty())
    return form_page(call, *source, 400, "请先选择一个文件。");
  const auto& file = call.files.front();
  if (file.bytes.size() > kDeliveryBytes) return form_page(call, *source, 413, "文件超过 16 MB,请分成几个文件。");
  const bool named = !file.name.empty() && is_valid_utf8(file.name);
  const std::string name = named ? shorten(squeeze(file.name), kLongestFileName) : "未命名";
  auto upload = call.service.stores.write(
      [&](Database& db) { return uploads_of(call, db).add(source->id, name, file.bytes, call.account.name); });
  spdlog::info("{} handed in {} bytes for {} (upload {})", call.account.name, upload.bytes, source->id, upload.id);
  return redirect(303, page_of(upload));
}

Response show_upload(const Call& call) {
  auto upload = upload_of(call);
  if (!upload) return not_found(call);
  return html_response(upload_page(call.service.site, call.session, view_of(call, *upload)));
}

Response apply_upload(const Call& call) {
  auto upload = upload_of(call);
  if (!upload) return not_found(call);
  auto job = call.service.stores.write(
      [&](Database& db) { return uploads_of(call, db).apply(upload->id, call.account.name); });
  if (!job) return redirect(303, page_of(*upload));
  spdlog::info("{} applied upload {}", call.account.name, upload->id);
  return redirect(303, "/admin/jobs/" + std::to_string(job->id));
}

Response drop_upload(const Call& call) {
  auto upload = upload_of(call);
  if (!upload) return not_found(call);
  call.service.stores.write([&](Database& db) { return uploads_of(call, db).drop(upload->id); });
  return redirect(303, page_of(*upload));
}

Response send_template(const Call& call) {
  const auto& name = call.captures[0];
  const auto dot = name.find('.');
  const auto type = type_of_code(name.substr(0, dot));
  const std::string kind = dot == name.npos ? "" : name.substr(dot);
  if (!type || (kind != ".xlsx" && kind != ".csv")) return not_found(call);
  Response response;
  response.type =
      kind == ".csv" ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  const auto sheets = template_of(*type);
  response.body = kind == ".csv" ? write_csv(sheets.front()) : write_xlsx(sheets);
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + name + "\"");
  return response;
}

}  // namespace lawhub
