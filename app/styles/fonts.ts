import localFont from "next/font/local";

/*
 * Only the two upright Latin faces are preloaded; letters beyond Latin-1 are fetched where a page has one (unicode-range).
 * A face that is not there by the first paint waits for the next page (docs/decisions/0025-faces-that-come-late.md).
 */
const serif = localFont({
  src: "../../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-opsz-normal.woff2",
  variable: "--face-serif",
  weight: "200 900",
  style: "normal",
  display: "optional",
  adjustFontFallback: false,
});

const serifExt = localFont({
  src: "../../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-ext-opsz-normal.woff2",
  variable: "--face-serif-ext",
  weight: "200 900",
  style: "normal",
  display: "optional",
  preload: false,
  adjustFontFallback: false,
  declarations: [{ prop: "unicode-range", value: "U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+1D00-1DBF, U+1E00-1E9F" }],
});

const italic = localFont({
  src: "../../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-opsz-italic.woff2",
  variable: "--face-italic",
  weight: "200 900",
  style: "italic",
  display: "optional",
  preload: false,
  adjustFontFallback: false,
});

const italicExt = localFont({
  src: "../../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-ext-opsz-italic.woff2",
  variable: "--face-italic-ext",
  weight: "200 900",
  style: "italic",
  display: "optional",
  preload: false,
  adjustFontFallback: false,
  declarations: [{ prop: "unicode-range", value: "U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+1D00-1DBF, U+1E00-1E9F" }],
});

const sans = localFont({
  src: "../../node_modules/geist/dist/fonts/geist-sans/Geist-Variable.woff2",
  variable: "--face-sans",
  weight: "100 900",
  display: "optional",
  adjustFontFallback: false,
});

const mono = localFont({
  src: "../../node_modules/geist/dist/fonts/geist-mono/GeistMono-Variable.woff2",
  variable: "--face-mono",
  weight: "100 900",
  display: "optional",
  preload: false,
  adjustFontFallback: false,
});

/** For `<html className>`: the variables that tokens.css builds its families of. */
export const faces = [serif, serifExt, italic, italicExt, sans, mono].map((face) => face.variable).join(" ");
