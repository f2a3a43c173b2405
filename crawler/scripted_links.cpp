#include "crawler/scripted_links.h"

#include <algorithm>
#include <cctype>
#include <functional>
#include <optional>
#include <set>

#include "base/text.h"

namespace lawhub {
namespace {

constexpr std::size_t kMostLinks = 1000;
constexpr std::size_t kMostWritten = std::size_t{1} << 20;  // bytes of markup in literals
constexpr std::size_t kLongestArguments = 400;              // bytes of a call's arguments
constexpr std::size_t kLongestLiteral = 200;                // bytes of a value that is named in a script
constexpr char kUnknown = '\x01';                           // what a variable would put in: no link holds it

/// A literal at `at` (its quote) without its escapes; moves `at` behind it.
std::string literal(std::string_view script, std::size_t& at) {
  const char quote = script[at++];
  std::string text;
  for (; at < script.size() && script[at] != quote; ++at) {
    if (script[at] == '\\' && at + 1 < script.size()) ++at;
    text += script[at];
  }
  if (at < script.size()) ++at;
  return text;
}

/// The markup that the calls of document.write in a script would write.
void add_written(std::string_view script, std::string& out) {
  for (const std::string_view call : {"document.write(", "document.writeln("}) {
    for (auto begin = script.find(call); begin != script.npos; begin = script.find(call, begin + call.size())) {
      std::size_t at = begin + call.size();
      int depth = 1;
      while (at < script.size() && depth > 0 && out.size() < kMostWritten) {
        const char c = script[at];
        if (c == '"' || c == '\'') {
          out += literal(script, at);
          continue;
        }
        if (c == '(') ++depth;
        if (c == ')') --depth;
        if (std::isalnum(static_cast<unsigned char>(c)) != 0 && (out.empty() || out.back() != kUnknown))
          out += kUnknown;
        ++at;
      }
    }
  }
}

/// The arguments of a call, quotes taken off: goPage(3), createPageHTML(12, 0, "index", "html"); what is neither a
/// number nor a literal is empty, as the n where goPage(n) is defined.
std::vector<std::string> arguments_at(std::string_view text, std::size_t at) {
  const auto inside = text.substr(at, kLongestArguments);
  const auto end = inside.find(')');
  if (end == inside.npos) return {};
  std::vector<std::string> arguments;
  for (const auto part : split(inside.substr(0, end), ',')) {
    auto value = trim(part);
    if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front())
      value = value.substr(1, value.size() - 2);
    else if (value.find_first_not_of("0123456789") != value.npos)
      value = {};
    arguments.emplace_back(value);
  }
  return arguments;
}

class Maker {
 public:
  Maker(const Html& html, const Url& url, const Recipe& recipe) : html_(html), url_(url), recipe_(recipe) {}

  std::vector<std::string> run() {
    read_page();
    add_document_writes();
    for (const auto& call : recipe_.calls) add_call(call);
    const std::string target = url_.query.empty() ? url_.path : url_.path + "?" + url_.query;
    for (const auto& also : recipe_.also) {
      if (also.fits(target)) add(filled(also.url, {}, {}));
    }
    return std::move(links_);
  }

 private:
  /// Scripts, and what attributes run.
  void read_page() {
    for (int i = 0; i < html_.size(); ++i) {
      const Node& node = html_[i];
      if (node.tag == "script") {
        for (int inside = i + 1; inside < node.end; ++inside) scripts_ += html_[inside].text + "\n";
      }
      for (const std::string_view name : {"href", "onclick"}) {
        const auto value = node.attribute(name);
        if (value.find('(') != value.npos) calls_ += std::string(value) + "\n";
      }
    }
  }

  void add_document_writes() {
    std::string written;
    add_written(scripts_, written);
    if (written.empty()) return;
    for (const auto& link : links(Html(written))) {
      if (link.href.find(kUnknown) == std::string::npos) add(link.href);
    }
  }

  void add_call(const Recipe::Call& call) {
    const std::string opening = call.name + "(";
    for (const auto* text : {&calls_, &scripts_}) {
      for (auto at = text->find(opening); at != text->npos; at = text->find(opening, at + 1)) {
        const auto arguments = arguments_at(*text, at + opening.size());
        std::int64_t count = 0;
        if (call.count == 0) {
          add(filled(call.url, arguments, {}));
        } else if (call.count <= arguments.size() && parse_number(arguments[call.count - 1], count)) {
          for (std::int64_t n = 1; n < count && links_.size() < kMostLinks; ++n)
            add(filled(call.url, arguments, std::to_string(n)));
        }
      }
    }
  }

  /// The template with its {…} replaced; nothing when one is unknown.
  std::optional<std::string> filled(std::string_view pattern, const std::vector<std::string>& arguments,
                                    const std::string& n) const {
    std::string out;
    for (std::size_t at = 0; at < pattern.size();) {
      const auto open = pattern.find('{', at);
      out += pattern.substr(at, open == pattern.npos ? open : open - at);
      if (open == pattern.npos) break;
      const auto close = pattern.find('}', open);
      if (close == pattern.npos) return std::nullopt;
      const std::string name(pattern.substr(open + 1, close - open - 1));
      const std::string value = value_of(name, arguments, n);
      const bool plain = !value.empty() && std::all_of(value.begin(), value.end(), [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '-' || c == '_' || c == '.' || c == '/';
      });
      if (!plain) return std::nullopt;
      out += value;
      at = close + 1;
    }
    return out;
  }

  /// {2}: the second argument; {n}: the page counted; {id}: of the page's address, of its form, or named in a script.
  std::string value_of(const std::string& name, const std::vector<std::string>& arguments, const std::string& n) const {
    std::int64_t number = 0;
    if (parse_number(name, number))
      return number >= 1 && number <= static_cast<std::int64_t>(arguments.size())
                 ? arguments[static_cast<std::size_t>(number - 1)]
                 : std::string();
    if (name == "n") return n;
    for (const auto pair : split(url_.query, '&')) {
      if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
        return std::string(pair.substr(name.size() + 1));
    }
    for (const auto& node : html_.nodes()) {
      if (node.tag == "input" && node.attribute("name") == name) return std::string(node.attribute("value"));
    }
    return named_in_script(name);
  }

  /// SID: '763001' and SID = 763001.
  std::string named_in_script(const std::string& name) const {
    for (auto at = scripts_.find(name); at != scripts_.npos; at = scripts_.find(name, at + 1)) {
      auto rest = std::string_view(scripts_).substr(at + name.size(), kLongestLiteral);
      if (!rest.empty() && (rest[0] == '"' || rest[0] == '\'')) rest.remove_prefix(1);
      rest = trim(rest);
      if (rest.empty() || (rest[0] != ':' && rest[0] != '=')) continue;
      rest = trim(rest.substr(1));
      if (!rest.empty() && (rest[0] == '"' || rest[0] == '\'')) rest.remove_prefix(1);
      return std::string(rest.substr(0, rest.find_first_of("\"',;} \n")));
    }
    return {};
  }

  void add(const std::optional<std::string>& href) {
    if (href && links_.size() < kMostLinks && known_.insert(*href).second) links_.push_back(*href);
  }

  const Html& html_;
  const Url& url_;
  const Recipe& recipe_;
  std::string scripts_, calls_;
  std::set<std::string> known_;
  std::vector<std::string> links_;
};

}  // namespace

std::vector<std::string> scripted_links(const Html& html, const Url& url, const Recipe& recipe) {
  return Maker(html, url, recipe).run();
}

}  // namespace lawhub
