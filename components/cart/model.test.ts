import { describe, expect, it } from "vitest";
import { afterChange, changeOf, type CartRow } from "./model.ts";

const form = (fields: Record<string, string>) => {
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) made.set(name, value);
  return made;
};
const row = (bookId: string, quantity: number) => ({ bookId, quantity }) as CartRow;

describe("what a press in the cart changes at once", () => {
  it("CRT-1 more, less, a number, none", () => {
    const at = (act: string, quantity = "2") => changeOf(form({ act, bookId: "b", quantity, held: "2" }))?.quantity;
    expect([at("increase"), at("decrease"), at("decrease", "1"), at("set", "7"), at("remove")]).toEqual([
      3, 1, 1, 7, 0,
    ]);
    expect(changeOf(form({ bookId: "b", quantity: "4" }))).toEqual({ bookId: "b", quantity: 4 });
  });

  it("CRT-1 a number that cannot be read leaves the answer to the shop", () => {
    for (const quantity of ["", "1.5", "-1", "1e3", "two"]) {
      expect(changeOf(form({ act: "set", bookId: "b", quantity, held: "2" }))).toBeNull();
    }
    expect(changeOf(form({ act: "increase", bookId: "b", quantity: "", held: "2" }))?.quantity).toBe(3);
    expect(changeOf(form({ act: "empty" }))).toBeNull();
  });

  it("CRT-1 shows the rows as they will be", () => {
    const rows = [row("a", 1), row("b", 2)];
    expect(afterChange(rows, { bookId: "b", quantity: 5 })).toEqual([row("a", 1), row("b", 5)]);
    expect(afterChange(rows, { bookId: "a", quantity: 0 })).toEqual([row("a", 0), row("b", 2)]);
  });
});
