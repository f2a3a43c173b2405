// A citizen's journeys over the real programs: find by need, find by name, nearest open now, the village's page printed,
// report an error; with JavaScript and without, on a small phone and on a desk; by keyboard alone; and what axe-core says
// of every kind of page.  node citizen_test.mjs FOLDER-OF-PROGRAMS FOLDER-OF-TEST-PROGRAMS [FOLDER-FOR-PICTURES]
import assert from "node:assert/strict";
import { join } from "node:path";
import { launch, openPage, violations } from "./browsing.mjs";
import { Programs } from "./programs.mjs";

const kScreens = { phone: { width: 320, height: 640 }, desk: { width: 1280, height: 800 } };
const kVillage = "370403001001"; // the first village of 临城街道
const kMostBytes = 60 * 1024;

const [bin, testsBin, pictures] = process.argv.slice(2);

async function fits(page) {
  const { width, needed } = await page.evaluate(() => ({
    width: document.documentElement.clientWidth,
    needed: document.documentElement.scrollWidth,
  }));
  assert.ok(needed <= width, `${page.url()} is ${needed} wide on a screen of ${width}`);
}

class Citizen {
  constructor(page, address, name, screen) {
    Object.assign(this, { page, address, name, screen });
  }

  async shows(journey) {
    await fits(this.page);
    if (!pictures || !this.drawn) return;
    const path = join(pictures, `${journey}-${kScreens[this.screen].width}.jpg`);
    await this.page.screenshot({ path, type: "jpeg", quality: 60 });
  }

  async asks(words) {
    await this.page.goto(this.address + "/");
    await this.page.locator("#q").fill(words);
    await this.page.locator("#q").press("Enter");
    await this.page.locator("ol.results").first().waitFor();
  }

  async findsByNeed() {
    await this.page.goto(this.address + "/");
    await this.shows("home");
    await this.asks("拖欠工资");
    assert.match(await this.page.locator("h2.group").first().innerText(), /法律援助/);
    assert.ok(!(await this.page.title()).includes("工资"), "the title does not say the question");
    await this.shows("need");
    await this.page.locator("ol.results h3 a").first().click();
    assert.ok(await this.page.locator("dl.key a.call").first().isVisible());
  }

  async findsByName() {
    await this.asks(this.name);
    const first = this.page.locator("ol.results > li h3 a").first();
    assert.equal((await first.innerText()).trim(), this.name);
    await first.click();
    assert.equal((await this.page.locator("h1").innerText()).trim(), this.name);
    await this.shows("name");
  }

  async findsOpenNow() {
    await this.page.goto(this.address + "/");
    await this.page.getByRole("link", { name: "办公证" }).click();
    await this.page.getByRole("link", { name: "只看现在办公的" }).click();
    const results = await this.page.locator("ol.results > li").count();
    assert.equal(await this.page.locator("ol.results .status.good").count(), results);
    assert.ok(results > 0 || (await this.page.locator(".nothing, .remark").count()) > 0);
    await this.shows("open");
  }

  async findsNearest() {
    await this.page.goto(this.address + "/search?type=LFM");
    await this.page.getByRole("button", { name: "用我现在的位置" }).click();
    await this.page.waitForURL(/near=34\.8/);
    assert.match(await this.page.locator("ol.results .facts").first().innerText(), /公里|米/);
  }

  async printsTheVillage() {
    await this.page.goto(this.address + "/divisions/370000");
    for (const place of ["枣庄市", "薛城区", "临城街道"]) {
      await this.page.locator("ul.facet a", { hasText: place }).first().click();
    }
    await this.page.locator(`ul.facet a[href="/divisions/${kVillage}"]`).click();
    for (const call of ["我村的调解员", "管我村的司法所"]) {
      assert.ok(await this.page.getByRole("heading", { name: call }).isVisible());
    }
    const sheet = (await this.page.pdf({ format: "A4" })).toString("latin1");
    assert.equal(sheet.match(/\/Type\s*\/Page\b/g).length, 1, "one sheet");
    await this.shows("village");
  }

  async reportsAnError() {
    await this.asks(this.name);
    await this.page.locator("ol.results > li h3 a").first().click();
    await this.page.getByRole("link", { name: "信息有误" }).click();
    await this.page.getByLabel("电话打不通或不对").check();
    await this.page.getByLabel("正确的是什么").fill(`应是 0632-0000000(${this.screen})`);
    await this.shows("report");
    await this.page.getByRole("button", { name: "提交" }).press("Enter");
    assert.match(await this.page.locator("main").innerText(), /司法局.*核实/s);
  }
}

async function travels(browser, address, name) {
  for (const [screen, viewport] of Object.entries(kScreens)) {
    for (const javaScriptEnabled of [true, false]) {
      const place = { latitude: 34.8, longitude: 117.25 };
      const options = { viewport, javaScriptEnabled, geolocation: place, permissions: ["geolocation"] };
      const page = await openPage(browser, address, options);
      const citizen = new Citizen(page, address, name, screen);
      citizen.drawn = javaScriptEnabled;
      await citizen.findsByNeed();
      await citizen.findsByName();
      await citizen.findsOpenNow();
      if (javaScriptEnabled) await citizen.findsNearest();
      await citizen.printsTheVillage();
      await citizen.reportsAnError();
      assert.deepEqual(page.complaints, []);
      console.log(`five journeys: ${screen}, JavaScript ${javaScriptEnabled ? "on" : "off"}`);
      await page.context().close();
    }
  }
}

/** Types and presses keys only. */
async function goesByKeyboard(browser, address, name) {
  const page = await openPage(browser, address, { viewport: kScreens.desk });
  const focused = () => page.evaluate(() => document.activeElement.textContent.trim() || document.activeElement.id);
  const tabTo = async (wanted) => {
    for (let i = 0; i < 80; ++i) {
      await page.keyboard.press("Tab");
      if (wanted.test(await focused())) return;
    }
    assert.fail(`no way to ${wanted} by Tab`);
  };
  await page.goto(address + "/");
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "跳到正文");
  await page.keyboard.press("Enter");
  await tabTo(/^q$/);
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/search/);
  await tabTo(new RegExp("^" + name));
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/institutions\//);
  await tabTo(/信息有误/);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/report$/);
  await page.goto(address + "/hotline");
  await page.keyboard.type("薛城 律师");
  await page.keyboard.press("Enter");
  await page.waitForURL(/hotline\?q=/);
  await page.locator(".picks li").nth(1).waitFor();
  await page.keyboard.press("2");
  await page.waitForURL(/pick=2/);
  const second = (await page.locator(".picks li bdi").nth(1).innerText()).trim();
  assert.ok((await page.locator("#message").inputValue()).startsWith(second));
  assert.ok(await page.evaluate(() => document.documentElement.scrollHeight <= 1.6 * innerHeight), "one screen");
  assert.deepEqual(page.complaints, []);
  console.log("by keyboard alone: search, report, hotline");
  await page.context().close();
}

/** Every kind of page in every way in which it may be wished. */
async function isAccessible(browser, address, institution) {
  const kinds = ["/", "/search?q=" + encodeURIComponent("拖欠工资"), "/search?q=" + encodeURIComponent("家暴"),
    "/search?type=LFM&page=2", "/search?q=zzzzqqqq", institution, institution + "/report", "/divisions/370000",
    "/divisions/370403", "/divisions/" + kVillage, "/matters", "/matters/LAB01", "/matters/FAM05", "/services/NTR01",
    "/sources", "/sources/sfj-3704", "/open-data", "/about/crawler", "/validate", "/reports/quality",
    "/reports/dead-links", "/admin/sign-in", "/embed?division=370400&q=" + encodeURIComponent("律师"),
    "/hotline?q=" + encodeURIComponent("律师"), "/nothing"];
  const found = [];
  for (const wish of ["", "large", "contrast", "large.contrast"]) {
    const page = await openPage(browser, address, { viewport: wish.includes("large") ? kScreens.phone : kScreens.desk });
    if (wish) await page.context().addCookies([{ name: "lawhub_display", value: wish, url: address }]);
    for (const kind of kinds) {
      await page.goto(address + kind);
      await fits(page).catch((error) => found.push(String(error)));
      for (const line of await violations(page)) found.push(`${kind} [${wish}] ${line}`);
    }
    await page.context().close();
  }
  assert.deepEqual(found, []);
  console.log(`axe-core: 0 violations on ${kinds.length} kinds of page, each in 4 ways`);
}

/** What a first visit to a result page costs on the wire. */
async function isLight(browser, address) {
  const page = await openPage(browser, address, { viewport: kScreens.phone });
  const wire = await page.context().newCDPSession(page);
  await wire.send("Network.enable");
  let bytes = 0;
  wire.on("Network.loadingFinished", (event) => (bytes += event.encodedDataLength));
  await page.goto(address + "/search?q=" + encodeURIComponent("拖欠工资"), { waitUntil: "networkidle" });
  assert.ok(bytes > 1024 && bytes <= kMostBytes, `${bytes} bytes`);
  assert.deepEqual(page.complaints, []);
  console.log(`a first result page: ${bytes} bytes, nothing from another host`);
  await page.context().close();
}

const programs = new Programs(bin, testsBin);
let browser;
try {
  const { address, truth } = await programs.serveSample("sfj-3704");
  const { name } = truth.find((one) => one.listings.some((l) => l.source === "sfj-3704" && l.name === one.name));
  browser = await launch();
  await travels(browser, address, name);
  await goesByKeyboard(browser, address, name);
  await isLight(browser, address);
  const page = await openPage(browser, address);
  await page.goto(address + "/search?q=" + encodeURIComponent(name));
  await isAccessible(browser, address, await page.locator("ol.results h3 a").first().getAttribute("href"));
} finally {
  await browser?.close();
  programs.stop();
}
