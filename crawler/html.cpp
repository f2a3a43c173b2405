#include "crawler/html.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <limits>

#include "base/text.h"
#include "crawler/html_guard.h"

namespace lawhub {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (auto& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

/// The parser's events, gathered into the flat list.
struct Builder {
  std::vector<Node> nodes;
  std::vector<int> open;  ///< elements not ended yet, by depth

  int parent() const { return open.empty() ? -1 : open.back(); }
  void add(Node node) {
    node.parent = parent();
    node.end = static_cast<int>(nodes.size()) + 1;
    nodes.push_back(std::move(node));
  }
  void end() {
    nodes[static_cast<std::size_t>(open.back())].end = static_cast<int>(nodes.size());
    open.pop_back();
  }
};

std::string_view view(const xmlChar* text) { return text == nullptr ? "" : reinterpret_cast<const char*>(text); }

void start_element(void* context, const xmlChar* name, const xmlChar** attributes) {
  auto& builder = *static_cast<Builder*>(context);
  Node node;
  node.tag = lower(view(name));
  for (; attributes != nullptr && attributes[0] != nullptr; attributes += 2)
    node.attributes.emplace_back(lower(view(attributes[0])), std::string(view(attributes[1])));
  builder.add(std::move(node));
  builder.open.push_back(static_cast<int>(builder.nodes.size()) - 1);
}

void end_element(void* context, const xmlChar* name) {
  auto& builder = *static_cast<Builder*>(context);
  const std::string tag = lower(view(name));
  // The parser ends what it began, in order; anything else would be its bug and must not be ours.
  if (!builder.open.empty() && builder.nodes[static_cast<std::size_t>(builder.open.back())].tag == tag) builder.end();
}

void characters(void* context, const xmlChar* text, int size) {
  auto& builder = *static_cast<Builder*>(context);
  const std::string_view piece(reinterpret_cast<const char*>(text), static_cast<std::size_t>(size));
  if (!builder.nodes.empty() && builder.nodes.back().is_text() && builder.nodes.back().parent == builder.parent()) {
    builder.nodes.back().text += piece;
  } else {
    Node node;
    node.text = piece;
    builder.add(std::move(node));
  }
}

/// "5;url=/index.html" → "/index.html"
std::string refresh_target(std::string_view content) {
  const std::string folded = lower(content);
  const auto at = folded.find("url=");
  if (at == folded.npos) return {};
  std::string_view target = trim(content.substr(at + 4));
  if (!target.empty() && (target.front() == '\'' || target.front() == '"')) target.remove_prefix(1);
  if (!target.empty() && (target.back() == '\'' || target.back() == '"')) target.remove_suffix(1);
  return std::string(target);
}

bool leads_somewhere(std::string_view href) {
  href = trim(href);
  if (href.empty() || href.front() == '#') return false;
  const std::string start = lower(href.substr(0, 11));
  return start.rfind("javascript:", 0) != 0 && start.rfind("mailto:", 0) != 0 && start.rfind("tel:", 0) != 0 &&
         start.rfind("data:", 0) != 0;
}

}  // namespace

bool Node::is_unread() const {
  static constexpr std::string_view kUnread[] = {"script", "style",  "noscript", "template", "select",
                                                 "button", "object", "textarea", "head"};
  if (is_text()) return false;
  if (std::find(std::begin(kUnread), std::end(kUnread), tag) != std::end(kUnread)) return true;
  for (const auto& [name, value] : attributes) {
    if (name == "hidden") return true;
    if (name != "style") continue;
    const std::string style = without_space(lower(value));
    // What is transparent too is faded in by a script; so is the text of WeChat's public accounts.
    const bool fades_in = style.find("opacity:") != style.npos || attribute("id") == "js_content";
    if (style.find("display:none") != style.npos) return true;
    if (style.find("visibility:hidden") != style.npos && !fades_in) return true;
  }
  return false;
}

bool Node::is_block() const {
  static constexpr std::string_view kBlock[] = {
      "address", "article", "aside",    "blockquote", "body",   "br",    "caption", "center", "dd", "div",
      "dl",      "dt",      "fieldset", "footer",     "form",   "h1",    "h2",      "h3",     "h4", "h5",
      "h6",      "header",  "hr",       "html",       "legend", "li",    "main",    "nav",    "ol", "p",
      "pre",     "section", "table",    "tbody",      "tfoot",  "thead", "tr",      "ul"};
  return std::find(std::begin(kBlock), std::end(kBlock), tag) != std::end(kBlock);
}

std::string_view Node::attribute(std::string_view name) const {
  for (const auto& [key, value] : attributes) {
    if (key == name) return value;
  }
  return {};
}

Html::Html(std::string_view page) {
  std::string utf8 = without_attribute_floods(page);
  utf8.erase(std::remove(utf8.begin(), utf8.end(), '\0'), utf8.end());  // the parser would stop there
  Builder builder;
  htmlSAXHandler sax{};
  sax.startElement = start_element;
  sax.endElement = end_element;
  sax.characters = characters;
  sax.ignorableWhitespace = characters;
  sax.cdataBlock = characters;  // the content of <script> and <style>
  const auto size = std::min<std::size_t>(utf8.size(), std::numeric_limits<int>::max());
  htmlParserCtxtPtr context = size == 0 ? nullptr : htmlCreateMemoryParserCtxt(utf8.data(), static_cast<int>(size));
  if (context != nullptr) {
    *context->sax = sax;
    context->userData = &builder;
    htmlCtxtUseOptions(context, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                    HTML_PARSE_IGNORE_ENC);
    xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8);
    htmlParseDocument(context);
    htmlFreeParserCtxt(context);
  }
  while (!builder.open.empty()) builder.end();
  nodes_ = std::move(builder.nodes);
}

int Html::ancestor(int i, std::string_view tag) const {
  for (int at = i < 0 ? -1 : (*this)[i].parent; at >= 0; at = (*this)[at].parent) {
    if ((*this)[at].tag == tag) return at;
  }
  return -1;
}

int Html::first(int i, std::string_view tag) const {
  if (i < 0 || i >= size()) return -1;
  for (int at = i; at < (*this)[i].end; ++at) {
    if ((*this)[at].tag == tag) return at;
  }
  return -1;
}

std::string Html::text(int i) const {
  std::string out;
  for (int at = i; at < (*this)[i].end;) {
    const Node& node = (*this)[at];
    if (node.is_unread()) {
      at = node.end;
      continue;
    }
    if (node.is_text()) {
      out += node.text;
    } else if (node.tag == "td" || node.tag == "th" || node.is_block()) {
      out += ' ';
    }
    ++at;
  }
  return squeeze(out);
}

std::vector<Link> links(const Html& html) {
  std::vector<Link> found;
  for (int i = 0; i < html.size(); ++i) {
    const Node& node = html[i];
    Link link{{}, {}, i};
    if (node.tag == "a" || node.tag == "area") {
      link.href = node.attribute("href");
      link.text = html.text(i);
      const std::string title = squeeze(node.attribute("title"));
      if (title.size() > link.text.size()) link.text = title;
    } else if (node.tag == "frame" || node.tag == "iframe") {
      link.href = node.attribute("src");
    } else if (node.tag == "meta" && lower(node.attribute("http-equiv")) == "refresh") {
      link.href = refresh_target(node.attribute("content"));
    }
    if (leads_somewhere(link.href)) found.push_back(std::move(link));
  }
  return found;
}

}  // namespace lawhub
