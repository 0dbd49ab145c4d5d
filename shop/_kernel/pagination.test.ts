import { expect, it } from "vitest";
import { pageOf, parsePage } from "./pagination.ts";

it("DSC-1 a page number from a URL is 1 to 10,000 or nothing", () => {
  expect([undefined, "1", "17", "10000"].map(parsePage)).toEqual([1, 1, 17, 10_000]);
  for (const bad of ["", "0", "-1", "1.5", "1e3", "10001", "99999999999", "two", " 2", "2 "])
    expect(parsePage(bad)).toBeNull();
});

it("DSC-1 an empty list still has one page", () => {
  expect(pageOf([], 0, 1, 24)).toMatchObject({ pages: 1, total: 0 });
  expect(pageOf([1], 25, 2, 24)).toMatchObject({ pages: 2 });
});
