// Lists for tests of what becomes of a source's list.
#pragma once
#include <string>

namespace lawhub {

/// A source with ten notary offices of different counties.
inline std::string ten_offices(const std::string& source = "city") {
  std::string out;
  for (const char* county : {"370402 市中", "370403 薛城", "370404 峄城", "370405 台儿庄", "370406 山亭", "370481 滕州",
                             "370811 任城", "370812 兖州", "370883 邹城", "370826 微山"}) {
    const std::string text = county;
    const std::string code = text.substr(0, 6), name = text.substr(7);
    out += code + "= " + source + " | NOT | 山东省" + name + "公证处 | " + code + " | 0632-3" + code + "\n";
  }
  return out;
}

inline std::string first_lines(const std::string& text, int count) {
  std::size_t at = 0;
  for (int i = 0; i < count; ++i) {
    at = text.find('\n', at) + 1;
  }
  return text.substr(0, at);
}

}  // namespace lawhub
