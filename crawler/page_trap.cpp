#include "crawler/page_trap.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <stdexcept>

#include "base/text.h"
#include "base/tsv.h"
#include "crawler/embedded.h"

namespace lawhub {
namespace {

constexpr std::size_t kRun = 4;           // characters hashed together
constexpr std::size_t kSketchSize = 256;  // hashes kept; the estimate errs by 3 percent
constexpr std::size_t kKeys = 4;          // of them looked up: nearly equal texts share one of these
constexpr std::size_t kShortPages = 200;  // remembered
constexpr std::size_t kFewLetters = 100;  // fewer letters outside ASCII prove nothing

std::size_t threshold(std::string_view name) {
  static const auto kValues = [] {
    std::map<std::string, std::int64_t, std::less<>> values;
    const Table table(crawler_file("data/traps.tsv"), "traps.tsv");
    for (std::size_t i = 0; i < table.size(); ++i) {
      if (!parse_number(table.cell(i, table.column("value")), values[std::string(table.cell(i, table.column("name")))]))
        throw std::runtime_error("traps.tsv: bad value");
    }
    return values;
  }();
  const auto found = kValues.find(name);
  if (found == kValues.end()) throw std::runtime_error("traps.tsv: no " + std::string(name));
  return static_cast<std::size_t>(found->second);
}

struct Saying {
  bool of_text;
  std::vector<std::string> words;  ///< all of them must stand there
};

const std::vector<Saying>& sayings(std::string_view kind) {
  static const auto kSayings = [] {
    std::map<std::string, std::vector<Saying>, std::less<>> all;
    const Table table(crawler_file("data/trap_words.tsv"), "trap_words.tsv");
    for (std::size_t i = 0; i < table.size(); ++i) {
      Saying saying{table.cell(i, table.column("where")) == "text", {}};
      const std::string words = replace_all(std::string(table.cell(i, table.column("words"))), "&&", "\n");
      for (const auto word : split(words, '\n')) saying.words.emplace_back(word);
      all[std::string(table.cell(i, table.column("kind")))].push_back(std::move(saying));
    }
    return all;
  }();
  return kSayings.at(std::string(kind));
}

bool says(std::string_view kind, const std::string& text, const std::string& source) {
  const auto& all = sayings(kind);
  return std::any_of(all.begin(), all.end(), [&](const Saying& saying) {
    const std::string& place = saying.of_text ? text : source;
    return std::all_of(saying.words.begin(), saying.words.end(),
                       [&](const std::string& word) { return place.find(word) != place.npos; });
  });
}

std::string joined(const std::vector<Line>& lines) {
  std::string text;
  for (const auto& line : lines) (text += plain(line)) += '\n';
  return text;
}

std::size_t count_of(std::string_view text, std::string_view word) {
  std::size_t count = 0;
  for (auto at = text.find(word); at != text.npos; at = text.find(word, at + word.size())) ++count;
  return count;
}

/// What became of UTF-8 read as Latin 1 ("ä¸­å›½"), UTF-8 read as GBK ("涓浗"), and bytes that no encoding has.
bool is_garbled(const std::string& text, std::size_t replaced) {
  const std::u32string points = to_code_points(text);
  std::size_t letters = 0, latin = 0, han = 0, odd = 0, lost = 0;
  static const std::u32string kOfGbk = U"锛銆鈥鐨涓鍙浜鏄鍦鏈娉寰绋缁鍏鎴甯佸鍜鎵绗鏂璇";
  char32_t before = 0;
  for (const char32_t c : points) {
    letters += c >= 0x80 ? 1 : 0;
    lost += c == 0xFFFD ? 1 : 0;
    const bool high_latin = c >= 0x80 && c <= 0xFF;
    latin += high_latin && before >= 0x80 && before <= 0x2122 ? 1 : 0;
    han += is_han(c) ? 1 : 0;
    odd += kOfGbk.find(c) != kOfGbk.npos ? 1 : 0;
    before = c;
  }
  lost = std::max(lost, std::min(replaced, points.size()));
  if (lost >= 5 && lost * 100 >= points.size() * threshold("replaced_percent")) return true;
  const std::size_t marks = count_of(text, "锟斤拷") + count_of(text, "烫烫烫") + count_of(text, "屯屯屯");
  if (marks >= threshold("garbled_marks")) return true;
  if (letters >= kFewLetters && latin * 100 >= letters * threshold("latin_percent")) return true;
  return han >= kFewLetters && odd * 100 >= han * threshold("gbk_percent");
}

/// Scripts and refreshes, as far as a guard's page goes.
std::string source_of(const Html& html) {
  std::string source;
  for (int i = 0; i < html.size(); ++i) {
    if (html[i].tag != "script") continue;
    (source += html[i].attribute("src")) += '\n';
    for (int below = i + 1; below < html[i].end; ++below) source += html[below].text;
    source += '\n';
  }
  return without_space(source);
}

bool asks_password(const Html& html) {
  return std::any_of(html.nodes().begin(), html.nodes().end(), [](const Node& node) {
    return node.tag == "input" && fold(node.attribute("type")) == "password";
  });
}

std::size_t unlinked(const std::vector<Line>& lines) {
  std::size_t bytes = 0;
  for (const auto& line : lines) bytes += line.link_bytes * 2 > line.text.size() ? 0 : line.text.size();
  return bytes;
}

std::uint64_t mix(std::uint64_t x) {  // splitmix64
  x += 0x9E3779B97F4A7C15U;
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
  return x ^ (x >> 31U);
}

}  // namespace

std::string_view code_of(PageTrap trap) {
  static constexpr std::array<std::string_view, 5> kCodes = {"none", "garbled", "challenge", "login", "missing"};
  return kCodes[static_cast<std::size_t>(trap)];
}

FoundTrap page_trap(const Html& html, const std::vector<Line>& lines, std::size_t replaced) {
  const std::string text = joined(lines);
  if (is_garbled(text, replaced)) return {PageTrap::garbled, "页面文字是乱码,未采用,请检查网页的编码"};
  if (text.size() <= threshold("challenge_text") && says("challenge", text, source_of(html)))
    return {PageTrap::challenge, "网站要求运行脚本验证,无法采集,请改用数据接口或上传"};
  if (unlinked(lines) <= threshold("login_text") && asks_password(html))
    return {PageTrap::login, "页面需要登录才能看到,未采用"};
  if (text.size() <= threshold("missing_text") && unlinked(lines) <= 600 && says("missing", text, {}))
    return {PageTrap::missing, "页面不存在(网站返回 200,但页面这样写明)"};
  return {};
}

Sketch::Sketch(std::string_view text) {
  const std::u32string points = to_code_points(without_space(fold(text)));
  for (std::size_t i = 0; i + kRun <= points.size(); ++i) {
    std::uint64_t hash = 0;
    for (std::size_t k = 0; k < kRun; ++k) hash = mix(hash ^ points[i + k]);
    hashes_.push_back(hash);
  }
  std::sort(hashes_.begin(), hashes_.end());
  hashes_.erase(std::unique(hashes_.begin(), hashes_.end()), hashes_.end());
  if (hashes_.size() > kSketchSize) hashes_.resize(kSketchSize);
  hashes_.shrink_to_fit();
}

int Sketch::alike(const Sketch& other) const {
  // Of the smallest hashes of both together: how many are in both?
  std::size_t both = 0, all = 0;
  auto a = hashes_.begin(), b = other.hashes_.begin();
  while (all < kSketchSize && (a != hashes_.end() || b != other.hashes_.end())) {
    const bool from_a = b == other.hashes_.end() || (a != hashes_.end() && *a <= *b);
    const bool from_b = a == hashes_.end() || (b != other.hashes_.end() && *b <= *a);
    both += from_a && from_b ? 1 : 0;
    a += from_a ? 1 : 0;
    b += from_b ? 1 : 0;
    ++all;
  }
  return hashes_.empty() || other.hashes_.empty() ? 0 : static_cast<int>(both * 100 / all);
}

bool MissingPage::wants_sample(const std::vector<Line>& lines) {
  if (learnt_ || unlinked(lines) > threshold("missing_text")) return false;
  Sketch sketch(joined(lines));
  const bool again = std::any_of(short_pages_.begin(), short_pages_.end(), [&](const Sketch& other) {
    return static_cast<std::size_t>(other.alike(sketch)) >= threshold("missing_alike");
  });
  if (!again && short_pages_.size() < kShortPages) short_pages_.push_back(std::move(sketch));
  return again;
}

std::string MissingPage::made_up_path(std::string_view path) {
  const auto slash = path.rfind('/');
  const auto dot = path.rfind('.');
  const auto ending = dot != path.npos && dot > slash ? path.substr(dot) : std::string_view(".html");
  return std::string(path.substr(0, slash + 1)) + "lawhub-no-such-page-7c41f0" + std::string(ending);
}

void MissingPage::learn(const std::vector<Line>& lines) {
  learnt_ = true;
  sample_ = Sketch(joined(lines));
}

bool MissingPage::is_like(const std::vector<Line>& lines) const {
  if (sample_.hashes().empty() || unlinked(lines) > threshold("missing_text")) return false;
  return static_cast<std::size_t>(sample_.alike(Sketch(joined(lines)))) >= threshold("missing_alike");
}

std::optional<std::string> SeenTexts::seen(std::string_view url, std::string_view title, std::string_view text) {
  if (text.size() < threshold("shortest_text")) return std::nullopt;
  Seen now{std::string(url), without_space(fold(title)), Sketch(text)};
  const auto& hashes = now.sketch.hashes();
  const std::size_t keys = std::min(hashes.size(), kKeys);
  // With the title: on a site of forms all texts may share these hashes.
  const auto key = [&](std::size_t k) { return mix(hashes[k] ^ std::hash<std::string>()(now.title)); };
  for (std::size_t k = 0; k < keys; ++k) {
    const auto [begin, end] = by_hash_.equal_range(key(k));
    for (auto at = begin; at != end; ++at) {
      const Seen& other = seen_[at->second];
      const bool same = other.url != url && other.title == now.title &&
                        static_cast<std::size_t>(other.sketch.alike(now.sketch)) >= threshold("same_text");
      if (same) return other.url;
    }
  }
  for (std::size_t k = 0; k < keys; ++k) by_hash_.emplace(key(k), seen_.size());
  seen_.push_back(std::move(now));
  return std::nullopt;
}

}  // namespace lawhub
