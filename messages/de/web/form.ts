/** What every form may have to say. */
export const form = {
  failed: "Das ging gerade nicht. Nichts ist verloren; versuchen Sie es in einer Minute noch einmal.",
  /** `#` is filled in in the browser. */
  reference: "Kennung #",
  tooMany: {
    heading: "Bitte ein wenig langsamer",
    seconds:
      "Das waren viele Versuche in kurzer Zeit. Versuchen Sie es in {seconds, plural, one {1 Sekunde} other {# Sekunden}} noch einmal; nichts, was Sie eingegeben haben, ist verloren.",
    minutes:
      "Das waren viele Versuche in kurzer Zeit. Versuchen Sie es in {minutes, plural, one {1 Minute} other {# Minuten}} noch einmal; nichts, was Sie eingegeben haben, ist verloren.",
  },
} as const;
