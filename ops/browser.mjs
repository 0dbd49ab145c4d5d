// A Chromium for the browser tests: the one that is named, one that is there, or one that is installed now.
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import { finished } from "./runtime.mjs";

/** Draws pages and no window around them, for half the work. */
const shell = "/usr/bin/chromium-headless-shell";
const places = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** @returns {Promise<string | undefined>} */
export async function findBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (!fs.existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which is not there.`);
    return named;
  }
  const { chromium } = await import("@playwright/test");
  return [shell, chromium.executablePath(), ...places].find((place) => place && works(place));
}

/** Some systems put a program there that only says how to install the browser. */
const works = (place) => fs.existsSync(place) && spawnSync(place, ["--version"], { timeout: 20_000 }).status === 0;

/**
 * A browser that is there will do. Where Debian has the lighter one and we may install, it is fetched all the same: that takes
 * seconds and saves minutes.
 * @param {(line: string) => void} say
 */
export async function findOrInstallBrowser(say) {
  const found = await findBrowser();
  if (found && (process.env.CHROMIUM_PATH || found === shell || !isDebian())) return found;
  const root = process.getuid?.() === 0;
  if (root && spawnSync("apt-get", ["--version"]).status === 0) {
    say("installing a headless Chromium by apt-get, once");
    const packages = isDebian() ? ["chromium-headless-shell"] : [];
    if (!found) packages.push("chromium");
    for (const name of packages) {
      if (await apt("install", name)) break;
      await apt("update");
      if (await apt("install", name)) break;
    }
  }
  if (!(await findBrowser())) {
    say("installing Chromium by Playwright, once");
    await quietly(600, "node_modules/.bin/playwright", ["install", ...(root ? ["--with-deps"] : []), "chromium"]);
  }
  const installed = await findBrowser();
  if (!installed) throw new Error("There is no Chromium and it could not be installed: set CHROMIUM_PATH to one.");
  return installed;
}

const isDebian = () =>
  fs.existsSync("/etc/os-release") && /^ID=debian$/m.test(fs.readFileSync("/etc/os-release", "utf8"));

const apt = (command, ...packages) =>
  quietly(300, "apt-get", [
    ...["-o", "Acquire::Retries=1", "-o", "Acquire::http::Timeout=15"],
    command,
    ...(command === "install" ? ["-y", "--no-install-recommends", ...packages] : []),
  ]);

/** Whether a program did what it should within so many seconds. Meanwhile others run on. */
async function quietly(seconds, program, args) {
  const child = spawn(program, args, {
    stdio: "ignore",
    timeout: seconds * 1000,
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
  return (await finished(child).catch(() => 1)) === 0;
}
