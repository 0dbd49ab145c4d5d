import { expect, it } from "vitest";
import { formValues, readForm, readWholeForm } from "./form.ts";

const form = (...pairs: [string, string | Blob][]) => {
  const made = new FormData();
  for (const [name, value] of pairs) made.append(name, value);
  return made;
};

it("UX-1 what was typed comes back, without secrets, files and what Next adds", () => {
  const given = form(
    ["email", "a@b.org"],
    ["password", "difference"],
    ["$ACTION_ID_1", ""],
    ["picture", new Blob(["x"])],
    ["long", "x".repeat(25_000)],
  );
  const typed = readForm(given, ["password"]);
  expect(Object.keys(typed)).toEqual(["email", "long"]);
  expect(typed.email).toBe("a@b.org");
  expect(typed.long).toHaveLength(20_000);
});

it("SEC-4 a field that comes more than once is a list, so that no schema mistakes it for a text", () => {
  expect(formValues(form(["id", "1"], ["id", "2"], ["act", "set"], ["$ACTION_REF_1", ""]))).toEqual({
    id: ["1", "2"],
    act: "set",
  });
});

it("SEC-4 SEC-3 no text that is read has a NUL in it, which would be a fault in the database", () => {
  const given = form(["note", "a\u0000b"], ["tag", "x\u0000"], ["tag", "\u0000"]);
  expect(formValues(given)).toEqual({ note: "ab", tag: ["x", ""] });
  expect([readForm(given).note, readWholeForm(given).note]).toEqual(["ab", "ab"]);
});
