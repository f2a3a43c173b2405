#include "registry/source_key.h"

#include "base/signature.h"

namespace lawhub {
namespace {

constexpr Instant kSkew = 600;  // seconds: clocks of small servers run ahead by minutes, seldom by more
constexpr std::size_t kSignatureBytes = 64;

/// Why a key does not count now; empty when it does.
std::string fault_of(const SourceKey& key, Instant now) {
  const std::string today = iso_date(china_time(now).date);
  if (key.revoked_at != 0 && key.revoked_at <= now) return "已于 " + iso_instant(key.revoked_at) + " 吊销";
  if (!key.valid_from.empty() && today < key.valid_from) return "要到 " + key.valid_from + " 才生效";
  if (!key.valid_to.empty() && today > key.valid_to) return "已于 " + key.valid_to + " 到期";
  return {};
}

}  // namespace

std::optional<std::string> signature_fault(const std::vector<SourceKey>& keys, std::string_view bytes,
                                           std::string_view signature, Instant now) {
  std::string raw(signature);
  if (raw.size() != kSignatureBytes) raw = from_base64(signature).value_or("");
  if (raw.size() != kSignatureBytes) return "签名文件的格式不对";
  std::string fault = "签名与内容不符:内容被改动过,或者不是用登记的密钥签的";
  for (const auto& key : keys) {
    if (!is_signed(bytes, raw, key.public_key)) continue;
    const std::string why = fault_of(key, now);
    if (why.empty()) return std::nullopt;
    fault = "签名用的密钥 " + key.id + " " + why;
  }
  return fault;
}

std::optional<std::string> date_fault(Instant response_date, Instant newest, Instant now) {
  if (response_date > now + kSkew)
    return "生成时间 " + iso_instant(response_date) + " 比现在还晚,请校准发布服务器的时钟";
  if (response_date < newest)
    return "生成时间 " + iso_instant(response_date) + " 早于已采用的 " + iso_instant(newest) + ",可能是旧文件被重放";
  return std::nullopt;
}

}  // namespace lawhub
