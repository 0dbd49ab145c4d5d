import { PDFDocument } from "pdf-lib";
import { expect, it } from "vitest";
import { joined } from "./join.ts";

const paper = async (pages: number) => {
  const made = await PDFDocument.create();
  for (let i = 0; i < pages; i++) made.addPage([100 + i, 200]);
  return made.save();
};

it("CHK-10 slips that are printed at once keep all their pages, in order", async () => {
  const all = await PDFDocument.load(await joined([await paper(1), await paper(3), await paper(2)]));
  expect(all.getPages().map((page) => page.getWidth())).toEqual([100, 100, 101, 102, 100, 101]);
});
