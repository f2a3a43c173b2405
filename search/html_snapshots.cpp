#include "search/difference_face.h"
#include "search/snapshot_page.h"
#include "search/view.h"

namespace lawhub {
namespace {

constexpr std::size_t kMostEntries = 500;

std::string_view state_in_words(const SnapshotInfo& s) {
  if (s.restores != 0) return "回退";
  if (s.state == "accepted") return "已采用";
  if (s.state == "undone") return "已回退";
  if (s.state == "held") return "待审";
  return s.state == "rejected" ? "已退回" : "已被新的取代";
}

View view_of(const SnapshotInfo& s, const Session& session) {
  const bool judge = session.account.role == Role::system;  // nobody lets in what he delivered himself
  View view;
  put(view, "id", std::to_string(s.id));
  put(view, "source", s.source);
  put(view, "state", state_in_words(s));
  put(view, "time", time_text(s.taken_at));
  put(view, "records", count_text(s.observations));
  put(view, "reason", s.reason);
  put(view, "restores", s.restores == 0 ? "" : std::to_string(s.restores));
  put(view, "decided_by", s.decided.by);
  put(view, "decided_at", s.decided_at == 0 ? "" : time_text(s.decided_at));
  put(view, "decision", s.decided.reason);
  put(view, "job", s.job == 0 ? "" : std::to_string(s.job));
  put_flag(view, "kept", s.kept && judge);
  put_flag(view, "judge", judge);
  put_flag(view, "held", s.state == "held");
  return view;
}

}  // namespace

std::string snapshots_page(const Site& site, const Session& session, std::string_view source,
                           const std::vector<SnapshotInfo>& snapshots) {
  const std::string title = source.empty() ? "待审的内容" : std::string(source) + ":快照";
  View view;
  put(view, "csrf", session.csrf);
  put(view, "title", title);
  put_flag(view, "all", source.empty());
  Views rows = no_views();
  for (const SnapshotInfo& s : snapshots) rows << view_of(s, session);
  put_list(view, "snapshots", rows);
  return page(site, {.title = title, .refresh = false, .signed_in = true}, render("snapshots", view));
}

std::string snapshot_page(const Site& site, const Session& session, const SnapshotInfo& snapshot,
                          const std::optional<Difference>& difference) {
  View view = view_of(snapshot, session);
  put(view, "csrf", session.csrf);
  put_flag(view, "waits", snapshot.waiting);
  put(view, "difference", difference ? difference_html(*difference, kMostEntries) : "");
  const std::string title = "快照 " + std::to_string(snapshot.id);
  return page(site, {.title = title, .refresh = false, .signed_in = true}, render("snapshot", view));
}

}  // namespace lawhub
