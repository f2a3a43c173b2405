// The real programs over a small sample province, in a temporary folder.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const kSites = 100; // ports kept for the sample's sites

async function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}

/** The first of kSites neighbouring free ports. */
async function freePorts() {
  for (;;) {
    const first = 20000 + Math.floor(Math.random() * 10000);
    let port = first;
    while (port < first + kSites && (await isFree(port))) ++port;
    if (port === first + kSites) return first;
  }
}

export class Programs {
  constructor(bin, testsBin) {
    this.bin = bin;
    this.testsBin = testsBin;
    this.folder = mkdtempSync(join(tmpdir(), "lawhub-browser-"));
    this.children = [];
  }

  config() {
    return join(this.folder, "lawhub.conf");
  }

  /** Runs a program to its end; its standard output. */
  run(program, ...args) {
    const done = spawnSync(join(this.bin, program), args, { encoding: "utf8" });
    if (done.status !== 0) throw new Error(`${program} ${args.join(" ")}: ${done.status}\n${done.stdout}${done.stderr}`);
    return done.stdout;
  }

  /** Runs a program to its end while this process goes on serving. */
  async finish(program, ...args) {
    const child = spawn(join(this.bin, program), args, { stdio: ["ignore", "inherit", "inherit"] });
    this.children.push(child);
    const code = await new Promise((resolve) => child.once("exit", resolve));
    if (code !== 0) throw new Error(`${program} ${args.join(" ")}: ${code}`);
  }

  /** Starts a program that goes on; resolves with the first line of its output that `wanted` matches. */
  async start(path, args, wanted) {
    const child = spawn(path, args);
    this.children.push(child);
    child.stderr.on("data", (data) => process.stderr.write(data));
    return new Promise((resolve, reject) => {
      let output = "";
      child.once("error", reject);
      child.once("exit", (code) => reject(new Error(`${path} ended with ${code}`)));
      child.stdout.on("data", (data) => {
        output += data;
        const found = output.match(wanted);
        if (found) resolve(found);
      });
    });
  }

  /** A province of 150 institutions; one of its sources crawled, indexed and served. */
  async serveSample(source) {
    const sample = join(this.folder, "sample");
    const data = join(this.folder, "data");
    this.run("lawhub-feeds", "sample", "--institutions", "150", "--seed", "7", "--out", sample, "--first-port",
      String(await freePorts()));
    writeFileSync(this.config(), `data = ${data}\nport = 0\nnotice = 这是示例省。\n`);
    await this.start(join(this.testsBin, "sample-sites"), ["serve", sample], /http:\S+/);
    const [, address] = await this.start(join(this.bin, "lawhub-search"), ["serve", "--config", this.config()],
      /listening on (\S+)/);
    this.run("lawhub-crawler", "import", join(sample, "sources.xml"), "--config", this.config());
    const lists = join(this.folder, "lists.xml");
    writeFileSync(lists, '<sources><source id="lists" name="律师事务所名录" kind="upload" division="370400"/></sources>');
    this.run("lawhub-crawler", "import", lists, "--config", this.config());
    const truth = readFileSync(join(sample, "truth.jsonl"), "utf8").trim().split("\n").map((line) => JSON.parse(line));
    this.run("lawhub-crawler", "run", source, "--config", this.config());
    this.run("lawhub-indexer", "build", "--config", this.config());
    this.start(join(this.bin, "lawhub-crawler"), ["watch", "--config", this.config()], /$^/).catch(() => {});
    const password = this.run("lawhub-search", "user", "admin", "--config", this.config()).trim();
    return { address, password, truth };
  }

  /** A hub over these sources, crawled, indexed and served. */
  async serveSources(sources) {
    writeFileSync(this.config(), `data = ${join(this.folder, "data")}\nport = 0\n`);
    writeFileSync(join(this.folder, "sources.xml"), sources);
    this.run("lawhub-crawler", "import", join(this.folder, "sources.xml"), "--config", this.config());
    await this.finish("lawhub-crawler", "run", "--config", this.config());
    this.run("lawhub-indexer", "build", "--config", this.config());
    const [, address] = await this.start(join(this.bin, "lawhub-search"), ["serve", "--config", this.config()],
      /listening on (\S+)/);
    const password = this.run("lawhub-search", "user", "admin", "--config", this.config()).trim();
    return { address, password };
  }

  stop() {
    for (const child of this.children) child.kill("SIGKILL");
    rmSync(this.folder, { recursive: true, force: true });
  }
}
