import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { checkDigit13 } from "../shop/_kernel/isbn.ts";
import type { Shop } from "../shop/context.ts";
import { commitImport, getImport, runImport, startImport } from "../shop/import/index.ts";
import type { ImportRun, OnixStock } from "../shop/import/model.ts";
import { as, job, person } from "./world.ts";

let next = 0;
/** An ISBN that nothing in the file's database has yet. */
export const anIsbn = (): string => {
  const twelve = `979${String(++next).padStart(9, "0")}`;
  return twelve + checkDigit13(twelve);
};

export async function* bytesOf(text: string | Uint8Array): AsyncGenerator<Uint8Array> {
  yield typeof text === "string" ? new TextEncoder().encode(text) : text;
}
export const csv = (rows: readonly (readonly string[])[]) =>
  ["ISBN,Title,Format,Language,Price,Stock", ...rows.map((cells) => cells.join(","))].join("\r\n");
export const row = (isbn: string, title: string, price = "9.90", stock = "3") => [
  isbn,
  title,
  "paperback",
  "en",
  price,
  stock,
];

/** ONIX records of an ISBN, a title and the copies on hand, by each supplier. */
export const onix = (records: readonly (readonly [isbn: string, title: string, ...onHand: string[]])[]) =>
  `<ONIXMessage release="3.0">${records
    .map(
      ([isbn, title, ...onHand], at) => `<Product>
    <RecordReference>record.${at + 1}</RecordReference><NotificationType>03</NotificationType>
    <ProductIdentifier><ProductIDType>15</ProductIDType><IDValue>${isbn}</IDValue></ProductIdentifier>
    <DescriptiveDetail><ProductForm>BC</ProductForm>
      <TitleDetail><TitleType>01</TitleType><TitleElement><TitleElementLevel>01</TitleElementLevel><TitleText>${title}</TitleText></TitleElement></TitleDetail>
      <Contributor><ContributorRole>A01</ContributorRole><PersonName>Jule Brandt</PersonName></Contributor>
      <Language><LanguageRole>01</LanguageRole><LanguageCode>eng</LanguageCode></Language>
    </DescriptiveDetail>
    <ProductSupply>${onHand
      .map(
        (
          copies,
        ) => `<SupplyDetail><ProductAvailability>21</ProductAvailability><Stock><OnHand>${copies}</OnHand></Stock>
      <Price><PriceType>02</PriceType><PriceAmount>9.90</PriceAmount><CurrencyCode>EUR</CurrencyCode></Price></SupplyDetail>`,
      )
      .join("")}</ProductSupply>
  </Product>`,
    )
    .join("")}</ONIXMessage>`;

/** What tests do with files: a bookseller's acts, with the worker's between them. */
export function importsOf(shop: Shop) {
  const desk = as(shop, person("staff"));
  const worker = as(shop, job);
  const run = (id: string, size = 1_000): Promise<ImportRun> => runImport(worker, id, { size });

  async function uploaded(text: string | Uint8Array, guess = true, stock?: OnixStock): Promise<string> {
    const begun = await startImport(desk, { fileName: "books.csv", content: bytesOf(text), guess, stock });
    if (!begun.ok) throw new Error(JSON.stringify(begun));
    return begun.value.id;
  }
  async function planned(text: string | Uint8Array, stock?: OnixStock): Promise<string> {
    const id = await uploaded(text, true, stock);
    expect(await run(id)).toMatchObject({ state: "done" });
    return id;
  }
  async function committed(text: string | Uint8Array, stock?: OnixStock): Promise<string> {
    const id = await planned(text, stock);
    expect(await commitImport(desk, id)).toMatchObject({ ok: true });
    expect(await run(id)).toMatchObject({ state: "done" });
    expect((await getImport(desk, id)).state).toBe("committed");
    return id;
  }
  async function bookOf(isbn: string) {
    const { rows } = await shop.database.db.execute<{
      id: string;
      title: string;
      price: number;
      stock: number;
      archived: boolean;
    }>(sql`
      select id, title, price_minor as price, stock, archived_at is not null as archived from books where isbn13 = ${isbn}`);
    return rows[0];
  }
  async function countMovements(): Promise<number> {
    const { rows } = await shop.database.db.execute<{ n: number }>(sql`select count(*)::int as n from stock_movements`);
    return rows[0]?.n ?? -1;
  }
  return { desk, worker, run, uploaded, planned, committed, bookOf, countMovements };
}
