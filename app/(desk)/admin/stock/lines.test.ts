import { expect, it } from "vitest";
import { linesOf } from "./lines.ts";

it("CAT-4 lines of a delivery, as a scanner or a person types them", () => {
  expect(linesOf("9780140449266\r\n978-0-14-044926-6 x 3\n\n 080442957X\n080442957X×2\n9780140449266; 4\nx")).toEqual([
    { isbn: "9780140449266", quantity: 1 },
    { isbn: "978-0-14-044926-6", quantity: 3 },
    { isbn: "080442957X", quantity: 1 },
    { isbn: "080442957X", quantity: 2 },
    { isbn: "9780140449266", quantity: 4 },
    { isbn: "x", quantity: 1 },
  ]);
  expect(linesOf("9780140449266 x -3")[0]?.quantity).toBe(-3);
});
