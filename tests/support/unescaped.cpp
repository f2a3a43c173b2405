#include "tests/support/unescaped.h"

namespace lawhub {

std::string unescaped(std::string_view cell) {
  if (cell == "\"\"") return {};
  std::string out;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    if (cell[i] != '\\' || i + 1 == cell.size()) {
      out += cell[i];
    } else if (cell[++i] == 'x') {
      out += static_cast<char>(std::stoi(std::string(cell.substr(i + 1, 2)), nullptr, 16));
      i += 2;
    } else {
      out += cell[i] == 'n' ? '\n' : cell[i] == 'r' ? '\r' : cell[i] == 't' ? '\t' : cell[i];
    }
  }
  return out;
}

std::string widened(std::string text) {
  for (auto at = text.find('{'); at != std::string::npos; at = text.find('{')) {
    const auto end = text.find('}', at);
    text.replace(at, end + 1 - at, std::string(std::stoul(text.substr(at + 3, end - at - 3)), text[at + 1]));
  }
  return text;
}

}  // namespace lawhub
