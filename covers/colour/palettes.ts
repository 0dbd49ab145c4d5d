import type { Palette } from "../types.ts";

/** ground, ink on it, two picture colours, relief */
const TABLE = {
  oxblood: "5b1420 f6e7d2 d9694a e8b04a 2a0a10",
  klein: "0a2fb6 f7f2e6 ffffff ff6a4d 061c70",
  paper: "f3ebda 17130f c7372f 1f3a5f d9a441",
  orange: "f26a1b 1d0f06 1d0f06 fff1dc 9c2f0d",
  bottle: "0f3d2e f2e9d2 d3a94a 86ad8d 081f18",
  aubergine: "3a1d40 f6e5d9 e2725b f1b24a 1d0d21",
  salmon: "f2a58e 2b1416 b5271f fbe8da 6b2036",
  mustard: "e3aa2c 1f1608 a8351b fdf2d2 2e4a45",
  teal: "0e5a63 f7eed9 f28c4c f5c84c 062e33",
  sky: "a9cfe0 10263b d8451b fdf6e3 2f6690",
  night: "0d1321 f2ebd6 e8c15a 4f7392 8aa0b8",
  lilac: "cdb9e3 251238 d6402f fbf3e4 6b4c9a",
  mint: "bfe0cf 12302a e0482f fffaf0 2a8570",
  acid: "e3ee3f 12140a 12140a ff4fa3 ffffff",
  hot: "cf2027 fff6ea 1d0a0a f5b83d 7a0f14",
  stone: "d8d3c8 1b1b1b a4452c 5f706b f7f3ea",
  neon: "121212 f2efe6 e8ff3c ff5a36 5a5a5a",
  noir: "0f0d0c f4ecdf d4212b 8a8174 3a3532",
  kraft: "c9a677 21160c 7a2b1d f6ead3 37452f",
  pink: "f7c6d0 3b0f24 d81e5b fff4ea f0803c",
  crimson: "a50f2b fdeadf f6a5a0 f5c65b 4d0816",
  forest: "11251d eee9d4 c9a227 5d8f6b b4472f",
  ultra: "26358c ffecdb ff9e7a ffd166 141d52",
  sand: "ead9b8 1c2b45 2f5d8c d0663a 8fb3c9",
  bauhaus: "f4f0e4 111111 e0301e 1f4fa3 f2b705",
  terracotta: "a9482a fff3e3 f0b37e 20313b f6d9a8",
  ice: "e4edef 13222b 2d6a80 e0603a 9cc3cc",
  moss: "5a6229 fbf5dd e9c46a c7cf93 2c3113",
  plum: "190f1c f4e3e9 c24f7e 8a6cc0 e6a65d",
  tangerine: "ff7f3a 14193a 14193a ffe9cc b5300c",
  lemon: "fbe26b 1c1a2b e8432c 2b59c3 ffffff",
  slate: "37444f f7f1e5 e6b450 9db0bd 1a232b",
  emerald: "00604a f8f0dc f6b042 e7e0c2 003326",
  herb: "f4efe1 143226 2c7a51 e3a72f c4dbc0",
  turquoise: "35b0ab 08282b fdf2d9 e2442a 0b5f66",
  blush: "f3dcd2 3a1420 a8324a e59a86 5c6b4f",
  tobacco: "3b2a1e f1e2c4 d79b4a a9b08a 1c130c",
  azure: "f7f3e8 0d2c5c 1f5fae e9b23c a6c8e4",
  petrol: "17323f f2ead8 e4572e 8fb8b0 0b1a22",
  ink: "1a1a2e f3eee2 e94560 f2a65a 4b5a8a",
  cocoa: "4a2320 fbe9d7 f0a58f e9c46a 24100e",
  rose: "e8a0a8 320d1c 8f1234 fff0e4 47604f",
  bone: "efe9dd 2a2622 5a5148 b9482e c9bfae",
  marine: "0b3c5d f6efdf f2b134 7fb7d6 06223a",
  violet: "4b2a85 fbf0e2 ffb347 f26a8d 27124d",
  fog: "c5ced0 16242b 1f4e5f f4f1e8 b8452b",
  grass: "2f7d4f fffaec 0d2a1a ffe08a 0e3f25",
  coal: "22201f efe6d8 e0a458 b5533c 6f6a64",
} as const;

export type PaletteName = keyof typeof TABLE;

function palette(row: string): Palette {
  const [ground = "", ink = "", a = "", b = "", c = ""] = row.split(" ").map((hex) => `#${hex}`);
  return { ground, ink, a, b, c };
}

export const palettes = Object.fromEntries(Object.entries(TABLE).map(([name, row]) => [name, palette(row)])) as Record<
  PaletteName,
  Palette
>;
