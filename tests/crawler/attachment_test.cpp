#include "crawler/attachment.h"

#include <catch2/catch.hpp>

#include "base/text.h"
#include "crawler/child.h"
#include "crawler/extract.h"
#include "crawler/html.h"
#include "crawler/lines.h"
#include "crawler/listing.h"
#include "crawler/step_context.h"
#include "generated/test_paths.h"
#include "tests/crawler/fixture.h"

using namespace lawhub;

namespace {

std::string document(const std::string& name) { return read_file(std::string(TEST_DATA) + "/attachments/" + name); }
bool go_on() { return true; }

Page page_of(const std::string& bytes, bool expected = true) {
  Page page;
  page.url = "http://x.cn/files/1.bin";
  page.body = bytes;
  REQUIRE(turn_into_page(page, expected, go_on));
  return page;
}

Extract read(const Page& page, const StepContext& said = {}) {
  Source source;
  source.id = "s";
  source.name = "枣庄市司法局";
  source.division = "370400";
  source.url = "http://x.cn/";
  auto result = extract(page, "attachment", source, find_recipe(""), to_text(said));
  REQUIRE(result.has_value());
  return std::move(*result);
}

/// name, person, address, telephone and result of the thirty offices of the register, as they stand in it.
std::vector<std::vector<std::string>> register_rows() {
  std::vector<std::vector<std::string>> rows;
  const std::string text = document("register.tsv");
  for (const auto line : split(text, '\n')) {
    auto& row = rows.emplace_back();
    for (const auto cell : split(line, '\t')) row.emplace_back(cell);
  }
  return rows;
}

void check_register(const std::string& name) {
  INFO(name);
  const auto found = read(page_of(document(name)));
  const auto rows = register_rows();
  REQUIRE(found.sightings.size() == rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto& record = found.sightings[i].said.record;
    CHECK(record.name == rows[i][1]);
    CHECK(record.address.text == rows[i][3]);
    REQUIRE(record.phones.size() == 1);
    CHECK(record.phones[0].number == rows[i][4]);
  }
  REQUIRE(found.article.has_value());
  CHECK(found.article->text.find("山东癸巳律师事务所") != std::string::npos);
}

}  // namespace

TEST_CASE("a yearly register becomes listings and text, in whatever format it is kept") {
  for (const auto* name : {"register.pdf", "register.docx", "register.doc", "sheet.xls", "sheet.xlsx"})
    check_register(name);
}

TEST_CASE("a notice is text with its paragraphs whole, and no institution") {
  for (const auto* name : {"notice.pdf", "notice.docx", "notice.doc"}) {
    INFO(name);
    const auto found = read(page_of(document(name)));
    CHECK(found.sightings.empty());
    REQUIRE(found.article.has_value());
    CHECK(found.article->title == "关于开展公证减证便民活动的通知");
    CHECK(found.article->text.find("能够通过部门核验取得的材料,由公证机构自行核验。\n") != std::string::npos);
    CHECK(found.article->text.find("一、适用范围") != std::string::npos);
  }
}

TEST_CASE("the page of a document has the name, day and column that the page which links it says") {
  StepContext said;
  said.title = "2024年度考核结果";
  said.date = "2025-05-21";
  said.column = "通知公告";
  const auto found = read(page_of(document("register.docx")), said);
  CHECK(found.article->title == "2024年度考核结果");
  CHECK(found.article->date == "2025-05-21");
  CHECK(found.article->column == "通知公告");
  CHECK(found.sightings.at(0).said.asserted_at == start_of({2025, 5, 21}));
}

TEST_CASE("a page hands its documents their names, its day and its column") {
  Page page;
  page.url = "http://x.cn/art/2025/5/21/art_1_2.html";
  page.body =
      "<meta name=ColumnName content=通知公告><h1>公告</h1><p>正文</p><a href='/f/1.doc'>附件1:2024年度名册.doc</a>"
      "<a href='/f/2.pdf'>点击下载</a><a href='/f/3.zip'>全部</a>";
  Source source;
  source.name = "某局";
  const auto found = extract(page, "article", source, find_recipe("jpage"));
  REQUIRE(found->links.size() == 2);
  CHECK(found->links[0].kind == "attachment");
  const auto said = step_context_of(found->links[0].context);
  CHECK(said.title == "2024年度名册");
  CHECK(said.date == "2025-05-21");
  CHECK(said.column == "通知公告");
  CHECK(step_context_of(found->links[1].context).title.empty());
}

TEST_CASE("what a link says of a document is its title, unless it says nothing") {
  CHECK(document_title("附件1\uFF1A律师事务所名册.xls\uFF08点击下载\uFF09") == "律师事务所名册");
  CHECK(document_title("附件二、司法鉴定机构名册.pdf (1.2MB)") == "司法鉴定机构名册");
  CHECK(document_title("附件").empty());
  CHECK(document_title("P020140520.doc").empty());
  CHECK(document_title("下载").empty());
}

TEST_CASE("a document that cannot be read is a finding with its reason, and a page without text") {
  const std::string pdf = document("register.pdf"), docx = document("register.docx"), xls = document("sheet.xls");
  std::string zeros(100, '\0');
  for (const auto& bytes :
       {pdf.substr(0, 300), docx.substr(0, docx.size() / 2), std::string("PK\x03\x04word/document.xml"),
        std::string("\xD0\xCF\x11\xE0") + zeros, zeros, std::string("%PDF-1.4\n") + zeros}) {
    const auto found = read(page_of(bytes));
    CHECK_FALSE(found.article.has_value());
    CHECK(found.sightings.empty());
    REQUIRE(found.report.size() == 1);
    CHECK(found.report[0].rule.rfind("attachment-", 0) == 0);
    CHECK_FALSE(found.report[0].mend.empty());
  }
}

TEST_CASE("bytes decide what a document is, not its name; a page stays a page") {
  CHECK(document_kind_of_bytes(document("register.doc")) == DocumentKind::doc);
  CHECK(document_kind_of_bytes(document("sheet.xls")) == DocumentKind::xls);
  CHECK(document_kind_of_bytes(document("sheet.xlsx")) == DocumentKind::xlsx);
  CHECK(document_kind_of_bytes("<html><table>") == std::nullopt);
  Page page;
  page.content_type = "application/vnd.ms-excel";
  page.body = "<html><table><tr><td>机构名称</td></tr></table></html>";
  REQUIRE(turn_into_page(page, true, go_on));
  CHECK_FALSE(is_document(page));
  CHECK(is_document_type("Application/PDF; qs=0.9"));
  CHECK_FALSE(is_document_type("application/zip"));
}

TEST_CASE("a child is held to its memory, time and output, has no network and no files, and stops when told") {
  const ChildLimits limits{std::size_t{256} << 20U, 2, 3, 100'000};
  const auto run = [&](const std::string& script) { return run_limited({"sh", "-c", script}, "in", limits, go_on); };
  CHECK(run("cat; echo out; echo err >&2").output == "inout\n");
  CHECK(run("exit 3").end == ChildResult::End::broken);
  CHECK(run("kill -SEGV $$").end == ChildResult::End::broken);
  CHECK(run("yes").end == ChildResult::End::broken);
  CHECK(run("echo x >/tmp/lawhub-child-test").end == ChildResult::End::broken);
  CHECK(run("while :; do :; done").why == "读取超时");
  CHECK(run("sleep 60").why == "读取超时");
  CHECK(run_limited({"no-such-program"}, "", limits, go_on).end == ChildResult::End::missing);
  CHECK(run_limited({"sh", "-c", "sleep 60"}, "", limits, [] { return false; }).end == ChildResult::End::stopped);
  CHECK(run_limited({"bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/9 || exit 5"}, "", limits, go_on).end ==
        ChildResult::End::broken);
  CHECK(run_limited({"perl", "-e", "my $x = 'x' x (1<<30); print length $x"}, "", limits, go_on).end ==
        ChildResult::End::broken);
}
