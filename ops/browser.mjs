// A Chromium for the browser tests: the one that is named, Playwright's own, the system's, or one that is installed now.
import { spawnSync } from "node:child_process";
import fs from "node:fs";

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
  return [chromium.executablePath(), ...places].find((place) => place && works(place));
}

/** Some systems put a program there that only says how to install the browser. */
const works = (place) => fs.existsSync(place) && spawnSync(place, ["--version"], { timeout: 20_000 }).status === 0;

/** @param {(line: string) => void} say */
export async function findOrInstallBrowser(say) {
  const found = await findBrowser();
  if (found) return found;
  const root = process.getuid?.() === 0;
  if (root && spawnSync("apt-get", ["--version"]).status === 0) {
    say("installing Chromium by apt-get, once");
    const apt = (...args) => spawnSync("apt-get", args, { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
    apt("update");
    apt("install", "-y", "--no-install-recommends", "chromium");
  }
  if (!(await findBrowser())) {
    say("installing Chromium by Playwright, once");
    spawnSync("node_modules/.bin/playwright", ["install", ...(root ? ["--with-deps"] : []), "chromium"], {
      timeout: 600_000,
    });
  }
  const installed = await findBrowser();
  if (!installed) throw new Error("There is no Chromium and it could not be installed: set CHROMIUM_PATH to one.");
  return installed;
}
