#include "crawler/notices.h"

#include <array>
#include <ctime>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "base/log.h"
#include "base/signature.h"
#include "base/text.h"
#include "base/url.h"
#include "crawler/constants.h"
#include "crawler/fetcher.h"
#include "crawler/user_agent.h"
#include "registry/database.h"

namespace lawhub {
namespace {

constexpr std::size_t kLine = 76;          // RFC 2045 §6.8
constexpr std::size_t kWordBytes = 39;     // of UTF-8 in an encoded word, RFC 2047 §2: the line stays below 78
constexpr std::size_t kMostFailures = 10;  // told of

/// "Tue, 24 Nov 2026 10:00:00 +0800"
std::string mail_date(Instant t) {
  static constexpr std::array kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::time_t shifted = t + 8 * 3600;
  std::tm tm{};
  gmtime_r(&shifted, &tm);
  return fmt::format("{}, {} {} {} {:02}:{:02}:{:02} +0800", kDays.at(static_cast<std::size_t>(tm.tm_wday)), tm.tm_mday,
                     kMonths.at(static_cast<std::size_t>(tm.tm_mon)), tm.tm_year + 1900, tm.tm_hour, tm.tm_min,
                     tm.tm_sec);
}

/// As encoded words, each of whole characters.
std::string encoded_words(std::string_view utf8) {
  std::string out;
  while (!utf8.empty()) {
    std::size_t end = std::min(kWordBytes, utf8.size());
    while (end < utf8.size() && (static_cast<unsigned char>(utf8[end]) & 0xC0U) == 0x80U) --end;
    out += (out.empty() ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?") + to_base64(utf8.substr(0, end)) + "?=";
    utf8.remove_prefix(end);
  }
  return out;
}

std::string base64_lines(std::string_view bytes) {
  const std::string all = to_base64(bytes);
  std::string out;
  for (std::size_t at = 0; at < all.size(); at += kLine) out += all.substr(at, kLine) + "\r\n";
  return out;
}

/// What may stand in a header as it is: nothing that would begin another line or address.
bool is_mail_address(std::string_view text) {
  const auto at = text.find('@');
  return at != text.npos && at > 0 && at + 1 < text.size() && text.find_first_of(" \t\r\n<>,;\"") == text.npos;
}

std::string host_of(const Config& config) {
  const auto url = parse_url(config.public_url);
  return url ? url->host : "localhost";
}

std::string report_url(const Config& config, const Source& source) {
  return config.public_url.empty() ? "" : config.public_url + "/sources/" + source.id;
}

std::string body_of(const Config& config, const Source& source, const std::vector<Job>& failures) {
  std::string text = "您好!\n\n" + config.hub_name + "采集“" + source.name + "”(" + source.url + ")已连续 " +
                     std::to_string(failures.size()) +
                     " 次失败。已公布的信息没有丢失,仍沿用上次成功采集的内容,"
                     "但新的变化暂时收不到。\n\n各次失败的时间和原因:\n";
  for (std::size_t i = 0; i < failures.size() && i < kMostFailures; ++i) {
    const auto time = china_time(failures[i].finished_at);
    text += fmt::format("  {} {:02}:{:02}  {}\n", iso_date(time.date), time.minute / 60, time.minute % 60,
                        failures[i].message);
  }
  if (const auto url = report_url(config, source); !url.empty()) text += "\n采集记录:" + url + "\n";
  text += "\n恢复正常以前不再重复通知。";
  if (!config.email.empty()) text += "如有疑问,请联系 " + config.email + "。";
  return text + "\n";
}

/// True when the contact has been told.
bool deliver(const Config& config, const Source& source, const std::vector<Job>& failures, Instant now) {
  if (is_mail_address(source.contact)) {
    const auto outbox = config.data / "outbox";
    std::filesystem::create_directories(outbox);
    write_file_atomically(outbox / (source.id + "-" + std::to_string(failures.front().id) + ".eml"),
                          notice_mail(config, source, failures, now));
    return true;
  }
  const auto url = parse_url(source.contact);
  if (!url) return false;
  Fetcher fetcher(user_agent(config), {source.allow, {url->port}}, [] { return true; });
  const auto result = fetcher.post(*url, "application/json", notice_json(config, source, failures));
  if (result.status < 200 || result.status > 299) spdlog::warn("{}: contact not reached: {}", source.id, result.reason);
  return result.status >= 200 && result.status <= 299;
}

}  // namespace

std::string notice_mail(const Config& config, const Source& source, const std::vector<Job>& failures, Instant now) {
  const std::string from = is_mail_address(config.email) ? config.email : "lawhub@" + host_of(config);
  return "Date: " + mail_date(now) + "\r\nFrom: " + encoded_words(config.hub_name) + "\r\n <" + from + ">\r\nTo: <" +
         source.contact + ">\r\nSubject: " + encoded_words("采集失败通知:" + source.name) + "\r\nMessage-ID: <job-" +
         std::to_string(failures.front().id) + "." + source.id + "@" + host_of(config) +
         ">\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
         "Content-Transfer-Encoding: base64\r\n\r\n" +
         base64_lines(body_of(config, source, failures));
}

std::string notice_json(const Config& config, const Source& source, const std::vector<Job>& failures) {
  using Json = nlohmann::ordered_json;
  Json list = Json::array();
  for (std::size_t i = 0; i < failures.size() && i < kMostFailures; ++i) {
    list.push_back(
        {{"job", failures[i].id}, {"at", iso_instant(failures[i].finished_at)}, {"message", failures[i].message}});
  }
  const Json out{{"source", source.id},
                 {"name", source.name},
                 {"url", source.url},
                 {"failures", std::move(list)},
                 {"report", report_url(config, source)}};
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void tell_contact(Database& db, const Config& config, const Source& source, const Clock& clock) {
  if (source.contact.empty()) return;
  Journal journal(db, clock);
  const auto failures = journal.failures_in_a_row(source.id);
  if (failures.size() < static_cast<std::size_t>(crawling("failures_until_told"))) return;
  const auto last = journal.notice_of(source.id);
  if (last && last->job >= failures.back().id) return;  // told since it last ended well
  try {
    if (deliver(config, source, failures, clock.now()))
      journal.note_notice(source.id, {failures.front().id, clock.now(), source.contact});
  } catch (const std::exception& error) {  // a full disk: the job has ended all the same
    spdlog::error("notice to the contact of {}: {}", source.id, error.what());
  }
}

}  // namespace lawhub
