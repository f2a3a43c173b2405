// A person at a browser, over the real programs: searches, opens an institution, signs in, orders a re-crawl and sees it
// finish live.  node browser_test.mjs FOLDER-OF-PROGRAMS FOLDER-OF-TEST-PROGRAMS
import assert from "node:assert/strict";
import { launch, openPage } from "./browsing.mjs";
import { Programs } from "./programs.mjs";

const kSource = "sfj-3704";
const kList = new URL("../data/lists/firms-two-up.xlsx", import.meta.url).pathname;
const kNewList = "机构名称,地址,电话\n山东甲子律师事务所,枣庄市薛城区光明大道1号,0632-4400099\n";

async function searches(page, address, name) {
  await page.goto(address + "/");
  await page.locator("#q").pressSequentially(name.slice(0, 4));
  await page.locator("#suggestions option").first().waitFor({ state: "attached" });
  await page.locator("#q").fill(name);
  await page.locator("#q").press("Enter");
  const first = page.locator("ol.results > li h3 a").first();
  await first.waitFor();
  assert.equal((await first.innerText()).trim(), name);
  console.log("found at rank 1:", name);
  return first;
}

async function opensInstitution(page, link, name) {
  await link.click();
  assert.equal(await page.locator("h1").innerText(), name);
  const sources = page.locator("table.fields details summary");
  assert.ok((await sources.count()) > 3, "every field names its source");
  await sources.first().click();
  assert.ok(await page.locator("table.fields details p").first().isVisible());
  console.log("fields with a source:", await sources.count());
}

async function signsIn(page, address, password) {
  await page.goto(address + "/admin");
  assert.match(page.url(), /\/admin\/sign-in$/);
  await page.locator("#name").fill("admin");
  await page.locator("#password").fill(password);
  await page.getByRole("button", { name: "登录" }).click();
}

/** Hands in a spreadsheet that LibreOffice wrote, twice; where JavaScript is off. */
async function uploads(page, address, password) {
  const choose = async (file) => {
    await page.goto(address + "/admin");
    await page.getByRole("link", { name: "上传名单" }).click();
    await page.locator("#file").setInputFiles(file);
    await page.getByRole("button", { name: "上传,查看变化" }).click();
    await page.waitForURL(/\/admin\/uploads\/\d+$/);
  };
  const confirm = async () => {
    await page.getByRole("button", { name: "确认采用" }).click();
    await page.waitForURL(/\/admin\/jobs\/\d+$/);
    await page.locator(".status", { hasText: "完成" }).waitFor({ timeout: 60_000 }); // the page reloads itself
  };
  await signsIn(page, address, password);
  await choose(kList);
  assert.equal(await page.locator("table.difference tbody.added").count(), 7);
  assert.ok(await page.locator("table.findings td", { hasText: "律师事务所!C6" }).isVisible());
  await confirm();
  await choose({ name: "新名单.csv", mimeType: "text/csv", buffer: Buffer.from(kNewList) });
  assert.equal(await page.locator("table.difference tbody.vanished").count(), 6);
  const field = page.locator("table.difference tr", { hasText: "0632-4400001" }).first();
  assert.match(await field.innerText(), /电话\s+0632-4400001\s+0632-4400099/);
  assert.ok(await page.locator(".remark.bad", { hasText: "确认后还要再审一次" }).isVisible());
  console.log("upload:", (await page.locator("[data-value=summary]").innerText()).trim());
  await page.getByRole("button", { name: "放弃这个文件" }).click();
  assert.match(await page.locator(".facts").innerText(), /已放弃/);
}

async function recrawls(page, address, password) {
  await signsIn(page, address, password);
  await page.locator(`form:has(input[value="${kSource}"]) button[value=harvest]`).click();
  await page.waitForURL(/\/admin\/jobs\/\d+$/);
  await page.locator("#job[data-ended]").waitFor({ timeout: 60_000 });
  assert.equal(await page.locator("#job").getAttribute("data-ended"), "done");
  assert.ok(Number(await page.locator("[data-count=not_modified]").innerText()) > 0, "unchanged pages are not sent again");
  console.log("re-crawl:", (await page.locator("[data-value=message]").innerText()).trim());
  await page.goto(address + "/admin");
  await page.getByRole("button", { name: "退出" }).click();
  await page.goto(address + "/admin");
  assert.match(page.url(), /\/admin\/sign-in$/);
}

const programs = new Programs(process.argv[2], process.argv[3]);
let browser;
try {
  const { address, password, truth } = await programs.serveSample(kSource);
  const { name } = truth.find((one) => one.listings.some((l) => l.source === kSource && l.name === one.name));
  browser = await launch();
  const page = await openPage(browser, address);
  await opensInstitution(page, await searches(page, address, name), name);
  await recrawls(page, address, password);
  const plain = await openPage(browser, address, { javaScriptEnabled: false });
  await uploads(plain, address, password);
  assert.deepEqual([...page.complaints, ...plain.complaints], []);
} finally {
  await browser?.close();
  programs.stop();
}
