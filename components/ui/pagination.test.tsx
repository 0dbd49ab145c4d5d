import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { pageNumbers, Pagination } from "./pagination.tsx";

const words = { label: "Pages", previous: "Previous", next: "Next", page: (page: number) => `Page ${page}` };
const drawn = (page: number, pages: number) =>
  renderToStaticMarkup(<Pagination page={page} pages={pages} href={(to) => `?page=${to}`} words={words} />);

describe("pagination", () => {
  it("DSC-1 names the ends and the neighbours, and no gap of a single page", () => {
    expect(pageNumbers(1, 1)).toEqual([1]);
    expect(pageNumbers(1, 5)).toEqual([1, 2, null, 5]);
    expect(pageNumbers(4, 9)).toEqual([1, 2, 3, 4, 5, null, 9]);
    expect(pageNumbers(9, 9)).toEqual([1, null, 8, 9]);
  });

  it("DSC-1 UX-1 is made of links that say where one is", () => {
    expect(drawn(1, 1)).toBe("");
    const html = drawn(2, 3);
    expect(html).toContain('<a href="?page=2" aria-label="Page 2" aria-current="page">2</a>');
    expect(html).toContain('href="?page=1" rel="prev"');
    expect(html).toContain('href="?page=3" rel="next"');
    expect(drawn(3, 3)).not.toContain('rel="next"');
  });
});
