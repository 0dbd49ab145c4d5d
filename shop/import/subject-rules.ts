import type { SubjectRule, SubjectScheme } from "./onix-model.ts";

/**
 * Where subjects lead to begin with: beginnings of Thema, BISAC and Warengruppen codes by the genre of the demo's tree. A shop
 * changes them at its desk.
 */
const beginnings: Record<string, Partial<Record<SubjectScheme, string>>> = {
  fiction: { thema: "F", bisac: "FIC", wgs: "1 11" },
  "literary-fiction": { thema: "FB FBA", bisac: "FIC019", wgs: "112" },
  classics: { thema: "FBC", bisac: "FIC004", wgs: "111" },
  "historical-fiction": { thema: "FV", bisac: "FIC014", wgs: "113" },
  crime: { thema: "FF FH", bisac: "FIC022 FIC030 FIC031 FIC050 FIC062", wgs: "12" },
  "science-fiction": { thema: "FL", bisac: "FIC028 FIC055", wgs: "131" },
  fantasy: { thema: "FM", bisac: "FIC009 FIC010 FIC061", wgs: "13 132 133" },
  horror: { thema: "FK", bisac: "FIC015 FIC012", wgs: "123" },
  romance: { thema: "FR FP", bisac: "FIC027 FIC005" },
  "young-adult": { thema: "YFT YX", bisac: "YAF YAN", wgs: "26" },
  childrens: { thema: "Y", bisac: "JUV JNF", wgs: "2" },
  poetry: { thema: "DC DD", bisac: "POE DRA", wgs: "15" },
  biography: { thema: "DNB DNC", bisac: "BIO", wgs: "95" },
  history: { thema: "NH NK", bisac: "HIS", wgs: "55 94" },
  ideas: { thema: "QD QR", bisac: "PHI REL", wgs: "52 54" },
  science: { thema: "P R WN", bisac: "SCI MAT NAT", wgs: "6 93" },
  society: { thema: "J K", bisac: "SOC POL BUS ECO PSY", wgs: "7 97" },
  "graphic-novels": { thema: "XA XQ X", bisac: "CGN", wgs: "18" },
  "food-and-drink": { thema: "WB", bisac: "CKB", wgs: "45" },
  travel: { thema: "WT", bisac: "TRV", wgs: "3" },
};

export const subjectRules: readonly SubjectRule[] = Object.entries(beginnings).flatMap(([genre, bySchemes]) =>
  (Object.entries(bySchemes) as [SubjectScheme, string][]).flatMap(([scheme, all]) =>
    all.split(" ").map((prefix) => ({ scheme, prefix, genre })),
  ),
);
