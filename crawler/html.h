// An HTML page as a flat list of nodes, so that everything that reads it is a loop and no nesting can exhaust a stack.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lawhub {

/// An element or a run of text. Its subtree is the nodes [itself, end).
struct Node {
  std::string tag;   ///< lower case; empty for text
  std::string text;  ///< of a text node, entities decoded; also the content of <script>
  std::vector<std::pair<std::string, std::string>> attributes;  ///< names in lower case
  int parent = -1;
  int end = 0;

  bool is_text() const { return tag.empty(); }
  /// Scripts, styles, controls of forms and what a style attribute hides: nobody reads them.
  bool is_unread() const;
  /// Begins and ends a line of its own, <br> too. Table cells do not.
  bool is_block() const;
  /// Empty when there is none.
  std::string_view attribute(std::string_view name) const;
};

/// Immutable, safe from any thread.
class Html {
 public:
  /// Parses like a browser that forgives everything (libxml2, recover mode); never fails, and takes linear time on
  /// hostile markup. `utf8` is text already decoded: what its <meta> says about its charset is ignored.
  explicit Html(std::string_view utf8);

  const std::vector<Node>& nodes() const { return nodes_; }
  const Node& operator[](int i) const { return nodes_[static_cast<std::size_t>(i)]; }
  int size() const { return static_cast<int>(nodes_.size()); }

  /// The nearest ancestor of `i` with that tag, -1 when there is none.
  int ancestor(int i, std::string_view tag) const;
  /// The first element of that tag in the subtree of `i`, -1 when there is none.
  int first(int i, std::string_view tag) const;
  /// The text below `i` in one line, white space squeezed; scripts, styles and hidden elements left out, a space where
  /// a block or a <br> divides.
  std::string text(int i) const;

 private:
  std::vector<Node> nodes_;
};

/// A link as written, with what a person reads on it (its title attribute when that says more).
struct Link {
  std::string href;
  std::string text;
  int node = -1;
};
/// href of <a> and <area>, src of <frame> and <iframe>, the address of <meta http-equiv="refresh">, in order.
/// Scripts, mail and fragments of the same page are left out.
std::vector<Link> links(const Html& html);

}  // namespace lawhub
