/**
 * Bakes the covers' letters: advance widths, ink boxes, outlines and kerning of every face, from the font packages into
 * `covers/glyphs/`. Does nothing when the letters there were made by this very file from these very packages.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "glyphs");
const stampFile = join(out, "stamp");

const VARIABLE = "@fontsource-variable/";
const serif = { pkg: `${VARIABLE}source-serif-4`, file: "source-serif-4-{subset}-standard-normal" };
const serifItalic = { pkg: `${VARIABLE}source-serif-4`, file: "source-serif-4-{subset}-standard-italic" };
const geist = { pkg: `${VARIABLE}geist`, file: "geist-{subset}-wght-normal" };
const jost = { pkg: `${VARIABLE}jost`, file: "jost-{subset}-wght-normal" };

/**
 * `units` is the em grid that outlines are rounded to: 500 for large sizes, 300 for small ones.
 * `wide` adds Cyrillic, Greek and Vietnamese, where the package has them.
 */
const FACES = {
  serifLight: { ...serif, axes: { wght: 300, opsz: 60 }, units: 500 },
  serif: { ...serif, axes: { wght: 500, opsz: 60 }, units: 500, wide: true },
  serifBlack: { ...serif, axes: { wght: 850, opsz: 60 }, units: 500, wide: true },
  serifItalic: { ...serifItalic, axes: { wght: 400, opsz: 60 }, units: 500, wide: true },
  text: { ...serif, axes: { wght: 500, opsz: 14 }, units: 300, wide: true },
  textItalic: { ...serifItalic, axes: { wght: 500, opsz: 14 }, units: 300, wide: true },
  sansLight: { ...geist, axes: { wght: 300 }, units: 400 },
  sans: { ...geist, axes: { wght: 600 }, units: 300, wide: true },
  sansBlack: { ...geist, axes: { wght: 900 }, units: 400, wide: true },
  mono: { pkg: `${VARIABLE}geist-mono`, file: "geist-mono-{subset}-wght-normal", axes: { wght: 500 }, units: 300 },
  gothic: { pkg: "@fontsource/league-gothic", file: "league-gothic-{subset}-400-normal", units: 400 },
  didone: {
    pkg: `${VARIABLE}bodoni-moda`,
    file: "bodoni-moda-{subset}-standard-normal",
    axes: { wght: 600, opsz: 18 },
    units: 500,
  },
  fat: { pkg: "@fontsource/abril-fatface", file: "abril-fatface-{subset}-400-normal", units: 500 },
  deco: { pkg: "@fontsource/limelight", file: "limelight-{subset}-400-normal", units: 500 },
  soft: {
    pkg: `${VARIABLE}fraunces`,
    file: "fraunces-{subset}-full-normal",
    axes: { wght: 800, opsz: 100, SOFT: 100, WONK: 1 },
    units: 500,
  },
  geo: { ...jost, axes: { wght: 500 }, units: 400 },
  geoBlack: { ...jost, axes: { wght: 800 }, units: 400 },
  black: { pkg: "@fontsource/pirata-one", file: "pirata-one-{subset}-400-normal", units: 500 },
  wide: { pkg: "@fontsource/michroma", file: "michroma-{subset}-400-normal", units: 400 },
  roman: { pkg: `${VARIABLE}cinzel`, file: "cinzel-{subset}-wght-normal", axes: { wght: 600 }, units: 500 },
  kid: { pkg: `${VARIABLE}grandstander`, file: "grandstander-{subset}-wght-normal", axes: { wght: 800 }, units: 400 },
  garalde: { pkg: `${VARIABLE}cormorant`, file: "cormorant-{subset}-wght-normal", axes: { wght: 600 }, units: 500 },
};
const KEYS = Object.keys(FACES);

const span = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join("");
const LATIN = span(0x20, 0x7e) + span(0xa1, 0xac) + span(0xae, 0x17f) + "ȘșȚțẞ–—‘’‚“”„†•…‹›€−№";
const WIDE = LATIN + span(0x386, 0x3ce) + span(0x400, 0x45f) + "ҐґӘәӨөҮү" + span(0x1ea0, 0x1ef9) + "ƠơƯư";
/** In this order: a letter that two files hold is taken from the first. */
const SUBSETS = ["latin", "latin-ext", "vietnamese", "greek", "cyrillic", "cyrillic-ext"];
const KERNED = [...(span(0x41, 0x5a) + span(0x61, 0x7a) + ".,’-&:")];

const NOTICE = "// Made by covers/build.mjs from a face under the SIL Open Font License 1.1: see covers/LICENCES.md.";

/** Relative, y-down path data on the grid. The first move is relative to the pen; `x`, `y` is where the last contour began. */
function outline(commands, scale) {
  const grid = (n) => Math.round(n * scale);
  const join = (numbers) => numbers.map((n, i) => (n < 0 || i === 0 ? String(n) : ` ${n}`)).join("");
  let d = "";
  let [x, y, startX, startY] = [0, 0, 0, 0];
  let control = null;
  for (const { command, args: a } of commands) {
    let next = null;
    if (command === "moveTo") {
      const [nx, ny] = [grid(a[0]), grid(-a[1])];
      d += "m" + join([nx - startX, ny - startY]);
      [x, y, startX, startY] = [nx, ny, nx, ny];
    } else if (command === "lineTo") {
      const [nx, ny] = [grid(a[0]), grid(-a[1])];
      if (nx === x && ny === y) continue;
      d += ny === y ? `h${nx - x}` : nx === x ? `v${ny - y}` : "l" + join([nx - x, ny - y]);
      [x, y] = [nx, ny];
    } else if (command === "quadraticCurveTo") {
      const [cx, cy, nx, ny] = [grid(a[0]), grid(-a[1]), grid(a[2]), grid(-a[3])];
      // a control point that mirrors the one before it (within the rounding) need not be written
      const [mx, my] = control ? [2 * x - control[0], 2 * y - control[1]] : [Infinity, Infinity];
      const smooth = Math.abs(mx - cx) <= 1 && Math.abs(my - cy) <= 1;
      d += smooth ? "t" + join([nx - x, ny - y]) : "q" + join([cx - x, cy - y, nx - x, ny - y]);
      next = smooth ? [mx, my] : [cx, cy];
      [x, y] = [nx, ny];
    } else if (command === "bezierCurveTo") {
      const p = a.map((n, i) => grid(i % 2 ? -n : n));
      d += "c" + join(p.map((n, i) => n - (i % 2 ? y : x)));
      [x, y] = [p[4], p[5]];
    } else {
      d += "z";
      [x, y] = [startX, startY];
    }
    control = next;
  }
  return { d: withoutRepeats(d), x: startX, y: startY };
}

/** A command letter that repeats the one before it may be left out. */
const withoutRepeats = (d) =>
  d.replace(/([lhvqtc])([^a-z]*)((?:\1[^a-z]*)+)/g, (_, letter, first, more) => {
    const rest = more.split(letter).slice(1);
    return letter + first + rest.map((s) => (s.startsWith("-") ? s : ` ${s}`)).join("");
  });

async function bake(face, { create, subset }) {
  const wanted = face.wide ? WIDE : LATIN;
  const rows = new Map();
  const kern = [];
  let cap = 0;
  for (const name of SUBSETS) {
    const path = join(packageFolder(face.pkg), "files", `${face.file.replace("{subset}", name)}.woff2`);
    if (!existsSync(path) || (!face.wide && !name.startsWith("latin"))) continue;
    const font = create(
      await subset(readFileSync(path), wanted, { targetFormat: "truetype", variationAxes: face.axes }),
    );
    const scale = face.units / font.unitsPerEm;
    if (name === "latin") {
      cap = Math.round(font.glyphForCodePoint("H".codePointAt(0)).bbox.maxY * scale);
      const plain = { liga: false, dlig: false, calt: false, clig: false };
      for (const first of KERNED) {
        for (const second of KERNED) {
          const { positions, glyphs } = font.layout(first + second, plain);
          const by = Math.round((positions[0].xAdvance - glyphs[0].advanceWidth) * scale);
          if (glyphs.length === 2 && Math.abs(by) >= face.units / 120) kern.push(first + second + by);
        }
      }
    }
    for (const code of font.characterSet) {
      const ch = String.fromCodePoint(code);
      if (!wanted.includes(ch) || rows.has(ch)) continue;
      const glyph = font.glyphForCodePoint(code);
      const { d, x, y } = outline(glyph.path.commands, scale);
      const { minX, maxX, minY, maxY } = glyph.bbox;
      const ink = [
        Math.floor(minX * scale),
        Math.floor(-maxY * scale),
        Math.ceil(maxX * scale),
        Math.ceil(-minY * scale),
      ];
      const advance = Math.round(glyph.advanceWidth * scale);
      rows.set(ch, [ch + advance, ...(d ? ink : [0, 0, 0, 0]), x, y, d].join(","));
    }
  }
  return { units: face.units, cap, kern: kern.join("|"), glyphs: [...rows.values()].join("\n") };
}

/** Found by walking up, since not every package exports its package.json. */
function packageFolder(name) {
  const folder = createRequire(import.meta.url)
    .resolve.paths(name)
    .map((modules) => join(modules, name))
    .find((path) => existsSync(join(path, "package.json")));
  if (!folder) throw Object.assign(new Error(`${name} is not installed`), { code: "MODULE_NOT_FOUND" });
  return folder;
}

/** What the letters depend on: this file and the versions of what it reads. */
function fingerprint() {
  const packages = [...new Set(KEYS.map((key) => FACES[key].pkg)), "fontkit", "subset-font"].sort();
  const hash = createHash("sha256").update(readFileSync(fileURLToPath(import.meta.url)));
  for (const name of packages) {
    const { version } = JSON.parse(readFileSync(join(packageFolder(name), "package.json"), "utf8"));
    hash.update(`${name}@${version}\n`);
  }
  return hash.digest("hex");
}

/** Another process may be reading or baking: a file appears whole or not at all. */
function put(name, text) {
  const draft = join(out, `${name}.${process.pid}.draft`);
  writeFileSync(draft, text);
  renameSync(draft, join(out, name));
}

async function main() {
  const stamp = fingerprint();
  const files = ["index.js", ...KEYS.map((key) => `${key}.js`)];
  const known = existsSync(stampFile) ? readFileSync(stampFile, "utf8") : "";
  if (known === stamp && files.every((name) => existsSync(join(out, name)))) {
    console.log("covers: letters are up to date");
    return;
  }
  const started = performance.now();
  const { create } = await import("fontkit");
  const { default: subset } = await import("subset-font");
  mkdirSync(out, { recursive: true });
  let size = 0;
  for (const key of KEYS) {
    const baked = JSON.stringify(await bake(FACES[key], { create, subset }));
    // a function, so that a face nobody asks for is never compiled
    put(`${key}.js`, `${NOTICE}\n// prettier-ignore\nexport default () => (${baked});\n`);
    size += baked.length;
  }
  const imports = KEYS.map((key) => `import ${key} from "./${key}.js";`).join("\n");
  put("index.js", `${imports}\n\nexport const baked = {\n${KEYS.map((key) => `  ${key},`).join("\n")}\n};\n`);
  for (const name of readdirSync(out)) if (name.endsWith(".js") && !files.includes(name)) rmSync(join(out, name));
  put("stamp", stamp);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`covers: baked the letters of ${KEYS.length} faces, ${(size / 1e6).toFixed(1)} MB in ${seconds} s`);
}

try {
  await main();
} catch (error) {
  if (error?.code !== "MODULE_NOT_FOUND" && error?.code !== "ERR_MODULE_NOT_FOUND") throw error;
  console.error(
    `covers: the font packages are development dependencies and are not installed (${error.message.split("\n")[0]})`,
  );
  process.exit(1);
}
