import { chromium, devices, type Browser } from "@playwright/test";
import { findBrowser } from "../ops/browser.mjs";
import { median, note } from "./figures.ts";

const VISITS = 9;
/** A middling phone on a middling network, as Lighthouse has them. */
const SLOWDOWN = 4;
const network = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 90_000 };

interface Visit {
  requests: number;
  shift: number;
  paint: number;
}

/** What a first visit to the page costs a phone, with scripts and without. */
export async function inChromium(page: string) {
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--headless=new", "--disable-background-networking"],
  });
  try {
    const [withScripts, without]: [Visit[], Visit[]] = [[], []];
    for (let n = 0; n <= VISITS; n++) {
      const pair = [await visit(browser, page, true), await visit(browser, page, false)] as const;
      if (n === 0) continue; // warms up
      withScripts.push(pair[0]);
      without.push(pair[1]);
    }
    const typical = {
      requests: Math.max(...withScripts.map(({ requests }) => requests)),
      shift: Math.max(...withScripts.map(({ shift }) => shift)),
      withScripts: median(withScripts.map(({ paint }) => paint)),
      without: median(without.map(({ paint }) => paint)),
    };
    note(`in Chromium: ${JSON.stringify(typical)}`);
    return typical;
  } finally {
    await browser.close();
  }
}

async function visit(browser: Browser, address: string, scripts: boolean): Promise<Visit> {
  const context = await browser.newContext({ ...devices["Pixel 7"], javaScriptEnabled: scripts });
  const page = await context.newPage();
  const protocol = await context.newCDPSession(page);
  await protocol.send("Network.enable");
  await protocol.send("Network.emulateNetworkConditions", network);
  await protocol.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
  // seen from outside, because without scripts the page cannot look at itself
  const seen: Visit = { requests: 0, shift: 0, paint: 0 };
  protocol.on("PerformanceTimeline.timelineEventAdded", ({ event }) => {
    if (event.lcpDetails) seen.paint = event.lcpDetails.renderTime * 1_000;
    if (event.layoutShiftDetails) seen.shift += event.layoutShiftDetails.value;
  });
  await protocol.send("PerformanceTimeline.enable", { eventTypes: ["largest-contentful-paint", "layout-shift"] });
  page.on("request", () => seen.requests++);
  await page.goto(address, { waitUntil: "networkidle" });
  const began = await page.evaluate(() => performance.timeOrigin);
  await context.close();
  return { ...seen, paint: seen.paint - began };
}
