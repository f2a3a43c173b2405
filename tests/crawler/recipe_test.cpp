#include "crawler/recipe.h"

#include <catch2/catch.hpp>

using namespace lawhub;

namespace {

std::string kind(const std::string& recipe, const std::string& url) {
  return find_recipe(recipe).kind_of(*parse_url(url));
}

}  // namespace

TEST_CASE("recipe asp-list") {
  CHECK(kind("asp-list", "http://x/") == "list");
  CHECK(kind("asp-list", "http://x/list.asp?id=1&page=2") == "list");
  CHECK(kind("asp-list", "http://x/show.asp?id=1") == "article");
  CHECK(kind("asp-list", "http://x/guestbook.asp").empty());
}

TEST_CASE("recipe jpage") {
  CHECK(kind("jpage", "http://x/col/col122716/index.html") == "list");
  CHECK(kind("jpage", "http://x/module/web/jpage/dataproxy.jsp?startrecord=1") == "list");
  CHECK(kind("jpage", "http://x/art/2022/11/11/art_103324_21858.html") == "article");
  CHECK(kind("jpage", "http://x/jact/front.do").empty());
}

TEST_CASE("recipe label-value") {
  CHECK(kind("label-value", "http://x/jigou/gongzheng/index_2.html") == "list");
  CHECK(kind("label-value", "http://x/jigou/gongzheng/1001.html") == "detail");
  CHECK(kind("label-value", "http://x/xinwen/202506/t20250601_1.html") == "article");
}

TEST_CASE("without a recipe every page is a page") { CHECK(kind("", "http://x/whatever?a=b") == "page"); }

TEST_CASE("a recipe that says nothing clear is refused, as is an unknown name") {
  CHECK_THROWS(read_recipe("<recipe/>"));
  CHECK_THROWS(read_recipe("<recipe><rule match='/a'/></recipe>"));
  CHECK_THROWS(read_recipe("<recipe><rule match='/a' kind='lst'/></recipe>"));
  CHECK_THROWS(read_recipe("<recipe><rule match='/a' kind='list'/><what/></recipe>"));
  CHECK_THROWS(read_recipe("<recipe"));
  CHECK_THROWS(find_recipe("no-such-recipe"));
}
