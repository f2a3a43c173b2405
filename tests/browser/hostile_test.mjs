// A feed and a site that hold script, markup, marks of direction, look-alikes and javascript: addresses in every field:
// nothing executes in any page, in the frame inside other sites' pages, or at the desk. Also: that frame works in a page
// of 2014, under a strict policy and from a file; and browsers accept the OpenSearch description.
// node hostile_test.mjs FOLDER-OF-PROGRAMS FOLDER-OF-TEST-PROGRAMS
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { launch, openPage } from "./browsing.mjs";
import { Programs } from "./programs.mjs";

const kExample = new URL("../../feeds/example.xml", import.meta.url);
const kPoison = "\u202E<script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg onload=alert(3)>{{{x}}}\u200B";
const kLooksAlike = "а"; // Cyrillic
const kLink = "javascript:alert(4)//";
const kTexts = ["name", "alternate_name", "former_name", "supervising_bureau", "licensing_authority", "description",
  "title", "address_1", "address_2", "district", "city", "transportation", "fees_description", "required_document",
  "eligibility_description", "number", "issuer", "hours", "contact"];
const kAttributes = ["description", "target_name", "text", "label", "extension"];

const escape = (text) => text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);

/** The example feed with poison in every field that holds words, and script where links stand. */
function poisonedFeed() {
  let feed = readFileSync(kExample, "utf8").replace(/<paging[\s\S]*<\/paging>/, "");
  for (const tag of kTexts) {
    feed = feed.replace(new RegExp(`(<${tag}(?: [^>]*)?>)([^<]+)(</${tag}>)`, "g"),
      (_, open, text, close) => open + escape(text + kLooksAlike + kPoison) + close);
  }
  for (const name of kAttributes) {
    feed = feed.replace(new RegExp(`( ${name}=")([^"]*)"`, "g"), (_, open, text) => open + escape(text + kPoison) + '"');
  }
  return feed.replace(/(<(?:website|url)>)[^<]+/g, `$1${kLink}`).replace(/( url=")[^"]*/g, `$1${kLink}`);
}

const kPoisonedPage = `<html><head><meta charset="utf-8"><title>${escape("公证指南" + kPoison)}</title></head><body>
<h1>${escape("公证指南" + kPoison)}</h1><p>${escape("石榴园公证处办理遗嘱公证需要带身份证。" + kPoison).repeat(20)}</p>
<p>发布时间:2026-11-01</p></body></html>`;

/** Serves what a bureau would; resolves with its address. */
function publish(pages) {
  return new Promise((resolve) => {
    const server = createServer((request, response) => {
      const page = pages[request.url];
      response.writeHead(page ? 200 : 404, { "Content-Type": page?.type ?? "text/plain" }).end(page?.body ?? "");
    });
    server.listen(0, "127.0.0.1", () => resolve({ server, address: `http://127.0.0.1:${server.address().port}` }));
  });
}

async function staysCalm(page) {
  const links = await page.locator("a[href], form[action], iframe[src]").evaluateAll((all) =>
    all.map((one) => one.getAttribute("href") ?? one.getAttribute("action") ?? one.getAttribute("src")));
  assert.deepEqual(links.filter((link) => /^\s*(javascript|data|vbscript):/i.test(link)), [], page.url());
  assert.equal(await page.locator("main script:not([type='application/ld+json']), main img[src=x], main svg[onload]").count(), 0);
}

async function nothingExecutes(browser, address, password) {
  const page = await openPage(browser, address);
  const words = encodeURIComponent("石榴园公证处");
  await page.goto(`${address}/search?q=${words}`);
  assert.match(await page.locator("main").innerText(), /<script>alert\(1\)/, "the poison is there, as text");
  await staysCalm(page);
  const institutions = await page.locator('ol.results h3 a[href^="/institutions/"]').evaluateAll((all) =>
    all.map((one) => one.getAttribute("href")));
  assert.ok(institutions.length > 0);
  const kinds = [`/search?q=${words}&kind=page`, `/search?q=${encodeURIComponent(kPoison)}`, `/embed?q=${words}`,
    `/hotline?q=${words}`, "/divisions/370404", "/divisions/370403001", "/sources", "/sources/hostile",
    "/reports/dead-links", "/reports/quality", ...institutions, ...institutions.map((one) => one + "/report")];
  for (const kind of kinds) {
    await page.goto(address + kind);
    await staysCalm(page);
  }
  await page.goto(address + "/admin/sign-in");
  await page.locator("#name").fill("admin");
  await page.locator("#password").fill(password);
  await page.getByRole("button", { name: "登录" }).click();
  for (const desk of ["/admin", "/admin/tickets?state=all", "/admin/questions", "/admin/held",
    "/admin/sources/hostile/snapshots", "/admin/reports/integration", "/admin/jobs/1"]) {
    await page.goto(address + desk);
    await staysCalm(page);
  }
  assert.deepEqual(page.complaints, []);
  for (const data of ["/feeds/institutions.xml", "/atom", "/api/v1/search?q=" + words]) {
    await page.goto(address + data);
  }
  // the browser's own view of XML and JSON wants styles, which the policy does not give it
  assert.deepEqual(page.complaints.filter((one) => !one.startsWith("Applying inline style")), []);
  console.log(`hostile content: calm on ${kinds.length + 11} pages`);
  await page.context().close();
}

const frame = (address) =>
  `<iframe src="${address}/embed?division=370400" title="法律服务搜索" width="100%" height="480"></iframe>`;

/** A portal of 2014: quirks mode, layout table, frame in the middle. */
const kPortal = (address) => `<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head>
<body bgcolor=#ffffff><table width=980 align=center><tr><td>${frame(address)}</td></tr></table></body></html>`;

async function worksInside(browser, where, page) {
  const inside = page.frameLocator("iframe");
  await inside.locator("#q").fill("公证");
  await inside.locator("#q").press("Enter");
  await inside.locator("ol.results li").first().waitFor();
  assert.equal(await inside.locator("ol.results a").first().getAttribute("target"), "_blank");
  console.log("the frame works", where);
  await page.context().close();
}

async function isEmbedded(browser, address, folder) {
  const portal = await publish({ "/": { type: "text/html", body: kPortal(address) } });
  const strict = createServer((request, response) => {
    response.writeHead(200, {
      "Content-Type": "text/html",
      "Content-Security-Policy": `default-src 'none'; frame-src ${address}`,
    }).end(`<!DOCTYPE html><title>x</title>${frame(address)}`);
  });
  const strictPort = await new Promise((resolve) => strict.listen(0, "127.0.0.1", () => resolve(strict.address().port)));
  const file = join(folder, "portal.html");
  writeFileSync(file, kPortal(address));
  const places = [["in a portal of 2014", portal.address], ["under a strict policy", `http://127.0.0.1:${strictPort}`],
    ["from a file", pathToFileURL(file).href]];
  for (const [where, place] of places) {
    const page = await (await browser.newContext()).newPage();
    await page.goto(place);
    await worksInside(browser, where, page);
  }
  const page = await (await browser.newContext()).newPage();
  writeFileSync(file, kPortal(address).replace("/embed?division=370400", "/"));
  const refused = page.waitForEvent("console", (message) => /frame-ancestors|X-Frame-Options/i.test(message.text()));
  await page.goto(pathToFileURL(file).href);
  await refused; // no other page can be framed
  portal.server.close();
  strict.close();
}

const programs = new Programs(process.argv[2], process.argv[3]);
let browser;
const site = await publish({
  "/institutions.xml": { type: "application/xml", body: poisonedFeed() },
  "/": { type: "text/html; charset=utf-8", body: `<html><body><a href="/a/1.html">${escape("公证指南" + kPoison)}</a></body></html>` },
  "/a/1.html": { type: "text/html; charset=utf-8", body: kPoisonedPage },
});
try {
  const { address, password } = await programs.serveSources(`<sources>
    <source id="hostile" name="${escape("枣庄市司法局" + kPoison)}" kind="xml-feed" standing="registering" division="370000"
      url="${site.address}/institutions.xml" allow="127.0.0.1" delay_ms="1"/>
    <source id="hostile-site" name="${escape("石榴园公证处网站" + kPoison)}" kind="site" standing="supervising" division="370400"
      url="${site.address}/" allow="127.0.0.1" delay_ms="1"/>
    </sources>`);
  browser = await launch();
  await nothingExecutes(browser, address, password);
  await isEmbedded(browser, address, programs.folder);
} finally {
  await browser?.close();
  site.server.close();
  programs.stop();
}
