/**
 * A strong shape in a box of 100 × 100: `f` is the figure's colour, `g` the ground's (for what is cut out), `s` a second.
 */
export type Emblem = (f: string, g: string, s: string) => string;

const shape = (d: string, fill: string) => `<path d="${d}" fill="${fill}"/>`;
const stroke = (d: string, colour: string, width: number) =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;
const disc = (x: number, y: number, radius: number, fill: string) =>
  `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}"/>`;
const ring = (count: number, one: (degrees: number) => string) =>
  Array.from({ length: count }, (_, j) => one((j / count) * 360)).join("");

export const emblems = {
  moon: (f, g) => disc(50, 50, 46, f) + disc(68, 42, 38, g),
  sun: (f, g, s) =>
    ring(16, (a) => `<path transform="rotate(${a} 50 50)" d="M46 22L50 2L54 22z" fill="${f}"/>`) + disc(50, 50, 25, s),
  eye: (f, g, s) =>
    shape("M2 50Q50 2 98 50Q50 98 2 50z", f) + disc(50, 50, 23, g) + disc(50, 50, 17, s) + disc(50, 50, 8, f),
  key: (f, g) =>
    disc(50, 22, 21, f) + disc(50, 22, 10, g) + shape("M45 40h10v58h-10zM55 76h17v9h-17zM55 62h12v8h-12z", f),
  keyhole: (f, g) => shape("M10 2h80v96h-80z", f) + disc(50, 38, 19, g) + shape("M43 46h14l10 36h-34z", g),
  flame: (f, g, s) =>
    shape(
      "M52 2C60 24 86 38 84 66C82 88 66 98 50 98S16 88 16 64C16 46 30 40 34 22C42 30 46 34 46 44C54 34 56 18 52 2z",
      f,
    ) + shape("M51 54C56 66 67 70 65 82C63 92 57 96 50 96S35 91 35 80C35 70 46 68 51 54z", s),
  drop: (f, g) =>
    shape("M50 2C62 30 82 46 82 66A32 32 0 0 1 18 66C18 46 38 30 50 2z", f) + stroke("M34 66a16 16 0 0 0 14 18", g, 5),
  bird: (f, g) =>
    shape("M2 40L22 32C26 22 40 20 46 30C60 34 72 44 78 58L98 72L74 70C62 80 42 80 32 66C22 60 18 50 20 42z", f) +
    disc(32, 33, 2.6, g) +
    stroke("M44 46C54 50 62 56 66 64", g, 3) +
    stroke("M44 76v18M54 76v18", f, 3),
  raven: (f, g) =>
    shape("M4 34L26 24C36 12 54 18 56 34C74 48 84 70 96 92L72 82L70 96L56 84C40 84 28 70 28 50C27 43 26 39 24 37z", f) +
    disc(38, 29, 3, g),
  feather: (f, g) =>
    shape("M88 4C50 8 22 34 20 76C52 72 84 50 88 4z", f) +
    stroke("M8 94C26 66 46 42 74 20", g, 3) +
    stroke("M8 94L22 74", f, 4) +
    stroke("M40 54l-16 4M52 40l-4 22", g, 2),
  fish: (f, g) =>
    shape("M2 50C22 22 56 22 74 46L98 26V74L74 54C56 78 22 78 2 50z", f) +
    disc(22, 46, 4, g) +
    stroke("M36 32q12 18 0 36M48 36q10 14 0 28", g, 2.5),
  whale: (f, g) =>
    shape(
      "M4 52C4 30 30 22 50 30C66 36 72 50 84 48C80 38 82 28 86 22C90 26 94 30 98 24C98 44 94 72 68 78C40 84 4 78 4 52z",
      f,
    ) +
    disc(20, 54, 3, g) +
    stroke("M6 64q22 8 40 4", g, 2.5) +
    stroke("M34 22c-4-14-16-12-16-6M34 22c4-14 16-12 16-6", f, 3),
  house: (f, g, s) =>
    shape("M6 46L50 6L94 46V98H6z", f) + shape("M40 62h20v36h-20z", g) + shape("M20 54h14v14h-14zM66 54h14v14h-14z", s),
  door: (f, g, s) =>
    shape("M14 98V40a36 36 0 0 1 72 0v58z", f) + shape("M50 98V14a26 26 0 0 1 26 26v58z", s) + disc(58, 60, 3, g),
  ladder: (f) => stroke("M34 98L40 2M66 98L60 2", f, 6) + stroke("M35 84h30M36 68h28M37 52h26M38 36h24M39 20h22", f, 5),
  crown: (f, g, s) =>
    shape("M8 78L2 28L28 48L50 12L72 48L98 28L92 78z", f) +
    shape("M8 84h84v10h-84z", f) +
    disc(50, 62, 6, s) +
    disc(28, 66, 4, s) +
    disc(72, 66, 4, s),
  sword: (f, g) =>
    shape("M50 2L58 14V66H42V14z", f) +
    stroke("M50 14v46", g, 2) +
    shape("M24 66h52v8h-52zM45 74h10v16h-10z", f) +
    disc(50, 93, 6, f),
  skull: (f, g) =>
    shape(
      "M50 4C22 4 8 24 10 46C11 58 20 62 24 70V84H76V70C80 62 89 58 90 46C92 24 78 4 50 4zM32 86h8v12h-8zM46 86h8v12h-8zM60 86h8v12h-8z",
      f,
    ) +
    disc(33, 46, 12, g) +
    disc(67, 46, 12, g) +
    shape("M50 58l7 13h-14z", g),
  rose: (f, g, s) =>
    stroke("M50 52V98M50 80q16-2 20-16M50 88q-16-2-20-14", s, 5) +
    disc(50, 34, 32, f) +
    stroke("M50 34a6 6 0 1 1 8-6a14 14 0 1 1-26 6a22 22 0 1 0 40-12", g, 3.5),
  tulip: (f, g, s) =>
    shape("M28 10C34 20 42 22 50 6C58 22 66 20 72 10C82 34 76 60 50 62C24 60 18 34 28 10z", f) +
    stroke("M50 62V98", s, 5) +
    shape("M50 96C30 92 20 78 20 62C38 66 48 78 50 96zM50 96C70 92 80 78 80 62C62 66 52 78 50 96z", s),
  leaf: (f, g) =>
    shape("M50 2C86 26 88 68 50 92C12 68 14 26 50 2z", f) +
    stroke("M50 20V98M50 44L66 30M50 44L34 30M50 62L70 46M50 62L30 46", g, 3),
  tree: (f, g, s) =>
    shape("M46 60h8v38h-8z", s) +
    disc(50, 34, 30, f) +
    disc(28, 48, 18, f) +
    disc(72, 48, 18, f) +
    stroke("M50 66V36M50 54l12-12M50 46l-10-10", g, 2.5),
  pines: (f, g, s) =>
    shape("M30 14L50 50H42L58 78H34V94H26V78H2L18 50H10z", f) +
    shape("M72 30L88 60H82L96 84H76V94H68V84H48L62 60H56z", s),
  mountain: (f, g, s) =>
    shape("M2 90L38 22L54 50L66 34L98 90z", f) + shape("M38 18L51 44L42 40L36 50L26 42z", g) + disc(78, 16, 9, s),
  boat: (f, g, s) => shape("M6 66h88L78 90H24z", f) + shape("M48 6v54H14z", f) + shape("M54 18l30 42H54z", s),
  wave: (f, g) =>
    shape("M2 84C8 38 36 12 66 20C86 26 92 46 78 56C80 42 68 36 58 44C46 54 56 76 98 76V92H2z", f) +
    stroke("M14 84C20 58 34 40 50 36", g, 3),
  anchor: (f) =>
    stroke("M50 30V90M30 42h40M12 62q4 28 38 30q34-2 38-30", f, 7) +
    stroke("M50 20m-9 0a9 9 0 1 0 18 0a9 9 0 1 0-18 0", f, 6),
  star: (f) => shape("M50 2L61 38L98 38L68 60L80 96L50 74L20 96L32 60L2 38L39 38z", f),
  comet: (f, g, s) =>
    stroke("M96 4L46 44M88 30L54 56M68 4L38 36", s, 4) +
    shape("M34 42l7 17l19 1l-15 11l6 18l-17-10l-16 11l5-18l-15-12l18-2z", f),
  clock: (f, g) =>
    disc(50, 50, 47, f) + disc(50, 50, 39, g) + stroke("M50 50V22M50 50L68 62", f, 5) + disc(50, 50, 4, f),
  hourglass: (f, g, s) =>
    shape("M18 2h64v8h-64zM18 90h64v8h-64z", f) +
    shape("M24 12h52C76 36 58 40 54 50C58 60 76 64 76 88H24C24 64 42 60 46 50C42 40 24 36 24 12z", f) +
    shape("M34 28h32Q58 38 50 46Q42 38 34 28zM30 84Q50 60 70 84z", s),
  candle: (f, g, s) =>
    shape("M38 42h24v46h-24zM22 88h56v10h-56z", f) +
    shape("M50 2C56 14 62 18 62 27A12 12 0 0 1 38 27C38 18 44 14 50 2z", s) +
    stroke("M50 34v8", f, 3),
  apple: (f, g, s) =>
    shape("M50 30C62 18 92 22 90 54C88 82 68 100 50 92C32 100 12 82 10 54C8 22 38 18 50 30z", f) +
    shape("M52 24C52 10 62 4 76 4C76 18 66 24 52 24z", s),
  pear: (f, g, s) =>
    shape(
      "M50 18C64 18 64 36 68 46C74 56 84 62 82 78C80 92 66 98 50 98S20 92 18 78C16 62 26 56 32 46C36 36 36 18 50 18z",
      f,
    ) +
    stroke("M50 18C50 12 53 6 58 2", s, 4) +
    shape("M53 12C62 4 74 6 80 12C72 20 62 20 53 12z", s),
  cup: (f, g, s) =>
    shape("M12 38h60v26a26 26 0 0 1-26 26h-8A26 26 0 0 1 12 64z", f) +
    stroke("M72 46h8a10 10 0 0 1 0 22h-9", f, 6) +
    stroke("M30 28q-8-8 0-14t0-12M46 28q-8-8 0-14t0-12", s, 4),
  fork: (f, g, s) =>
    shape("M26 2h5v26h4V2h5v26h4V2h5v32c0 8-5 10-7 12v52h-9V46c-2-2-7-4-7-12z", f) +
    shape("M64 2c12 6 14 34 8 46v50h-9V2z", s),
  pot: (f, g, s) =>
    shape("M14 40h72v36a18 18 0 0 1-18 18H32A18 18 0 0 1 14 76zM2 46h14v10H2zM84 46h14v10H84z", f) +
    shape("M12 28h76v8H12zM44 18h12v10H44z", s),
  lemon: (f, g) =>
    `<g transform="rotate(-28 50 50)">` +
    shape(
      "M4 50C8 44 12 40 18 36C34 14 66 14 82 36C88 40 92 44 96 50C92 56 88 60 82 64C66 86 34 86 18 64C12 60 8 56 4 50z",
      f,
    ) +
    stroke("M30 42q8-12 22-13", g, 4) +
    "</g>",
  heart: (f, g) =>
    shape("M50 94C20 70 4 52 4 32A23 23 0 0 1 50 24A23 23 0 0 1 96 32C96 52 80 70 50 94z", f) +
    stroke("M18 34a14 14 0 0 1 12-14", g, 4),
  snake: (f, g) =>
    stroke("M14 92C60 96 92 84 72 66S18 58 30 40S86 36 66 16", f, 11) +
    shape("M74 6C64 2 52 8 54 18C58 26 74 26 80 16z", f) +
    disc(68, 12, 2.4, g),
  cat: (f, g) =>
    shape("M20 98C14 70 20 56 30 48C22 38 22 26 24 6L40 18H56L72 6C74 28 72 40 64 48C78 58 82 78 80 98z", f) +
    shape("M34 30q5-5 10 0q-5 5-10 0zM52 30q5-5 10 0q-5 5-10 0z", g),
  dog: (f, g) =>
    shape(
      "M8 98V70C8 54 18 46 34 44L44 40C40 26 48 12 62 12L66 4L74 14C82 16 86 22 96 24C98 34 90 40 78 40C74 52 74 60 74 98H62V74H26V98z",
      f,
    ) + disc(72, 22, 2.6, g),
  horse: (f, g) =>
    shape("M22 98C18 70 30 58 34 44C24 50 16 50 8 46L4 38C16 30 26 12 44 10L50 2L54 12C82 20 88 58 84 98z", f) +
    disc(36, 26, 2.6, g) +
    stroke("M60 24q14 18 14 44", g, 3),
  wolf: (f, g) =>
    shape("M50 98L30 74L8 66L18 44L10 4L36 24H64L90 4L82 44L92 66L70 74z", f) +
    shape("M26 46l16 6l-12 6zM74 46l-16 6l12 6zM42 82h16l-8 10z", g),
  rabbit: (f, g) =>
    shape(
      "M36 44C24 30 22 10 30 2C42 4 46 22 48 38H54C56 22 62 4 72 2C80 12 76 32 66 44C80 54 82 78 74 98H28C20 78 22 54 36 44z",
      f,
    ) +
    disc(42, 60, 3, g) +
    disc(60, 60, 3, g),
  bee: (f, g, s) =>
    `<ellipse cx="28" cy="34" rx="26" ry="14" transform="rotate(28 28 34)" fill="${s}"/><ellipse cx="72" cy="34" rx="26" ry="14" transform="rotate(-28 72 34)" fill="${s}"/>` +
    shape("M50 24C66 24 70 44 68 62C66 82 58 96 50 98C42 96 34 82 32 62C30 44 34 24 50 24z", f) +
    stroke("M33 54h34M34 68h32M40 82h20", g, 5) +
    disc(50, 20, 11, f),
  butterfly: (f, g, s) =>
    shape("M48 50C30 8 4 8 4 26C4 44 24 54 48 52C30 56 16 66 20 82C26 94 42 80 48 56z", f) +
    shape("M52 50C70 8 96 8 96 26C96 44 76 54 52 52C70 56 84 66 80 82C74 94 58 80 52 56z", f) +
    stroke("M50 34V74", s, 6) +
    disc(24, 28, 6, s) +
    disc(76, 28, 6, s),
  mushroom: (f, g, s) =>
    shape("M4 52C6 20 30 4 50 4S94 20 96 52z", f) +
    shape("M38 52h24C60 74 64 86 68 98H32C36 86 40 74 38 52z", s) +
    disc(34, 30, 7, g) +
    disc(62, 22, 5, g) +
    disc(72, 40, 6, g),
  planet: (f, g, s) =>
    disc(50, 50, 32, f) +
    `<g transform="rotate(-22 50 50)"><path d="M18 50C-14 62 10 66 50 66S114 62 82 50" fill="none" stroke="${s}" stroke-width="5"/></g>`,
  rocket: (f, g, s) =>
    shape("M50 2C70 20 74 46 68 74H32C26 46 30 20 50 2z", f) +
    shape("M30 52L14 76V88L32 76zM70 52L86 76V88L68 76z", f) +
    disc(50, 38, 9, g) +
    shape("M40 78h20L50 98z", s),
  atom: (f, g, s) =>
    ring(
      3,
      (a) =>
        `<ellipse cx="50" cy="50" rx="47" ry="17" transform="rotate(${a / 2} 50 50)" fill="none" stroke="${f}" stroke-width="3.6"/>`,
    ) + disc(50, 50, 8, s),
  helix: (f, g, s) =>
    stroke("M26 2C26 34 74 34 74 50S26 66 26 98", f, 7) +
    stroke("M74 2C74 34 26 34 26 50S74 66 74 98", s, 7) +
    stroke("M30 14h40M36 26h28M36 74h28M30 86h40", f, 3),
  flask: (f, g, s) =>
    shape("M38 2h24v8h-4v28L88 88a7 7 0 0 1-6 10H18a7 7 0 0 1-6-10L42 38V10h-4z", f) +
    shape("M34 62h32L80 90H20z", s) +
    disc(44, 78, 4, f) +
    disc(58, 72, 3, f),
  pawn: (f) =>
    disc(50, 22, 18, f) + shape("M34 38h32v7h-8C58 62 66 70 74 82H26C34 70 42 62 42 45h-8zM18 84h64v14H18z", f),
  dice: (f, g) =>
    shape("M8 8h84v84H8z", f) +
    disc(28, 28, 8, g) +
    disc(72, 28, 8, g) +
    disc(50, 50, 8, g) +
    disc(28, 72, 8, g) +
    disc(72, 72, 8, g),
  umbrella: (f, g, s) =>
    shape(
      "M4 54C6 24 26 10 50 10S94 24 96 54Q88 44 80 54Q72 44 65 54Q58 44 50 54Q42 44 35 54Q28 44 20 54Q12 44 4 54z",
      f,
    ) + stroke("M50 54V86a9 9 0 0 1-18 0", s, 5),
  hat: (f, g, s) =>
    shape("M26 62C26 40 26 26 34 18C42 24 58 24 66 18C74 26 74 40 74 62z", f) +
    shape("M2 66C24 56 76 56 98 66C84 84 16 84 2 66z", f) +
    shape("M26 52h48v10H26z", s),
  knife: (f, g, s) =>
    shape("M60 2C72 22 70 44 64 62H46V2z", f) + shape("M44 64h20v34H44z", s) + disc(54, 72, 2, g) + disc(54, 88, 2, g),
  gun: (f, g) => shape("M4 26H96V44H60L54 56H42L34 92H8L18 48H4z", f) + stroke("M12 35h60", g, 2.5),
  glass: (f, g, s) =>
    stroke("M40 40m-32 0a32 32 0 1 0 64 0a32 32 0 1 0-64 0", f, 8) +
    disc(40, 40, 25, s) +
    stroke("M64 64L94 94", f, 11),
  letter: (f, g, s) => shape("M2 18h96v66H2z", f) + stroke("M4 20L50 58L96 20", g, 4) + disc(50, 62, 9, s),
  book: (f, g) =>
    shape("M50 20C36 8 18 8 4 12V84C18 80 36 80 50 92C64 80 82 80 96 84V12C82 8 64 8 50 20z", f) +
    stroke("M50 22V90M14 28q14-3 26 4M14 44q14-3 26 4M86 28q-14-3-26 4M86 44q-14-3-26 4", g, 2.6),
  quill: (f, g, s) =>
    shape("M92 4C52 10 30 36 26 72C58 66 88 46 92 4z", f) +
    stroke("M30 67L60 40", g, 3) +
    stroke("M28 70L20 80", f, 4) +
    shape("M8 76h26v22H8z", s),
  column: (f, g) =>
    shape("M8 4h84v12H8zM14 84h72v14H14zM22 18h56v64H22z", f) + stroke("M34 24v52M50 24v52M66 24v52", g, 4),
  compass: (f, g, s) =>
    disc(50, 50, 47, f) +
    disc(50, 50, 40, g) +
    shape("M50 14L58 50H42z", s) +
    shape("M50 86L42 50H58z", f) +
    disc(50, 50, 4, g),
  globe: (f, g) =>
    disc(50, 50, 46, f) + stroke("M4 50h92M50 4v92M50 4q-44 46 0 92M50 4q44 46 0 92M12 26h76M12 74h76", g, 2.4),
  balloon: (f, g, s) =>
    shape("M50 2C78 2 90 24 84 42C80 56 66 66 60 76H40C34 66 20 56 16 42C10 24 22 2 50 2z", f) +
    shape("M50 2C60 20 60 56 54 76H46C40 56 40 20 50 2z", s) +
    shape("M40 84h20v14H40z", f),
  train: (f, g, s) =>
    shape("M18 6h64v66a12 12 0 0 1-12 12H30A12 12 0 0 1 18 72z", f) +
    shape("M26 18h48v24H26z", g) +
    disc(34, 62, 6, s) +
    disc(66, 62, 6, s) +
    stroke("M28 86L16 98M72 86L84 98", f, 5),
  hand: (f, g, s) =>
    shape(
      "M30 98C22 80 8 62 6 50C10 44 18 48 26 60V16c0-8 11-8 11 0V46V8c0-8 12-8 12 0V46V12c0-8 12-8 12 0V48V24c0-8 11-8 11 0V66C72 80 66 90 66 98z",
      f,
    ) + disc(48, 68, 9, s),
  mask: (f, g) =>
    shape("M4 30C24 14 38 24 50 24S76 14 96 30C98 58 80 76 66 72C56 70 54 60 50 60S44 70 34 72C20 76 2 58 4 30z", f) +
    shape("M18 44q12-12 24 2q-12 8-24-2zM82 44q-12-12-24 2q12 8 24-2z", g),
  chair: (f) => shape("M26 2h9v46h34v-4h8v54h-8V66H35v32h-9z", f) + shape("M38 8h34v30H38z", f),
  lamp: (f, g, s) => shape("M34 6h32L84 46H16z", f) + shape("M47 46h6v42h-6zM26 88h48v10H26z", s),
  window: (f, g, s) =>
    shape("M12 98V38a38 38 0 0 1 76 0v60z", f) +
    shape("M22 60h24v28H22zM54 60h24v28H54zM22 52V38A28 28 0 0 1 46 11v41zM54 52V11A28 28 0 0 1 78 38v14z", s),
  egg: (f, g) =>
    shape("M50 4C70 4 84 38 84 62A34 34 0 0 1 16 62C16 38 30 4 50 4z", f) +
    stroke("M18 56L32 66L44 52L56 68L68 52L82 62", g, 4),
  spiral: (f) =>
    stroke("M50 50a6 6 0 0 1 12 0a16 16 0 0 1-32 0a24 24 0 0 1 48 0a34 34 0 0 1-68 0a42 42 0 0 1 84 0", f, 6),
  chain: (f, g, s) =>
    `<g transform="rotate(-35 50 50)">` +
    stroke("M8 50a15 15 0 0 1 15-15h22a15 15 0 0 1 0 30h-22a15 15 0 0 1-15-15z", f, 9) +
    stroke("M40 50a15 15 0 0 1 15-15h22a15 15 0 0 1 0 30h-22a15 15 0 0 1-15-15z", s, 9) +
    "</g>",
  maze: (f) => stroke("M8 92V8H92V92H24V24H76V76H40V40H60V60", f, 6),
  note: (f, g, s) =>
    shape("M36 14L88 4V18L36 28z", f) +
    stroke("M39 20V80M85 10V70", f, 6) +
    `<ellipse cx="26" cy="82" rx="17" ry="13" fill="${s}"/><ellipse cx="72" cy="72" rx="17" ry="13" fill="${s}"/>`,
} satisfies Record<string, Emblem>;

export type EmblemName = keyof typeof emblems;
