#include "search/framing.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "base/text.h"

namespace lawhub {
namespace {

struct Refusal {
  int status;
  std::string_view reason;
};
using Verdict = std::optional<Refusal>;  // nothing: no objection

constexpr Refusal kMalformed{400, "请求不符合 HTTP 规范。"};

/// The headers the hub reads. One that may come more than once is not single.
struct Known {
  std::string_view name;
  bool single;
};
constexpr std::array<Known, 18> kKnown{{{"host", true},
                                        {"content-length", true},
                                        {"content-type", true},
                                        {"authorization", true},
                                        {"cookie", false},
                                        {"accept", false},
                                        {"accept-encoding", false},
                                        {"if-none-match", true},
                                        {"if-modified-since", true},
                                        {"origin", true},
                                        {"sec-fetch-site", true},
                                        {"x-csrf-token", true},
                                        {"x-lawhub-timestamp", true},
                                        {"x-lawhub-signature", true},
                                        {"last-event-id", true},
                                        {"x-forwarded-for", false},
                                        {"forwarded", false},
                                        {"x-request-id", true}}};

/// Names under which the library tells handlers who is connected: the client must not say them.
constexpr std::array<std::string_view, 4> kReserved{"remote_addr", "remote_port", "local_addr", "local_port"};

/// What the lines said so far.
struct Head {
  std::string_view method, target;
  bool http_1_0 = false;
  std::string kept;  // header lines for the library
  std::array<int, kKnown.size()> seen{};
  std::string_view host, content_length;
  bool transfer_encoding = false;
  bool close = false, keep_alive = false;  // words of Connection

  int times(std::string_view name) const {
    for (std::size_t i = 0; i < kKnown.size(); ++i) {
      if (kKnown[i].name == name) return seen[i];
    }
    return 0;
  }
};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alphanumeric(char c) { return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z'); }
bool is_token(std::string_view s) {  // RFC 9110 §5.6.2
  auto fits = [](char c) {
    return is_alphanumeric(c) || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  };
  return !s.empty() && std::all_of(s.begin(), s.end(), fits);
}
bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }
bool has_control(std::string_view s) {
  return std::any_of(s.begin(), s.end(), [](char c) { return is_control(c) && c != '\t'; });
}
std::string lower_case(std::string_view s) {
  std::string out(s);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}
std::string_view trim_blanks(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t')) s.remove_suffix(1);
  return s;
}

/// The library percent-decodes header values, also in the form %uXXXX: no escape may become a NUL or a line break.
bool hides_control(std::string_view s) {
  for (auto at = s.find('%'); at != s.npos; at = s.find('%', at + 1)) {
    auto code = lower_case(s.substr(at + 1, 5));
    if (code.substr(0, 3) == "u00") code.erase(0, 3);
    code.resize(2);
    if (code == "00" || code == "0a" || code == "0d") return true;
  }
  return false;
}

/// host[:port] or [ipv6][:port], RFC 3986 §3.2.2 without the characters no name of a hub has.
bool is_valid_host(std::string_view host) {
  if (host.empty() || host.size() > 255) return false;
  std::string_view name = host, port;
  if (host.front() == '[') {
    auto end = host.find(']');
    if (end == host.npos || host.substr(1, end - 1).find_first_not_of("0123456789abcdefABCDEF:.") != host.npos) {
      return false;
    }
    name = "literal";
    port = host.substr(end + 1);
  } else if (auto colon = host.find(':'); colon != host.npos) {
    name = host.substr(0, colon);
    port = host.substr(colon);
  }
  auto fits = [](char c) { return is_alphanumeric(c) || c == '-' || c == '.' || c == '_'; };
  if (name.empty() || !std::all_of(name.begin(), name.end(), fits)) return false;
  return port.empty() || (port.front() == ':' && port.size() > 1 && port.size() <= 6 &&
                          std::all_of(port.begin() + 1, port.end(), is_digit));
}

Verdict read_request_line(std::string_view line, const RequestLimits& limits, Head& head) {
  auto first = line.find(' ');
  auto last = line.rfind(' ');
  if (first == line.npos || first == last) return kMalformed;
  head.method = line.substr(0, first);
  head.target = line.substr(first + 1, last - first - 1);
  auto version = line.substr(last + 1);
  if (!is_token(head.method)) return kMalformed;
  if (version.substr(0, 5) != "HTTP/") return kMalformed;
  if (version != "HTTP/1.1" && version != "HTTP/1.0") return Refusal{505, "只接受 HTTP/1.1。"};
  head.http_1_0 = version == "HTTP/1.0";
  if (head.method != "GET" && head.method != "HEAD" && head.method != "POST") {
    return Refusal{405, "只接受 GET、HEAD 和 POST。"};
  }
  if (head.target.size() > limits.target_bytes) return Refusal{414, "网址太长。"};
  if (head.target.empty() || head.target.front() != '/') return kMalformed;
  if (head.target.find_first_of(" #\t") != head.target.npos) return kMalformed;
  if (hides_control(head.target.substr(0, head.target.find('?')))) return kMalformed;
  return {};
}

void read_connection(std::string_view value, Head& head) {
  for (auto word : split(value, ',')) {
    auto option = lower_case(trim_blanks(word));
    head.close |= option == "close";
    head.keep_alive |= option == "keep-alive";
  }
}

Verdict read_header_line(std::string_view line, Head& head) {
  auto colon = line.find(':');
  if (colon == line.npos || !is_token(line.substr(0, colon))) return kMalformed;  // folded lines begin with a blank
  auto name = lower_case(line.substr(0, colon));
  auto value = trim_blanks(line.substr(colon + 1));
  // Referer may be the address of a question with a line break; it is not among those handed on.
  if (name != "referer" && hides_control(value)) return Refusal{400, "请求头含有编码的控制字符。"};
  if (std::find(kReserved.begin(), kReserved.end(), name) != kReserved.end()) {
    return Refusal{400, "请求头用了保留的名称。"};
  }
  if (name == "transfer-encoding") head.transfer_encoding = true;
  if (name == "content-encoding") return Refusal{415, "不接受压缩的请求内容。"};
  if (name == "connection") read_connection(value, head);
  if (name == "host") head.host = value;
  if (name == "content-length") head.content_length = value;
  for (std::size_t i = 0; i < kKnown.size(); ++i) {
    if (kKnown[i].name != name) continue;
    if (++head.seen[i] > 1 && kKnown[i].single) return Refusal{400, "同一个请求头出现了两次。"};
    head.kept.append(name).append(": ").append(value).append("\r\n");
  }
  return {};
}

/// What only all lines together tell. `body` becomes the length of the body.
Verdict judge(const Head& head, const RequestLimits& limits, std::size_t& body) {
  bool has_length = head.times("content-length") != 0;
  if (head.transfer_encoding && has_length) return Refusal{400, "请求同时声明了两种长度。"};
  if (head.transfer_encoding) return Refusal{411, "请求须声明 Content-Length。"};
  if (!is_valid_host(head.host)) return Refusal{400, "缺少有效的 Host。"};
  if (has_length) {
    std::int64_t length = 0;
    auto digits = head.content_length;
    if (digits.empty() || !std::all_of(digits.begin(), digits.end(), is_digit)) return kMalformed;
    const auto most = takes_file(head.target) ? limits.file_bytes : limits.body_bytes;
    if (!parse_number(digits, length) || length > static_cast<std::int64_t>(most)) {
      return Refusal{413, "请求内容太大。"};
    }
    body = static_cast<std::size_t>(length);
  } else if (head.method == "POST") {
    return Refusal{411, "请求须声明 Content-Length。"};
  }
  if (body != 0 && head.method != "POST") return Refusal{400, "GET 请求不能带内容。"};
  return {};
}

/// A "?" inside the query is legal (RFC 3986 §3.4), but the library refuses it.
std::string library_target(std::string_view target) {
  auto query = target.find('?');
  if (query == target.npos) return std::string(target);
  return std::string(target.substr(0, query + 1)) + replace_all(std::string(target.substr(query + 1)), "?", "%3F");
}

/// Looks at a head whose end has not come yet: whatever it becomes, is it refused already?
Verdict judge_partial(std::string_view bytes, const RequestLimits& limits) {
  auto line_end = bytes.find("\r\n");
  auto line = bytes.substr(0, line_end);
  if (line.size() > limits.target_bytes + 20) return Refusal{414, "网址太长。"};
  if (bytes.size() > limits.header_bytes) return Refusal{431, "请求头太长。"};
  for (auto at = bytes.find('\n'); at != bytes.npos; at = bytes.find('\n', at + 1)) {
    if (at == 0 || bytes[at - 1] != '\r') return kMalformed;
  }
  auto control = [](char c) { return is_control(c) && c != '\t' && c != '\r' && c != '\n'; };
  if (std::any_of(bytes.begin(), bytes.end(), control)) return kMalformed;
  return {};
}

Verdict read_head(std::string_view text, const RequestLimits& limits, Head& head) {
  std::size_t lines = 0;
  while (!text.empty()) {
    auto end = text.find("\r\n");
    auto line = text.substr(0, end);
    text = end == text.npos ? std::string_view() : text.substr(end + 2);
    if (has_control(line)) return kMalformed;
    if (lines > limits.header_lines) return Refusal{431, "请求头太多。"};
    auto verdict = lines == 0 ? read_request_line(line, limits, head) : read_header_line(line, head);
    if (verdict) return verdict;
    ++lines;
  }
  return lines == 0 ? Verdict(kMalformed) : Verdict();
}

Frame refused(Refusal refusal) {
  Frame frame;
  frame.state = Frame::State::refused;
  frame.status = refusal.status;
  frame.reason = refusal.reason;
  return frame;
}

}  // namespace

bool takes_file(std::string_view target) {
  const std::string_view path = target.substr(0, target.find('?'));
  if (path == "/validate" || path == "/api/v1/validate") return true;
  constexpr std::string_view kSource = "/admin/sources/", kUpload = "/upload";
  return target.size() > kSource.size() + kUpload.size() && target.substr(0, kSource.size()) == kSource &&
         target.substr(target.size() - kUpload.size()) == kUpload;
}

Frame frame_request(std::string_view bytes, const RequestLimits& limits) {
  auto end = bytes.substr(0, limits.header_bytes + 4).find("\r\n\r\n");
  if (end == bytes.npos) {
    auto verdict = judge_partial(bytes, limits);
    return verdict ? refused(*verdict) : Frame();
  }
  Head head;
  std::size_t body = 0;
  if (auto verdict = read_head(bytes.substr(0, end), limits, head)) return refused(*verdict);
  if (auto verdict = judge(head, limits, body)) return refused(*verdict);
  Frame frame;
  frame.length = end + 4 + body;
  if (bytes.size() < frame.length) return frame;
  frame.state = Frame::State::whole;
  frame.keep_alive = head.http_1_0 ? head.keep_alive && !head.close : !head.close;
  frame.text.append(head.method).append(" ").append(library_target(head.target)).append(" HTTP/1.1\r\n");
  frame.text.append(head.kept).append("\r\n").append(bytes.substr(end + 4, body));
  return frame;
}

}  // namespace lawhub
