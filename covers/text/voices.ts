import type { Style } from "../page.ts";
import type { FaceName } from "./faces.ts";

/** A typographic voice: the title's style and the style of everything small that goes with it. */
export interface Voice {
  title: Style;
  small: Style;
  author: Style;
}

const sansCaps: Style = { face: "sans", caps: true, tracking: 0.12, leading: 1.35 };
const sansLower: Style = { face: "sans", tracking: 0, leading: 1.2 };
const serifLower: Style = { face: "text", leading: 1.2 };
const serifItalic: Style = { face: "textItalic", leading: 1.2 };
const serifCaps: Style = { face: "text", caps: true, tracking: 0.12, leading: 1.35 };
const mono: Style = { face: "mono", leading: 1.25 };
const of = (face: FaceName, more: Partial<Style>, author: Style, small: Style = author): Voice => ({
  title: { face, ...more },
  author,
  small,
});

export const voices = {
  essay: of("serifLight", { leading: 1.04, tracking: -0.01 }, serifLower, serifItalic),
  classic: of("serif", { leading: 1.04, tracking: -0.01 }, serifItalic),
  loud: of("serifBlack", { leading: 0.98, tracking: -0.015 }, sansLower),
  italic: of("serifItalic", { leading: 1.02, tracking: -0.01 }, serifCaps, serifLower),
  engraved: of("serif", { caps: true, tracking: 0.06, leading: 1.18 }, serifItalic),
  thin: of("sansLight", { leading: 1.04, tracking: -0.03 }, sansLower),
  plain: of("sans", { leading: 1.04, tracking: -0.025 }, sansLower),
  shout: of("sansBlack", { caps: true, leading: 0.92, tracking: -0.02 }, sansCaps, sansLower),
  heavy: of("sansBlack", { leading: 0.98, tracking: -0.03 }, sansLower),
  typist: of("mono", { leading: 1.16, tracking: -0.03 }, mono),
  gothic: of("gothic", { caps: true, leading: 0.98, tracking: 0.005 }, sansCaps, sansLower),
  didone: of("didone", { leading: 1.04, tracking: -0.01 }, sansCaps, serifItalic),
  fat: of("fat", { leading: 1.02 }, sansCaps, serifItalic),
  deco: of(
    "deco",
    { caps: true, leading: 1.06, tracking: 0.01 },
    { face: "geo", caps: true, tracking: 0.16, leading: 1.35 },
    { face: "geo", leading: 1.2 },
  ),
  soft: of("soft", { leading: 1, tracking: -0.01 }, serifLower, serifItalic),
  futura: of("geo", { caps: true, leading: 1.12, tracking: 0.04 }, { face: "geo", leading: 1.2 }),
  poster: of("geoBlack", { leading: 1.02, tracking: -0.02 }, { face: "geo", leading: 1.2 }),
  blackletter: of("black", { leading: 0.98 }, serifCaps, serifItalic),
  wide: of("wide", { caps: true, leading: 1.3 }, { face: "sans", caps: true, tracking: 0.16, leading: 1.35 }, mono),
  roman: of("roman", { caps: true, leading: 1.16, tracking: 0.02 }, serifCaps, serifItalic),
  kid: of("kid", { leading: 1 }, { face: "kid", leading: 1.15 }, { face: "geo", leading: 1.2 }),
  garalde: of(
    "garalde",
    { leading: 0.98, tracking: -0.01 },
    { face: "garalde", leading: 1.1 },
    { face: "garalde", leading: 1.1 },
  ),
  garaldeCaps: of("garalde", { caps: true, leading: 1.12, tracking: 0.05 }, serifItalic, serifItalic),
} satisfies Record<string, Voice>;

export type VoiceName = keyof typeof voices;
