#include "crawler/fetch_answer.h"

#include <openssl/x509_vfy.h>

#include <algorithm>
#include <cctype>

#include "base/text.h"
#include "crawler/attachment.h"

namespace lawhub {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return std::tolower(c); });
  return out;
}

std::string seconds_of(long ms) { return std::to_string((ms + 999) / 1000) + " 秒"; }

std::string reason_of_lateness(const FetchAnswer& answer, bool https, const FetchLimits& limits) {
  if (answer.late_total) return "超时:服务器没有在 " + seconds_of(limits.total_ms) + "内答完";
  switch (answer.phase) {
    case FetchPhase::resolving:
      return "超时:域名解析没有结果";
    case FetchPhase::connecting:
      return answer.connected && https ? "超时:HTTPS 握手没有完成" : "超时:连接不上服务器";
    case FetchPhase::waiting:
      return "超时:服务器接受了请求,但 " + seconds_of(limits.first_byte_ms) + "内没有回答";
    case FetchPhase::reading:
      break;
  }
  return "超时:传输过慢,已中止";
}

std::string reason_of_certificate(const FetchAnswer& answer) {
  // libcurl compares names itself, after a chain that is well
  if (answer.words.find("target host") != std::string::npos) return "网站的 HTTPS 证书与域名不符";
  switch (answer.tls_fault) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
      return "网站的 HTTPS 证书已过期";
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return "网站的 HTTPS 证书尚未生效";
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
      return "网站的 HTTPS 证书是自己签发的,无法核实";
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
      return "网站的 HTTPS 证书不是由受信任的机构签发,或缺少中间证书";
    case X509_V_ERR_CERT_REVOKED:
      return "网站的 HTTPS 证书已被吊销";
    default:
      return "网站的 HTTPS 证书无效";
  }
}

std::string reason_of(CURLcode code, const FetchAnswer& answer, bool https, const FetchLimits& limits) {
  if (answer.stopped) return "任务已停止";
  if (answer.headers_too_large) return "响应头过大,已中止";
  if (answer.late) return reason_of_lateness(answer, https, limits);
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
      return "域名无法解析";
    case CURLE_COULDNT_CONNECT:
      return "无法连接到服务器";
    case CURLE_OPERATION_TIMEDOUT:
      return "超时:传输过慢,已中止";
    case CURLE_PEER_FAILED_VERIFICATION:
      return reason_of_certificate(answer);
    case CURLE_SSL_CONNECT_ERROR:
      return "无法建立 HTTPS 连接:双方没有共同的协议或加密方式";
    case CURLE_PARTIAL_FILE:
      return "传输中断,内容不完整";
    case CURLE_BAD_CONTENT_ENCODING:
    case CURLE_WRITE_ERROR:
      return "压缩内容已损坏,或压缩方式未知";
    case CURLE_GOT_NOTHING:
      return "服务器没有返回任何内容";
    case CURLE_OUT_OF_MEMORY:  // what libcurl says of a line longer than 100 KB
      return "响应头过大,已中止";
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY:
      return "服务器的回答不是 HTTP";
    case CURLE_RECV_ERROR:
      if (answer.words.find("chunk") != std::string::npos) return "分块传输的格式不正确";
      [[fallthrough]];
    case CURLE_SEND_ERROR:
      return "连接被服务器中断";
    default:
      return std::string("网络错误:") + curl_easy_strerror(code);
  }
}

bool is_readable(const std::string& content_type) {
  const std::string type = lower(content_type.substr(0, content_type.find(';')));
  const auto holds = [&](const char* word) { return type.find(word) != std::string::npos; };
  return type.empty() || type.rfind("text/", 0) == 0 || holds("xml") || holds("json") || holds("octet-stream") ||
         holds("gzip") || is_document_type(type);
}

/// Pictures, archives and programs, whatever they are called; documents are told apart where they are read.
bool is_binary(std::string_view body) {
  static constexpr std::string_view kHeads[] = {"\x89PNG",
                                                "GIF8",
                                                "\xFF\xD8\xFF",
                                                "Rar!",
                                                "7z\xBC\xAF",
                                                "\x7F"
                                                "ELF"};
  return std::any_of(std::begin(kHeads), std::end(kHeads),
                     [&](std::string_view head) { return body.substr(0, head.size()) == head; });
}

std::string reason_of_status(int status) {
  const std::string number = "(" + std::to_string(status) + ")";
  switch (status) {
    case 204:
    case 205:
      return "服务器没有返回内容" + number;
    case 206:
      return "服务器只返回了一部分内容" + number;
    case 304:
      return "服务器说没有变化" + number + ",但并没有问过它";
    case 401:
    case 403:
      return "服务器拒绝访问" + number;
    case 429:
      return "服务器要求放慢访问" + number;
    case 503:
      return "服务器暂时不可用" + number;
    default:
      return "服务器返回 " + std::to_string(status);
  }
}

void judge_body(FetchResult& result, FetchAnswer& answer) {
  if (!is_readable(result.content_type)) {
    result.outcome = FetchOutcome::refused;
    result.reason = "不是网页(" + shorten(result.content_type, 60) + "),未采用";
  } else if (answer.body.empty()) {
    result.reason = "服务器返回了空内容";
  } else if (is_binary(answer.body)) {
    result.outcome = FetchOutcome::refused;
    result.reason = "声明是网页,内容却是图片、压缩包或程序,未采用";
  } else {
    result.outcome = FetchOutcome::body;
    result.body = std::move(answer.body);
  }
}

void judge_status(FetchResult& result, bool conditional, FetchAnswer& answer) {
  const int status = result.status;
  if (status == 200) return judge_body(result, answer);
  if (status == 304 && conditional) {
    result.outcome = FetchOutcome::unchanged;
  } else if (status == 404 || status == 410) {
    result.outcome = FetchOutcome::gone;
    result.reason = "页面不存在(" + std::to_string(status) + ")";
  } else if (status >= 300 && status < 400 && status != 304 && !result.location.empty()) {
    result.outcome = FetchOutcome::redirect;
  } else {
    result.reason = reason_of_status(status);
  }
}

}  // namespace

std::string FetchAnswer::header(const char* name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? std::string() : found->second;
}

FetchResult judge(CURLcode code, int status, bool conditional, bool https, const FetchLimits& limits,
                  FetchAnswer& answer) {
  FetchResult result;
  result.status = status;
  result.content_type = answer.header("content-type");
  result.etag = answer.header("etag");
  result.last_modified = answer.header("last-modified");
  result.location = answer.header("location");
  if (status == 429 || status == 503) result.retry_after = answer.header("retry-after");
  if (answer.too_large || answer.bomb) {
    result.outcome = FetchOutcome::refused;
    result.reason =
        answer.bomb
            ? "压缩内容解开后大得不正常,未采用"
            : "内容超过 " + std::to_string(most_bytes(result.content_type, limits.body_bytes) >> 20) + " MB,未采用";
  } else if (answer.address_refused && code != CURLE_OK) {
    result.outcome = FetchOutcome::refused;
    result.reason = "地址不是公网地址,且不在该来源的允许名单内";
  } else if (code != CURLE_OK) {
    result.reason = reason_of(code, answer, https, limits);
  } else {
    judge_status(result, conditional, answer);
  }
  return result;
}

}  // namespace lawhub
