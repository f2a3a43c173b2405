#include "search/html_upload.h"

#include "registry/institution_type.h"
#include "search/difference_face.h"
#include "search/view.h"

namespace lawhub {
namespace {

constexpr std::size_t kMostRows = 5'000;  // of a table on a page; a list of a city has fewer

std::string state_of(const Upload& upload) {
  if (upload.dropped_at != 0) return "已放弃";
  return upload.job != 0 ? "已确认" : "未确认";
}

std::string_view severity_label(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "错误";
    case Severity::warning:
      return "提醒";
    case Severity::note:
      return "说明";
  }
  return {};
}

std::string size_text(std::int64_t bytes) { return fmt::format("{} KB", (bytes + 1023) / 1024); }

Views finding_views(const Report& report) {
  Views rows = no_views();
  for (std::size_t i = 0; i < report.size() && i < kMostRows; ++i) {
    View row;
    put(row, "place", report[i].place);
    put(row, "severity", severity_label(report[i].severity));
    put_flag(row, "bad", report[i].severity == Severity::error);
    put(row, "message", report[i].message);
    put(row, "mend", report[i].mend);
    rows << row;
  }
  return rows;
}

void put_head(View& view, const Session& session, const Source& source) {
  put(view, "csrf", session.csrf);
  put(view, "source", source.id);
  put(view, "source_name", source.name);
}

}  // namespace

std::string upload_form_page(const Site& site, const Session& session, const Source& source,
                             const std::vector<Upload>& uploads, std::string_view message) {
  View view;
  put_head(view, session, source);
  put(view, "problem", message);
  Views rows = no_views();
  for (const auto& upload : uploads) {
    View row;
    put(row, "id", std::to_string(upload.id));
    put(row, "file", upload.name);
    put(row, "time", time_text(upload.sent_at));
    put(row, "by", upload.sent_by);
    put(row, "state", state_of(upload));
    rows << row;
  }
  put_list(view, "uploads", rows);
  Views templates = no_views();
  for (const auto type : all_institution_types()) {
    View one;
    put(one, "code", code_of(type));
    put(one, "label", label_of(type));
    templates << one;
  }
  put_list(view, "templates", templates);
  return page(site, {.title = "上传名单", .refresh = false, .signed_in = true}, render("upload_form", view));
}

std::string upload_page(const Site& site, const Session& session, const UploadView& it) {
  View view;
  put_head(view, session, it.source);
  put(view, "id", std::to_string(it.upload.id));
  put(view, "file", it.upload.name);
  put(view, "size", size_text(it.upload.bytes));
  put(view, "hash", it.upload.hash);
  put(view, "by", it.upload.sent_by);
  put(view, "time", time_text(it.upload.sent_at));
  put(view, "state", state_of(it.upload));
  put(view, "job", it.job ? std::to_string(it.job->id) : "");
  put(view, "job_state", it.job ? label_of(it.job->state) : "");
  put(view, "job_message", it.job ? it.job->message : "");
  put(view, "problem", it.problem);
  put_flag(view, "applicable", it.applicable);
  put_flag(view, "droppable", it.upload.job == 0 && it.upload.dropped_at == 0);
  if (it.applicable) {
    put(view, "before", count_text(it.difference.before));
    put(view, "now", count_text(it.difference.now));
    put(view, "held", it.held);
    put_flag(view, "incomplete", !it.complete);
    put_list(view, "findings", finding_views(it.report));
    put(view, "difference", difference_html(it.difference, kMostRows));
    put_flag(view, "cut", it.report.size() > kMostRows);
  }
  return page(site, {.title = "上传的名单", .refresh = false, .signed_in = true}, render("upload", view));
}

}  // namespace lawhub
