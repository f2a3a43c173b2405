#include "crawler/html_guard.h"

#include <catch2/catch.hpp>

using lawhub::without_attribute_floods;

TEST_CASE("attributes past the 256th are left out, everything else stays") {
  std::string flood = "<p", kept = "<p";
  for (int i = 0; i < 1000; ++i) {
    const std::string attribute = " a" + std::to_string(i) + (i % 2 == 0 ? "='>'" : "=\"x y\"");
    flood += attribute;
    if (i < 256) kept += attribute;
  }
  CHECK(without_attribute_floods("<b>1</b>" + flood + ">2</p><i c=1>3") == "<b>1</b>" + kept + " >2</p><i c=1>3");
}

TEST_CASE("pages of any other kind come out as they are") {
  for (const char* page :
       {"", "<", "<a", "<a href", "<a href=", "<a href='", "a < b > c", "<!-- <a x='> --><p>1</p>", "</p x=1>",
        "<script>if (a<b && '\"') x=\"</script><p a=1/>", "<a href=\"x>y\" b=z>t</a>", "<p =\"\" ''>t"}) {
    CHECK(without_attribute_floods(page) == page);
  }
}
