import type { BookCard, StaffPick } from "@/shop/catalog/model";

/** A sentence is set large in the window: the first short one goes there, else the shortest. */
const SHORT = 110;

/** Who stands where on the home page; only books that can be had. */
export function arrange(picks: readonly StaffPick[]): {
  lead: StaffPick | undefined;
  notes: StaffPick[];
  beside: BookCard[];
} {
  const here = picks.filter(({ book }) => book.availability.kind !== "out");
  const lead =
    here.find(({ note }) => note.text.length <= SHORT) ??
    here.toSorted((a, b) => a.note.text.length - b.note.text.length)[0];
  const rest = here.filter((pick) => pick !== lead);
  return { lead, notes: rest.slice(0, 3), beside: rest.slice(3, 5).map((pick) => pick.book) };
}
