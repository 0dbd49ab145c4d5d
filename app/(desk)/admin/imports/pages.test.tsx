import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it, vi } from "vitest";
import { createContext } from "@/shop/context";
import { cancelImport, commitImport, startImport, undoCommit } from "@/shop/import";
import { anIsbn, bytesOf, csv, importsOf, onix, row } from "@/tests/imports";
import { openTestShop, person } from "@/tests/world";
import { GET as errors } from "./[id]/errors/route.ts";
import ImportPage from "./[id]/page.tsx";
import { GET as progress } from "./[id]/progress/route.ts";
import ImportsPage from "./page.tsx";
import { readRules, writeRules } from "./subjects/rules.ts";
import SubjectsPage from "./subjects/page.tsx";

vi.mock("@/app/_server/context", () => ({
  requestContext: async () => createContext(shop, { actor: staff, now: new Date(), locale: "en" }),
}));
vi.mock("@/app/_cache/settings", () => ({
  settings: async () => ({ shop: { currency: "EUR", timezone: "Europe/Berlin", name: "Octavo" } }),
}));
const shop = openTestShop();
const staff = person("staff");
const { desk, run, planned, committed, uploaded } = importsOf(shop);

type Params = Record<string, string>;
const props = (id: string, search: Params = {}) => ({
  params: Promise.resolve({ id }),
  searchParams: Promise.resolve(search),
});
const drawn = async (page: Promise<ReactElement>) =>
  renderToStaticMarkup(await page)
    .replace(/<[^>]+>/g, " ")
    .replace(/&#x27;/g, "'")
    .replace(/\s+/g, " ");
const pageOf = (id: string, search: Params = {}) => drawn(ImportPage(props(id, search)));
const list = (search: Params = {}) =>
  drawn(ImportsPage({ ...props(""), searchParams: Promise.resolve(search) } as never));

describe("the pages of imports", () => {
  it("CAT-6 say what the list is for, what is in it, and why a file was refused", async () => {
    expect(await list()).toContain("No file has been imported yet");
    await uploaded(csv([row(anIsbn(), "Listed")]));
    expect(await list()).toContain("books.csv");
    expect(await list({ refused: "spreadsheet" })).toContain("Save it as CSV");
    expect(await list({ refused: "too_big" })).toContain("more than 1 GB");
    expect(await list({ refused: "<script>" })).not.toContain("script");
  });

  it("CAT-6 lead a file from its columns to the catalogue and back", async () => {
    const begun = await startImport(desk, {
      fileName: "tide.csv",
      content: bytesOf(csv([row(anIsbn(), "Tide"), row(anIsbn(), "Ebb"), row(anIsbn().slice(0, 12), "=Short")])),
    });
    if (!begun.ok) throw new Error(begun.code);
    const first = await pageOf(begun.value.id);
    for (const words of ["What the columns are", "Start the dry run", "9.90 · 9.90"]) expect(first).toContain(words);

    const id = await planned(csv([row(anIsbn(), "Tide"), row(anIsbn(), "Ebb"), row(anIsbn().slice(0, 12), "=Short")]));
    const dry = await pageOf(id);
    for (const words of ["Bring in 2 books", "Nothing has changed yet", "Read the columns differently"])
      expect(dry).toContain(words);
    expect(await pageOf(id, { rows: "error" })).toContain("1–1 of 1");
    expect(await pageOf(id, { rows: "update" })).toContain("No such rows");
    await commitImport(desk, id);
    expect(await pageOf(id)).toContain("Bringing in");
    const told = await progress(new Request("http://shop.test"), props(id));
    expect(await told.json()).toMatchObject({ state: "committing", part: 0 });
    await run(id);
    expect(await pageOf(id)).toContain("The file is in the catalogue.");
    const file = await (await errors(new Request("http://shop.test"), props(id))).text();
    expect(file).toMatch(/^\ufeff?Line,Reference,ISBN,Title,Field,What is wrong\r\n4,/);
    expect(file, "no spreadsheet computes it").toContain("'=Short");
    await undoCommit(desk, id);
    await run(id);
    expect(await pageOf(id)).toContain("2 books were put back as before.");
    await expect(pageOf("0190a000-0000-7000-8000-000000000000")).rejects.toThrow();
  });

  it("CAT-6 tell changes from what to what, stops and failures", async () => {
    const isbn = anIsbn();
    await committed(csv([row(isbn, "Dearer")]));
    const id = await planned(csv([row(isbn, "Dearer", "12.50")]));
    expect(await pageOf(id)).toContain("Price: €9.90 → €12.50");
    await cancelImport(desk, id);
    expect(await pageOf(id)).toContain("It was stopped before anything was brought in.");
    const broken = await uploaded(`${csv([row(anIsbn(), "Fine")])}\r\n"${anIsbn()}`);
    await run(broken);
    expect(await pageOf(broken)).toContain("It went no further");
  });

  it("CAT-8 ask of an ONIX file alone whose its copies on hand are, until it was brought in", async () => {
    const own = "The copies on hand in this file are the shop’s own";
    const file = onix([[anIsbn(), "On hand", "2"]]);
    const left = await planned(file);
    for (const words of ["Copies on hand in this file: left out", own]) expect(await pageOf(left)).toContain(words);
    expect(renderToStaticMarkup(await ImportPage(props(left)))).not.toMatch(/name="own"[^>]* checked/);
    const id = await planned(file, "figure");
    for (const words of ["Copies on hand in this file: the shop’s own", "count as the shop’s own stock", own])
      expect(await pageOf(id)).toContain(words);
    expect(renderToStaticMarkup(await ImportPage(props(id)))).toMatch(/name="own"[^>]* checked/);
    await commitImport(desk, id);
    await run(id);
    expect(await pageOf(id)).toContain("count as the shop’s own stock");
    expect(await pageOf(id)).not.toContain(own);
    expect(await pageOf(await planned(csv([row(anIsbn(), "No ONIX")])))).not.toContain(own);
  });

  it("CAT-8 let codes of subjects be led to genres", async () => {
    expect(await drawn(SubjectsPage(props("") as never))).toContain("Genres for subject codes");
    const text = "thema FF crime\nbisac FIC022 crime";
    expect(readRules(`${text}\n\n`)).toEqual({
      rules: [
        { scheme: "thema", prefix: "FF", genre: "crime" },
        { scheme: "bisac", prefix: "FIC022", genre: "crime" },
      ],
      lines: [1, 2],
    });
    expect(readRules("thema FF crime\nnonsense")).toEqual({ line: 2 });
    const read = readRules(text);
    expect("rules" in read && writeRules(read.rules)).toBe(text);
  });
});
