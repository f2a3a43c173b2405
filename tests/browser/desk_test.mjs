// The people who run the hub at a browser, over the real programs: the security administrator makes an account; a source
// is added by two, after a try; a held delivery is judged and taken back; a bureau sees its own alone; the auditor finds
// all of it.  node desk_test.mjs FOLDER-OF-PROGRAMS FOLDER-OF-TEST-PROGRAMS
import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import { Programs } from "./programs.mjs";

const kSource = "sfj-3704";
const kTen = "机构名称,地址,电话\n" + [..."甲乙丙丁戊己庚辛壬癸"].map((c, i) =>
  `山东${c}子律师事务所,枣庄市薛城区光明大道${i + 1}号,0632-441000${i}\n`).join("");
const kOne = "机构名称,地址,电话\n山东甲子律师事务所,枣庄市薛城区光明大道1号,0632-4410000\n";

const programs = new Programs(process.argv[2], process.argv[3]);
let browser;

/** A page of a new browser that fails the test on any complaint. */
async function person(address) {
  const page = await (await browser.newContext({ locale: "zh-CN" })).newPage();
  page.on("pageerror", (error) => assert.fail(String(error)));
  page.on("console", (message) => message.type() === "error" && assert.fail(message.text()));
  page.at = (path) => page.goto(address + path);
  page.press = (name) => page.getByRole("button", { name, exact: true }).click();
  page.signIn = async (name, password) => {
    await page.at("/admin/sign-in");
    await page.locator("#name").fill(name);
    await page.locator("#password").fill(password);
    await page.press("登录");
  };
  return page;
}

const user = (name, ...more) => programs.run("lawhub-search", "user", name, ...more, "--config", programs.config()).trim();

/** The security administrator makes an account; its owner begins with a password of his own. */
async function makesAccount(keeper, address) {
  await keeper.at("/admin");
  assert.match(keeper.url(), /\/admin\/users$/);
  await keeper.locator("#name").fill("bureau");
  await keeper.locator("#role").selectOption("publisher");
  await keeper.locator("#sources").fill("lists");
  await keeper.press("保存");
  const given = await keeper.locator("#new-password").innerText();
  const bureau = await person(address);
  await bureau.signIn("bureau", given);
  assert.match(bureau.url(), /\/admin\/account$/);
  await bureau.locator("#old").fill(given);
  await bureau.locator("#new").fill("薛城区司法局的新密码");
  await bureau.press("换密码");
  await bureau.signIn("bureau", "薛城区司法局的新密码");
  assert.match(bureau.url(), /\/admin$/);
  assert.equal(await bureau.locator("tbody").first().locator("tr").count(), 1, "a bureau sees its own source alone");
  return bureau;
}

async function addsSource(admin, keeper) {
  const old = programs.run("lawhub-crawler", "status", "--config", programs.config());
  assert.ok(!old.includes("new-site"));
  await admin.at(`/admin/source-form?id=${kSource}`);
  const url = await admin.locator("#f-url").inputValue();
  await admin.at("/admin/source-form");
  const fields = { id: "new-site", name: "新网站", kind: "site", standing: "supervising", division: "370400", url, enabled: "true", reason: "新建" };
  for (const [name, value] of Object.entries(fields)) await admin.locator(`#f-${name}`).fill(value);
  await admin.press("提交,等待批准");
  const change = admin.url();
  assert.match(change, /\/admin\/source-changes\/\d+$/);
  await admin.press("按现在登记的试采一次");
  await admin.locator("#job[data-ended]").waitFor({ timeout: 60_000 });
  console.log("tried before it was approved:", (await admin.locator("[data-value=message]").innerText()).trim());
  await keeper.goto(change);
  await keeper.getByLabel("理由").first().fill("核对过");
  await keeper.press("批准");
  assert.match(await keeper.locator(".status").innerText(), /已批准/);
}

async function handsIn(bureau, bytes) {
  await bureau.at("/admin/sources/lists/upload");
  await bureau.locator("#file").setInputFiles({ name: "名单.csv", mimeType: "text/csv", buffer: Buffer.from(bytes) });
  await bureau.press("上传,查看变化");
  await bureau.press("确认采用");
  await bureau.locator("#job[data-ended]").waitFor({ timeout: 60_000 });
  return bureau.locator("#job").getAttribute("data-ended");
}

async function judges(admin, bureau) {
  assert.equal(await handsIn(bureau, kTen), "done");
  assert.equal(await handsIn(bureau, kOne), "held");
  await bureau.at("/admin/held");
  await bureau.locator("tbody a").first().click();
  assert.equal(await bureau.getByRole("button", { name: "采用", exact: true }).count(), 0, "nobody judges his own");
  await admin.at("/admin/held");
  await admin.locator("tbody a").first().click();
  assert.equal(await admin.locator("table.difference tbody.vanished").count(), 9);
  await admin.press("采用");
  await admin.waitForURL(/\/admin\/sources\/lists\/snapshots$/);
  const rollback = admin.locator("form[action$=rollback]").first();
  await rollback.getByLabel("理由").fill("名单不全");
  await rollback.getByRole("button").click();
  assert.match(await admin.locator("tbody tr").first().innerText(), /回退 到 \d+\s.*10/s);
  console.log("held, approved and taken back");
}

async function audits(auditor) {
  await auditor.at("/admin");
  assert.match(auditor.url(), /\/admin\/audit$/);
  assert.match(await auditor.locator("[role=status]").innerText(), /逐条核对无误/);
  const record = await auditor.locator("table").innerText();
  for (const act of ["put-user", "ask-source-change", "approve-source-change", "approve-snapshot", "roll-back", "upload"]) {
    assert.ok(record.includes(act), act);
  }
  console.log("audit:", (await auditor.locator("#anchor").innerText()).split(":")[0], "lines");
}

try {
  const { address, password } = await programs.serveSample(kSource);
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
  });
  const [admin, keeper, auditor] = [await person(address), await person(address), await person(address)];
  await admin.signIn("admin", password);
  await keeper.signIn("keeper", user("keeper", "--role", "security"));
  await auditor.signIn("auditor", user("auditor", "--role", "auditor"));
  const bureau = await makesAccount(keeper, address);
  await addsSource(admin, keeper);
  await judges(admin, bureau);
  await audits(auditor);
} finally {
  await browser?.close();
  programs.stop();
}
