import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { anIsbn, csv, importsOf, row } from "../../tests/imports.ts";
import { openTestShop } from "../../tests/world.ts";
import { listEditions, splitEdition, suggestWorks } from "../catalog/index.ts";
import { commitImport, getImport, listImportRows, undoCommit } from "./index.ts";

const shop = openTestShop();
const { db } = shop.database;
const { desk, run, planned, committed, bookOf } = importsOf(shop);

const product = (isbn: string, title: string, related: readonly (readonly [code: string, isbn: string])[] = []) => `
<Product><RecordReference>r.${isbn}</RecordReference><NotificationType>03</NotificationType>
<ProductIdentifier><ProductIDType>15</ProductIDType><IDValue>${isbn}</IDValue></ProductIdentifier>
<DescriptiveDetail><ProductForm>BC</ProductForm>
<TitleDetail><TitleType>01</TitleType><TitleElement><TitleElementLevel>01</TitleElementLevel><TitleText>${title}</TitleText></TitleElement></TitleDetail>
<Language><LanguageRole>01</LanguageRole><LanguageCode>eng</LanguageCode></Language></DescriptiveDetail>
<RelatedMaterial>${related
  .map(
    ([code, other]) => `<RelatedProduct><ProductRelationCode>${code}</ProductRelationCode>
<ProductIdentifier><ProductIDType>15</ProductIDType><IDValue>${other}</IDValue></ProductIdentifier></RelatedProduct>`,
  )
  .join("")}</RelatedMaterial></Product>`;
const onix = (products: readonly string[]) =>
  `<?xml version="1.0"?><ONIXMessage release="3.0"><Header/>${products.join("")}</ONIXMessage>`;
const idOf = async (isbn: string) => (await bookOf(isbn))?.id ?? "";
const editionsOf = async (isbn: string) =>
  (await listEditions(desk, await idOf(isbn))).map((edition) => edition.isbn).sort();
/** Brings a file in, so many records at a time. */
async function broughtIn(text: string, size: number): Promise<string> {
  const id = await planned(text);
  await commitImport(desk, id);
  await run(id, size);
  return id;
}
const isbns = (n: number) => Array.from({ length: n }, anIsbn) as [string, string, string, string];

describe("editions of one work", () => {
  it.each([1, 1_000])("CAT-8 CAT-10 are joined by related products, whoever names whom, %i at a time", async (size) => {
    const [hardback, ebook, audio, similar] = isbns(4);
    const file = onix([
      product(hardback, "One text", [["06", ebook]]),
      product(similar, "Another text", [["23", hardback]]),
      product(ebook, "One text"),
      product(audio, "One text", [
        ["13", anIsbn()],
        ["06", hardback],
      ]),
    ]);
    const id = await broughtIn(file, size);
    expect(await editionsOf(hardback)).toEqual([ebook, audio].sort());
    expect(await editionsOf(similar)).toEqual([]);

    const again = await committed(file);
    expect((await getImport(desk, again)).committed).toEqual({ created: 0, updated: 0, unchanged: 4, failed: 0 });
    await undoCommit(desk, id);
    await run(id);
    expect((await getImport(desk, id)).state).toBe("undone");
    expect(await bookOf(ebook)).toMatchObject({ archived: true });
  });

  it("CAT-8 CAT-10 a book that comes in another file finds the one that named it", async () => {
    const [paperback, ebook] = isbns(2);
    await committed(onix([product(paperback, "Earlier", [["27", ebook]])]));
    await committed(csv([row(ebook, "Earlier")]));
    expect(await editionsOf(paperback)).toEqual([ebook]);
  });

  it.each([1, 1_000])(
    "CAT-8 CAT-10 two that name the same third, which the shop does not sell, are of one work (%i)",
    async (size) => {
      const [first, second] = isbns(2);
      const third = anIsbn();
      await broughtIn(
        onix([product(first, "Third", [["06", third]]), product(second, "Third", [["11", third]])]),
        size,
      );
      expect(await editionsOf(first)).toEqual([second]);
    },
  );

  it("CAT-8 CAT-10 books that are there already are not rearranged: the desk suggests it, also after they were taken apart", async () => {
    const [first, second] = isbns(2);
    await committed(csv([row(first, "Ours"), row(second, "Theirs")]));
    await committed(onix([product(first, "Ours", [["06", second]]), product(second, "Theirs")]));
    expect(await editionsOf(first)).toEqual([]);
    expect((await suggestWorks(desk, await idOf(first))).map(({ isbn }) => isbn)).toEqual([second]);
    expect((await suggestWorks(desk, await idOf(second))).map(({ isbn }) => isbn)).toEqual([first]);

    const [joined, apart] = isbns(2);
    const file = onix([product(joined, "Joined", [["06", apart]]), product(apart, "Joined")]);
    await committed(file);
    await splitEdition(desk, await idOf(apart));
    await committed(file);
    expect(await editionsOf(joined)).toEqual([]);
    const { rows } = await db.execute(sql`select count(*)::int as n from related_isbns where isbn13 = ${apart}`);
    expect(rows).toEqual([{ n: 1 }]);
  });

  it("CAT-8 a note is told also of a record that changes nothing, in the dry run and after it", async () => {
    const [noted, plain] = isbns(2);
    const file = onix([product(noted, "Noted", [["06", "nobody"]]), product(plain, "Plain")]);
    await committed(file);
    const again = await planned(file);
    const told = async () => {
      const { items } = await listImportRows(desk, again, { filter: "unchanged", page: 1 });
      return items.map(({ isbn, bookId, problems }) => [isbn, bookId, problems.map(({ code }) => code)]);
    };
    expect(await told()).toEqual([[noted, null, ["relation_nameless"]]]);
    await commitImport(desk, again);
    await run(again);
    expect((await getImport(desk, again)).committed).toEqual({ created: 0, updated: 0, unchanged: 2, failed: 0 });
    expect(await told()).toEqual([[noted, null, ["relation_nameless"]]]);
  });

  it.each([1, 1_000])("CAT-8 CAT-10 tell of their work when it first appeared, %i at a time", async (size) => {
    const [first, dated] = isbns(2);
    const year = `<PublishingDetail><Publisher><PublishingRole>01</PublishingRole><PublisherName>Insel</PublisherName></Publisher>
<PublishingDate><PublishingDateRole>11</PublishingDateRole><Date dateformat="05">1965</Date></PublishingDate></PublishingDetail>`;
    const file = onix([
      product(first, "Stoner"),
      product(dated, "Stoner", [["06", first]]).replace("<RelatedMaterial>", `${year}<RelatedMaterial>`),
    ]);
    await broughtIn(file, size);
    const { rows } = await db.execute(sql`
      select w.first_published as year from books b join works w on w.id = b.work_id where b.isbn13 in (${first}, ${dated})`);
    expect(rows).toEqual([{ year: 1965 }, { year: 1965 }]);
    const again = await committed(file);
    expect((await getImport(desk, again)).committed).toEqual({ created: 0, updated: 0, unchanged: 2, failed: 0 });
  });
});
