import type { CSSProperties } from "react";

/** The shop's tokens as the colours a mail client knows: light in the attributes, dark by media query. */
const tokens = {
  paper: ["#fcfbf9", "#151311"],
  rule: ["#dfdcd7", "#36312d"],
  ink: ["#201a16", "#ece7de"],
  ink2: ["#504943", "#c2bdb4"],
  ink3: ["#6a635d", "#a49f97"],
  accent: ["#7c2029", "#943438"],
  onAccent: ["#fcfaf6", "#fefaf3"],
} as const;
type Token = keyof typeof tokens;

export const serif = "'Source Serif 4', 'Source Serif Pro', Georgia, 'Times New Roman', serif";
export const sans = "Geist, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif";
export const mono = "'Geist Mono', SFMono-Regular, Menlo, Consolas, monospace";

export const light = (token: Token): string => tokens[token][0];

/** A class and its light colour; `darkSheet` gives the class its dark one. */
export const text = (token: Token, style: CSSProperties = {}) => ({
  className: `c-${token}`,
  style: { color: light(token), ...style },
});
export const ground = (token: Token, style: CSSProperties = {}) => ({
  className: `b-${token}`,
  style: { backgroundColor: light(token), ...style },
});

const rules: [prefix: string, property: string, tokens: Token[]][] = [
  ["c", "color", ["ink", "ink2", "ink3", "onAccent"]],
  ["b", "background-color", ["paper", "accent"]],
  ["l", "border-color", ["ink", "rule", "accent"]],
];

/** For clients that follow the device; the others show the light mail. */
export const darkSheet = `:root{color-scheme:light dark;supported-color-schemes:light dark}@media (prefers-color-scheme:dark){${rules
  .flatMap(([prefix, property, names]) =>
    names.map((name) => `.${prefix}-${name}{${property}:${tokens[name][1]}!important}`),
  )
  .join("")}}`;
