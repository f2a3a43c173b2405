#include "tests/support/site_server.h"

#include <httplib.h>
#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <thread>

#include "base/charset.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/text.h"
#include "base/tsv.h"
#include "base/url.h"

namespace lawhub {
namespace {

constexpr const char* kMissingPage =
    "<html><head><meta charset=\"utf-8\"><title>提示</title></head><body>您访问的页面不存在或已删除!</body></html>";

std::optional<SiteFault> fault_of(std::string_view name) {
  static const std::map<std::string, SiteFault, std::less<>> kNames = {{"slow", SiteFault::slow},
                                                                       {"fail", SiteFault::fail},
                                                                       {"missing", SiteFault::missing},
                                                                       {"truncate", SiteFault::truncate},
                                                                       {"empty-list", SiteFault::empty_list},
                                                                       {"redirect", SiteFault::redirect},
                                                                       {"html-error", SiteFault::html_error},
                                                                       {"drop", SiteFault::drop}};
  const auto found = kNames.find(name);
  if (found == kNames.end()) return std::nullopt;
  return found->second;
}

// The parameters sorted, page=1 left out: the rule of feeds/sample.h.
std::optional<std::string> file_of(std::string_view target) {
  const std::size_t mark = target.find('?');
  std::string file = percent_decode(target.substr(0, mark));
  if (file.empty() || file.find("..") != std::string::npos || file.find('\0') != std::string::npos) return std::nullopt;
  file.erase(0, 1);
  if (mark == std::string_view::npos) return file;
  std::vector<std::string> parameters;
  for (std::string_view parameter : split(target.substr(mark + 1), '&'))
    if (!parameter.empty() && parameter != "page=1") parameters.push_back(percent_decode(parameter));
  std::sort(parameters.begin(), parameters.end());
  return parameters.empty() ? file : file + "@" + join(parameters, "&");
}

void erase_between(std::string& text, std::string_view first, std::string_view last) {
  const std::size_t from = text.find(first);
  const std::size_t to = text.rfind(last);
  if (from != std::string::npos && to != std::string::npos && to > from) text.erase(from, to + last.size() - from);
}

// ASCII marks never occur inside a GB18030 character: '<' is not a trail byte.
std::string without_rows(std::string page) {
  for (;;) {
    const std::size_t before = page.size();
    const std::size_t from = page.find("<!--list-->");
    const std::size_t to = page.find("<!--/list-->");
    if (from != std::string::npos && to != std::string::npos) page.erase(from, to + 12 - from);
    if (page.size() == before) break;
  }
  erase_between(page, "<record>", "</record>");
  erase_between(page, "<record ", "</record>");
  erase_between(page, "<paging", "</paging>");
  return page;
}

class QuietServer : public httplib::Server {
 public:
  QuietServer() {
    set_tcp_nodelay(true);
    set_keep_alive_max_count(1000000000);
    set_keep_alive_timeout(1);
    new_task_queue = [] { return new httplib::ThreadPool(2); };
  }
};

// A server and the thread it listens in.
void start(httplib::Server& server, int port, std::thread& thread) {
  if (!server.bind_to_port("127.0.0.1", port)) throw std::runtime_error("port " + std::to_string(port) + " is taken");
  thread = std::thread([&server] { server.listen_after_bind(); });
}

void stop(httplib::Server& server, std::thread& thread) {
  if (!thread.joinable()) return;
  while (!server.is_running()) std::this_thread::yield();
  server.stop();
  thread.join();
}

}  // namespace

class SiteServer::Site {
 public:
  Site(std::filesystem::path folder, int port, std::string html_type)
      : folder_(std::move(folder)), port_(port), html_type_(std::move(html_type)) {
    server_.set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
      answer(request, response);
      return httplib::Server::HandlerResponse::Handled;
    });
    start(server_, port_, thread_);
  }
  ~Site() { stop(server_, thread_); }

  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/"; }
  void order(const FaultOrder& order) {
    const std::lock_guard lock(mutex_);
    orders_.push_back(order);
  }
  void clear() {
    const std::lock_guard lock(mutex_);
    orders_.clear();
  }
  SiteCounts counts() const { return {requests_, conditional_, not_modified_}; }
  void reset_counts() {
    requests_ = conditional_ = not_modified_ = 0;
    const std::lock_guard lock(mutex_);
    asked_.clear();
  }
  std::map<std::string, std::size_t> asked() const {
    const std::lock_guard lock(mutex_);
    return asked_;
  }
  std::size_t edit(const std::string& path, const std::string& from, const std::string& to);

 private:
  void answer(const httplib::Request& request, httplib::Response& response);
  void answer_well(const httplib::Request& request, httplib::Response& response, bool empty, bool cut);
  std::optional<FaultOrder> order_for(const std::string& path);
  std::filesystem::path find(std::string_view target) const;
  std::string type_of(const std::filesystem::path& file) const;
  static void send(httplib::Response& response, std::string body, const std::string& type, std::size_t only);

  std::filesystem::path folder_;
  int port_;
  std::string html_type_;
  QuietServer server_;
  std::thread thread_;
  mutable std::mutex mutex_;
  std::vector<FaultOrder> orders_;
  std::map<std::string, std::size_t> asked_;
  std::atomic<std::size_t> requests_ = 0, conditional_ = 0, not_modified_ = 0;
};

std::filesystem::path SiteServer::Site::find(std::string_view target) const {
  const std::optional<std::string> named = file_of(target);
  if (!named) return {};
  const std::string& name = *named;
  for (const std::string& file : {name, name + "index.html", name + "index.asp"})
    if (!file.empty() && std::filesystem::is_regular_file(folder_ / file)) return folder_ / file;
  return {};
}

std::string SiteServer::Site::type_of(const std::filesystem::path& file) const {
  const std::string name = file.filename().string();
  const std::string path = name.substr(0, name.find('@'));
  if (path.ends_with(".xml")) return "application/xml; charset=UTF-8";
  if (path.ends_with(".jsp")) return "text/xml;charset=UTF-8";
  if (path.ends_with(".txt")) return "text/plain";
  return html_type_;
}

// Through a provider, so that the library never compresses.
void SiteServer::Site::send(httplib::Response& response, std::string body, const std::string& type, std::size_t only) {
  if (body.empty()) return response.set_content("", type);
  const auto bytes = std::make_shared<std::string>(std::move(body));
  response.set_content_provider(bytes->size(), type,
                                [bytes, only](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
                                  const std::size_t end = std::min(offset + length, only);
                                  if (offset < end) sink.write(bytes->data() + offset, end - offset);
                                  return end == offset + length;
                                });
}

std::optional<FaultOrder> SiteServer::Site::order_for(const std::string& path) {
  const std::lock_guard lock(mutex_);
  for (auto order = orders_.rbegin(); order != orders_.rend(); ++order)
    if (order->path.empty() ? path != "/robots.txt" : path.starts_with(order->path)) return *order;
  return std::nullopt;
}

void SiteServer::Site::answer(const httplib::Request& request, httplib::Response& response) {
  ++requests_;
  {
    const std::lock_guard lock(mutex_);
    ++asked_[request.target];
  }
  if (request.has_header("If-None-Match") || request.has_header("If-Modified-Since")) ++conditional_;
  const std::optional<FaultOrder> order = order_for(request.target);
  if (!order) return answer_well(request, response, false, false);
  switch (order->fault) {
    case SiteFault::slow:
      std::this_thread::sleep_for(std::chrono::milliseconds(order->milliseconds));
      return answer_well(request, response, false, false);
    case SiteFault::fail:
      response.status = 500;
      return send(response, "Internal Server Error\n", "text/plain", std::string::npos);
    case SiteFault::missing:
      response.status = 404;
      return send(response, kMissingPage, "text/html", std::string::npos);
    case SiteFault::truncate:
      return answer_well(request, response, false, true);
    case SiteFault::empty_list:
      return answer_well(request, response, true, false);
    case SiteFault::redirect:
      return response.set_redirect(order->to);
    case SiteFault::html_error:
      return send(response, kMissingPage, "text/html; charset=utf-8", std::string::npos);
    case SiteFault::drop:
      response.status = 500;
      return send(response, "x", "text/plain", 0);
  }
}

void SiteServer::Site::answer_well(const httplib::Request& request, httplib::Response& response, bool empty, bool cut) {
  const std::filesystem::path file = find(request.target);
  struct stat facts {};
  if (file.empty() || ::stat(file.c_str(), &facts) != 0) {
    response.status = 404;
    return send(response, kMissingPage, "text/html; charset=utf-8", std::string::npos);
  }
  std::string body = read_file(file);
  if (empty) body = without_rows(std::move(body));
  const std::string etag = "\"" + short_hash(body, 20) + "\"";
  const Instant changed = facts.st_mtime;
  response.set_header("ETag", etag);
  response.set_header("Last-Modified", http_date(changed));
  bool same = false;
  if (request.has_header("If-None-Match")) {
    same = request.get_header_value("If-None-Match").find(etag) != std::string::npos;
  } else if (request.has_header("If-Modified-Since")) {
    const auto since = parse_http_date(request.get_header_value("If-Modified-Since"));
    same = !empty && since && *since >= changed;
  }
  if (same) {
    ++not_modified_;
    response.status = 304;
    return;
  }
  response.status = 200;
  const std::size_t only = cut ? body.size() / 2 : std::string::npos;
  send(response, std::move(body), type_of(file), only);
}

std::size_t SiteServer::Site::edit(const std::string& path, const std::string& from, const std::string& to) {
  const std::filesystem::path file = find(path);
  if (file.empty() || from.empty()) return 0;
  const std::string bytes = read_file(file);
  const bool utf8 = is_valid_utf8(bytes);
  std::string text = utf8 ? bytes : decode(bytes, "gb18030").utf8;
  std::size_t count = 0;
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
    ++count;
  }
  if (count > 0) write_file_atomically(file, utf8 ? text : encode(text, "gb18030"));
  return count;
}

class SiteServer::Control {
 public:
  Control(SiteServer& sites, int port);
  ~Control() { stop(server_, thread_); }

 private:
  QuietServer server_;
  std::thread thread_;
};

SiteServer::Control::Control(SiteServer& sites, int port) {
  server_.Post("/fault", [&sites](const httplib::Request& request, httplib::Response& response) {
    const auto fault = fault_of(request.get_param_value("fault"));
    std::int64_t wait = 0;
    parse_number(request.get_param_value("ms"), wait);
    response.status = fault ? 200 : 400;
    if (!fault) return;
    FaultOrder order{*fault, request.get_param_value("path"), static_cast<int>(wait)};
    if (request.has_param("to")) order.to = request.get_param_value("to");
    sites.order(request.get_param_value("site"), order);
  });
  server_.Post("/clear", [&sites](const httplib::Request& request, httplib::Response&) {
    if (request.has_param("site"))
      sites.clear(request.get_param_value("site"));
    else
      sites.clear_all();
  });
  server_.Post("/edit", [&sites](const httplib::Request& request, httplib::Response& response) {
    const std::size_t replaced = sites.edit(request.get_param_value("site"), request.get_param_value("path"),
                                            request.get_param_value("from"), request.get_param_value("to"));
    response.status = replaced > 0 ? 200 : 404;
    response.set_content(nlohmann::json{{"replaced", replaced}}.dump() + "\n", "application/json");
  });
  server_.Get("/stats", [&sites](const httplib::Request&, httplib::Response& response) {
    nlohmann::ordered_json stats;
    for (const std::string& site : sites.sites()) {
      const SiteCounts counts = sites.counts(site);
      stats[site] = {{"url", sites.url(site)},
                     {"requests", counts.requests},
                     {"conditional", counts.conditional},
                     {"not_modified", counts.not_modified}};
    }
    response.set_content(stats.dump(1) + "\n", "application/json");
  });
  server_.set_exception_handler([](const httplib::Request&, httplib::Response& response, const std::exception_ptr&) {
    response.status = 404;
    response.set_content("no such site\n", "text/plain");
  });
  start(server_, port, thread_);
}

SiteServer::SiteServer(const std::filesystem::path& folder, int control_port) : folder_(folder) {
  const std::string text = read_file(folder / "sites.tsv");
  const Table table(text, "sites.tsv");
  for (std::size_t row = 0; row < table.size(); ++row) {
    const std::string id(table.cell(row, table.column("site")));
    std::int64_t port = 0;
    parse_number(table.cell(row, table.column("port")), port);
    sites_[id] = std::make_unique<Site>(folder / "sites" / id, static_cast<int>(port),
                                        std::string(table.cell(row, table.column("html_type"))));
  }
  if (control_port != 0) control_ = std::make_unique<Control>(*this, control_port);
}

SiteServer::~SiteServer() = default;

std::vector<std::string> SiteServer::sites() const {
  std::vector<std::string> ids;
  for (const auto& [id, site] : sites_) ids.push_back(id);
  return ids;
}

std::string SiteServer::url(const std::string& site) const { return sites_.at(site)->url(); }
void SiteServer::order(const std::string& site, const FaultOrder& order) { sites_.at(site)->order(order); }
void SiteServer::clear(const std::string& site) { sites_.at(site)->clear(); }

void SiteServer::clear_all() {
  for (const auto& [id, site] : sites_) site->clear();
}

std::size_t SiteServer::edit(const std::string& site, const std::string& path, const std::string& from,
                             const std::string& to) {
  return sites_.at(site)->edit(path, from, to);
}

std::map<std::string, std::size_t> SiteServer::asked(const std::string& site) const { return sites_.at(site)->asked(); }

SiteCounts SiteServer::counts(const std::string& site) const { return sites_.at(site)->counts(); }

void SiteServer::reset_counts() {
  for (const auto& [id, site] : sites_) site->reset_counts();
}

}  // namespace lawhub
