// A person at a browser, over the real programs: searches, opens an institution, signs in, orders a re-crawl and sees it
// finish live.  node browser_test.mjs FOLDER-OF-PROGRAMS FOLDER-OF-TEST-PROGRAMS
import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import { Programs } from "./programs.mjs";

const kSource = "sfj-3704";

/** Opens a page that fails the test on any complaint of the browser (also of the content policy) or foreign request. */
async function openPage(browser, address) {
  const context = await browser.newContext({ locale: "zh-CN" });
  const page = await context.newPage();
  page.complaints = [];
  page.on("pageerror", (error) => page.complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") page.complaints.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(address + "/")) page.complaints.push("foreign request: " + request.url());
  });
  return page;
}

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

async function recrawls(page, address, password) {
  await page.goto(address + "/admin");
  assert.match(page.url(), /\/admin\/sign-in$/);
  await page.locator("#name").fill("admin");
  await page.locator("#password").fill(password);
  await page.getByRole("button", { name: "登录" }).click();
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
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
  });
  const page = await openPage(browser, address);
  await opensInstitution(page, await searches(page, address, name), name);
  await recrawls(page, address, password);
  assert.deepEqual(page.complaints, []);
} finally {
  await browser?.close();
  programs.stop();
}
