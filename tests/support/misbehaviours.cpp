#include "tests/support/misbehaviours.h"

#include <openssl/ssl.h>
#include <zlib.h>

#include <csignal>

#include "base/charset.h"

namespace lawhub {
namespace {

using Outcome = FetchOutcome;

constexpr std::size_t kBrotliBytes = 80;
/// 50,000,000 times "x".
constexpr char kBrotliBomb[] =
    "\xcb\xff\xff\x3f\xf8\x25\xf0\xe2\xb1\x40\x20\xf7\xfe\x8f\xff\xff\x7f\xf0\x4b\x00\xc4\x61\x11\x80\xee"
    "\xfd\x1f\xff\xff\xff\xe0\x97\x00\x88\xc3\x02\x00\xdd\xfb\x3f\xfe\xff\xff\xc1\x2f\x01\x10\x87\x05\x00"
    "\xba\xf7\x7f\xfc\xff\xff\x83\x5f\x02\x20\x0e\x0b\x00\x74\xef\xff\xf2\x0f\x5e\x0f\xbf\x04\x40\x1c\x16"
    "\x00\xe8\xa0\xeb\x01";

std::string deflated(const std::string& text, int window) {
  std::string out(compressBound(text.size()) + 64, '\0');
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}
std::string gzip(const std::string& text) { return deflated(text, 15 + 16); }

/// Answers these bytes and closes.
std::function<void(Wire&)> says(std::string bytes) {
  return [bytes = std::move(bytes)](Wire& wire) {
    if (!wire.request().empty()) wire.send(bytes);
  };
}
/// The same, and then over and over the second.
std::function<void(Wire&)> says_forever(std::string bytes, std::string more, int pause_ms = 0) {
  return [=](Wire& wire) {
    if (!wire.request().empty() && wire.send(bytes)) wire.send_forever(more, pause_ms);
  };
}
std::string sized(const std::string& body, const std::string& headers = {}) {
  return head_of("Content-Length: " + std::to_string(body.size()) + "\r\n" + headers) + "\r\n" + body;
}
std::string chunked(const std::string& chunks) { return head_of("Transfer-Encoding: chunked\r\n") + "\r\n" + chunks; }
std::string status(int code, const std::string& headers = {}) {
  return "HTTP/1.1 " + std::to_string(code) + " X\r\n" + headers + "Connection: close\r\n\r\n";
}
std::string many(int count, const std::string& text) {
  std::string out;
  for (int i = 0; i < count; ++i) out += text;
  return out;
}

/// A server that speaks TLS with this context and answers well.
std::function<void(Wire&)> over_tls(std::shared_ptr<SSL_CTX> context) {
  std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes without MSG_NOSIGNAL
  return [context = std::move(context)](Wire& wire) {
    const std::unique_ptr<SSL, decltype(&SSL_free)> ssl(SSL_new(context.get()), &SSL_free);
    SSL_set_fd(ssl.get(), wire.socket());
    char buffer[4096];
    if (SSL_accept(ssl.get()) != 1 || SSL_read(ssl.get(), buffer, sizeof buffer) <= 0) return;
    const std::string answer = sized("<p>well</p>");
    SSL_write(ssl.get(), answer.data(), static_cast<int>(answer.size()));
    SSL_shutdown(ssl.get());
  };
}

void append(std::vector<Misbehaviour>& all, std::vector<Misbehaviour> more) {
  for (auto& each : more) all.push_back(std::move(each));
}

std::vector<Misbehaviour> of_size() {
  const std::string encoded = "Content-Encoding: ";
  return {
      {"endless body", Outcome::refused, "内容超过", says_forever(head_of() + "\r\n", std::string(65536, 'x'))},
      {"page of one line of 50 MB", Outcome::refused, "内容超过",
       says_forever(head_of("Content-Length: 50000000\r\n") + "\r\n", std::string(65536, 'x'))},
      {"announced as 10 GB", Outcome::refused, "内容超过",
       says_forever(head_of("Content-Length: 10000000000\r\n") + "\r\n", std::string(65536, 'x'))},
      {"endless headers", Outcome::failed, "响应头过大",
       says_forever(head_of(), "X-A: " + std::string(500, 'a') + "\r\n")},
      {"header line without end", Outcome::failed, "响应头过大",
       says_forever(head_of() + "X-A: ", std::string(65536, 'a'))},
      {"flood of cookies", Outcome::failed, "响应头过大",
       says(sized("x", many(2000, "Set-Cookie: a=" + std::string(50, 'b') + "\r\n")))},
      {"endless trailers", Outcome::failed, "响应头过大",
       says_forever(chunked("1\r\nx\r\n0\r\n"), "X-A: " + std::string(500, 'a') + "\r\n")},
      {"flood of 103", Outcome::failed, "响应头过大",
       says_forever("", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")},
      {"bomb of gzip", Outcome::refused, "大得不正常",
       says(sized(gzip(std::string(9'000'000, 'x')), encoded + "gzip\r\n"))},
      {"bomb of deflate", Outcome::refused, "大得不正常",
       says(sized(deflated(std::string(9'000'000, 'x'), 15), encoded + "deflate\r\n"))},
      {"bomb of brotli", Outcome::refused, "大得不正常",
       says(sized(std::string(kBrotliBomb, kBrotliBytes), encoded + "br\r\n"))},
      {"gzip in gzip", Outcome::refused, "大得不正常",
       says(sized(gzip(gzip(std::string(9'000'000, 'x'))), encoded + "gzip, gzip\r\n"))},
      {"six layers of gzip", Outcome::failed, "压缩",
       says(sized(gzip("x"), encoded + "gzip, gzip, gzip, gzip, gzip, gzip\r\n"))},
      {"gzip that is none", Outcome::failed, "压缩", says(sized("<p>plain</p>", encoded + "gzip\r\n"))},
      {"gzip with a broken middle", Outcome::failed, "压缩",
       says(sized(gzip(std::string(5000, 'x') + "y").substr(0, 12) + std::string(50, '\xFF'), encoded + "gzip\r\n"))},
      {"unknown compression", Outcome::failed, "压缩", says(sized("x", encoded + "x-secret\r\n"))},
  };
}

std::vector<Misbehaviour> of_framing() {
  return {
      {"closed without a word", Outcome::failed, "没有返回任何内容", [](Wire& w) { w.request(); }},
      {"reset without a word", Outcome::failed, "", [](Wire& w) { w.request(), w.reset(); }},
      {"reset within the body", Outcome::failed, "",
       [](Wire& w) {
         w.request();
         w.send(head_of("Content-Length: 100000\r\n") + "\r\n<p>half");
         w.reset();
       }},
      {"shorter than announced", Outcome::failed, "不完整", says(head_of("Content-Length: 100\r\n") + "\r\n<p>half")},
      {"longer than announced", Outcome::body, "", says(head_of("Content-Length: 4\r\n") + "\r\n<p>a and more")},
      {"two lengths", Outcome::failed, "", says(head_of("Content-Length: 4\r\nContent-Length: 9\r\n") + "\r\n<p>a")},
      {"length below zero", Outcome::failed, "", says(head_of("Content-Length: -4\r\n") + "\r\n<p>a")},
      {"length past 64 bits", Outcome::body, "",
       says(head_of("Content-Length: 99999999999999999999999\r\n") + "\r\n<p>a")},
      {"chunks cut off", Outcome::failed, "不完整", says(chunked("5\r\n<p>a"))},
      {"chunk of no number", Outcome::failed, "分块", says(chunked("zz\r\n<p>a\r\n0\r\n\r\n"))},
      {"chunk past 64 bits", Outcome::failed, "分块", says(chunked("FFFFFFFFFFFFFFFFF\r\n<p>a\r\n0\r\n\r\n"))},
      {"chunk below zero", Outcome::failed, "分块", says(chunked("-1\r\n<p>a\r\n0\r\n\r\n"))},
      {"chunk longer than said", Outcome::failed, "分块", says(chunked("2\r\n<p>a\r\n0\r\n\r\n"))},
      {"HTTP/0.9", Outcome::failed, "不是 HTTP", says("<html><p>old</p>")},
      {"another protocol", Outcome::failed, "", says("SSH-2.0-OpenSSH_9.2\r\n")},
      {"version that does not exist", Outcome::failed, "", says("HTTP/7.3 200 OK\r\n\r\nx")},
      {"NUL in a header", Outcome::failed, "", says(head_of(std::string("X-A: a\0b\r\n", 10)) + "\r\nx")},
  };
}

std::vector<Misbehaviour> of_status() {
  const std::string long_place = "Location: /" + std::string(50'000, 'a') + "\r\n";
  return {
      {"304 that nobody asked for", Outcome::failed, "没有变化", says(status(304))},
      {"204", Outcome::failed, "没有返回内容", says(status(204))},
      {"205", Outcome::failed, "没有返回内容", says(status(205))},
      {"206 that nobody asked for", Outcome::failed, "一部分",
       says("HTTP/1.1 206 X\r\nContent-Range: bytes 0-0/9\r\nContent-Length: 1\r\n\r\nx")},
      {"429", Outcome::failed, "放慢", says(status(429, "Retry-After: 120\r\n"))},
      {"503", Outcome::failed, "暂时不可用", says(status(503, "Retry-After: 120\r\n"))},
      {"status 999", Outcome::failed, "999", says(status(999))},
      {"redirect to nowhere", Outcome::failed, "302", says(status(302))},
      {"redirect to a script", Outcome::redirect, "", says(status(302, "Location: javascript:alert(1)\r\n"))},
      {"redirect with controls", Outcome::redirect, "", says(status(302, "Location: http://a/\x01\x0B\x7F b\r\n"))},
      {"redirect of 50 KB", Outcome::redirect, "", says(status(302, long_place))},
      {"redirect to a file", Outcome::redirect, "", says(status(302, "Location: file:///etc/passwd\r\n"))},
  };
}

}  // namespace

std::string head_of(const std::string& headers) {
  return "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n" + headers;
}

std::vector<Misbehaviour> misbehaviours_of_time() {
  return {
      {"silence after the request", Outcome::failed, "没有回答", [](Wire& w) { w.request(), w.be_silent(); }},
      {"silence from the start", Outcome::failed, "没有回答", [](Wire& w) { w.be_silent(); }},
      {"drip of the head", Outcome::failed, "超时", says_forever(head_of(), "X-A: 1\r\n", 50)},
      {"drip of the body", Outcome::failed, "超时", says_forever(head_of() + "\r\n", "x", 50)},
      {"silence within the head", Outcome::failed, "超时",
       [](Wire& w) { w.request(), w.send("HTTP/1.1 200 OK\r\nContent-"), w.be_silent(); }},
      {"silence within the body", Outcome::failed, "超时",
       [](Wire& w) { w.request(), w.send(head_of("Content-Length: 10\r\n") + "\r\nhalf"), w.be_silent(); }},
      {"endless extension of a chunk", Outcome::failed, "超时", says_forever(chunked("5;a="), std::string(65536, 'a'))},
      {"silence within the handshake", Outcome::failed, "握手", [](Wire& w) { w.be_silent(); }, "https"},
  };
}

std::vector<Misbehaviour> misbehaviours_of_transfer() {
  auto all = of_size();
  append(all, of_framing());
  append(all, of_status());
  return all;
}

std::vector<Misbehaviour> misbehaviours_of_content() {
  const auto typed = [](const std::string& type, const std::string& body) {
    return says("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nConnection: close\r\n\r\n" + body);
  };
  const std::string nuls = "<html><body><p>前" + std::string(1000, '\0') + "后</p></body></html>";
  std::string attributes = "<html><body><p";
  for (int i = 0; i < 100'000; ++i) attributes += " a" + std::to_string(i) + "=1";
  return {
      {"nothing with 200", Outcome::failed, "空内容", says(sized(""))},
      {"picture called a page", Outcome::refused, "图片", says(sized("\x89PNG\r\n\x1A\n" + std::string(500, '\0')))},
      {"film", Outcome::refused, "不是网页", typed("video/mp4", "x")},
      {"type without end", Outcome::body, "", typed("text/html" + std::string(10'000, ';'), "<p>a</p>")},
      {"page of NULs", Outcome::body, "", says(sized(nuls))},
      {"charset that is a lie", Outcome::body, "",
       says(sized(encode("<html><p>枣庄市公证处办公地址</p></html>", "gb18030")))},
      {"charset that does not exist", Outcome::body, "", typed("text/html; charset=martian", "<p>公证处</p>")},
      {"10,000 deep", Outcome::body, "", says(sized(many(10'000, "<div>") + "深" + many(10'000, "</div>")))},
      {"4,000 misnested", Outcome::body, "", says(sized(many(4'000, "<b><i><font>") + "乱"))},
      {"100,000 attributes", Outcome::body, "", says(sized(attributes + ">多</p></body></html>"))},
  };
}

std::vector<Misbehaviour> misbehaviours_of_tls(const Certificates& certificates) {
  using Issuer = CertificateWish::Issuer;
  const auto with = [&](const CertificateWish& wish) { return over_tls(certificates.server(wish)); };
  return {
      {"certificate that is well", Outcome::body, "", with({}), "https"},
      {"expired certificate", Outcome::failed, "已过期", with({"127.0.0.1", -86'400, -60, Issuer::trusted}), "https"},
      {"certificate of tomorrow", Outcome::failed, "尚未生效", with({"127.0.0.1", 3600, 86'400, Issuer::trusted}),
       "https"},
      {"certificate of another", Outcome::failed, "与域名不符", with({"other.example", -60, 86'400, Issuer::trusted}),
       "https"},
      {"certificate of its own", Outcome::failed, "自己签发", with({"127.0.0.1", -60, 86'400, Issuer::itself}),
       "https"},
      {"certificate of nobody known", Outcome::failed, "受信任", with({"127.0.0.1", -60, 86'400, Issuer::unknown}),
       "https"},
      {"no TLS at all", Outcome::failed, "HTTPS", [](Wire& w) { w.send("HTTP/1.1 400 Bad Request\r\n\r\n"); }, "https"},
  };
}

}  // namespace lawhub
