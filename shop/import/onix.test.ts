import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FileRefused, type ReadRow } from "./model.ts";
import type { OnixOptions } from "./onix-model.ts";
import { shortTags } from "./onix-tags.ts";
import { readOnix } from "./read-onix.ts";
import { subjectRules } from "./subject-rules.ts";

const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}`, import.meta.url));
const options: OnixOptions = { currency: "EUR", subjects: subjectRules };

async function* pieces(bytes: Uint8Array, cuts: readonly number[] = []): AsyncGenerator<Uint8Array> {
  let from = 0;
  for (const cut of [...cuts.toSorted((a, b) => a - b), bytes.length]) {
    yield bytes.subarray(from, cut);
    from = cut;
  }
}

async function read(bytes: Uint8Array | string, more: Partial<OnixOptions> = {}, cuts?: number[]): Promise<ReadRow[]> {
  const rows: ReadRow[] = [];
  const given = typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes;
  for await (const row of readOnix(pieces(given, cuts), { ...options, ...more })) rows.push(row);
  return rows;
}

const refusalOf = (bytes: Uint8Array | string) =>
  read(bytes).then(
    () => null,
    (error: unknown) => (error instanceof FileRefused ? error.refusal : error),
  );

const message = (products: string, attributes = 'release="3.0"') =>
  `<ONIXMessage ${attributes}>${products}</ONIXMessage>`;
const isbn = "<ProductIdentifier><ProductIDType>15</ProductIDType><IDValue>9783161484100</IDValue></ProductIdentifier>";
const product = (inside: string) =>
  message(
    `<Product><RecordReference>r</RecordReference><NotificationType>03</NotificationType>${isbn}${inside}</Product>`,
  );

describe.each(["reference.xml", "short.xml"])("CAT-8 ONIX for Books 3.0, %s", async (name) => {
  const [full, priced, deleted, outOfPrint, large] = await read(fixture(name), { stock: "figure" });
  const record = full?.record ?? {};

  it("CAT-8 reads every record with its number and reference", () => {
    expect(full).toMatchObject({ at: 1, reference: "harbour.lights.0001", action: "upsert", problems: [], notes: [] });
    expect(large).toMatchObject({ at: 5, reference: "harbour.lights.0005" });
  });
  it("CAT-8 the ISBN of ProductIdentifier 15 before that of 03, and of 02 alone", () => {
    expect(record.isbn).toBe("978-3-16-148410-0");
    expect(deleted?.record.isbn).toBe("9780306406157");
    expect(large?.record.isbn).toBe("0-306-40615-2");
  });
  it("CAT-8 the distinctive title, with its prefix", () => {
    expect(record.title).toBe("A Light on the Long Shore");
    expect(outOfPrint?.action).toBe("archive");
    expect(large?.record.title).toBe("L’Étoile");
  });
  it("CAT-8 the subtitle", () => expect(record.subtitle).toBe("Stories & sketches"));
  it("CAT-8 the series and the place in it", () => {
    expect(record).toMatchObject({ seriesName: "The Lamp Keepers", seriesNumber: "2" });
    expect(large?.record).toMatchObject({ seriesName: null, seriesNumber: null });
  });
  it("CAT-8 contributors in their order, each in all roles: A01, A12, A24, B06, B01, A23", () =>
    expect(record.contributors).toEqual([
      { name: "Maren van der Velde", role: "author" },
      { name: "Oskar Lind", role: "illustrator" },
      { name: "Oskar Lind", role: "introduction" },
      { name: "Jule Brandt", role: "translator" },
      { name: "Shoreline Society", role: "editor" },
      { name: "Ada Quist", role: "foreword" },
    ]));
  it("CAT-8 NoContributor says that there is nobody", () => expect(large?.record.contributors).toEqual([]));
  it("CAT-8 the form, and large print", () => {
    expect(record.format).toBe("paperback");
    expect(large?.record.format).toBe("large_print");
  });
  it.each([
    ["BB", "hardback"],
    ["BC", "paperback"],
    ["EA", "ebook"],
    ["AC", "audio_cd"],
  ])("CAT-8 the form %s is a %s", async (form, format) => {
    const text = fixture(name)
      .toString()
      .replace(/(<ProductForm>|<b012>)BC/, `$1${form}`);
    const [changed] = await read(text);
    expect(changed?.record.format).toBe(format);
  });
  it("CAT-8 the language of the text, else that of the header", () => {
    expect(record.language).toBe("en");
    expect(large?.record.language).toBe("de");
  });
  it("CAT-8 pages by extent 00, or 11", () => {
    expect(record.pages).toBe(312);
    expect(large?.record.pages).toBe(96);
  });
  it("CAT-8 Thema, BISAC and Warengruppen lead to genres, the main subject first", () =>
    expect(record.genres).toEqual(["classics", "history", "science-fiction"]));
  it("CAT-8 the longer description, as plain paragraphs", () => {
    expect(record.description).toBe("A lamp & a shore:\nboth long.\n\n– one\n– two < three");
    expect(large?.record.description).toBe("One star.\n\nTwo.");
  });
  it("CAT-8 the publisher, or else the imprint", () => {
    expect(record.publisher).toBe("Harbour & Sons");
    expect(large?.record.publisher).toBe("Little Lamp");
  });
  it("CAT-8 the date of publication, and the year of the first", () => {
    expect(record).toMatchObject({ published: "2023-05-01", firstPublished: 1931 });
    expect(large?.record.published).toBe("2024-11");
  });
  it("CAT-8 another edition of the work", () => {
    expect(record.editionOf).toBe("9780140449136");
    expect(full?.editions).toEqual(["9780140449136"]);
  });
  it.each(["06", "11", "13", "27", "28", "29"])("CAT-8 relation %s names an edition of the work", async (code) => {
    const text = fixture(name)
      .toString()
      .replace(/(<ProductRelationCode>|<x455>)06/, `$1${code}`);
    expect((await read(text))[0]?.editions).toEqual(["9780140449136"]);
  });
  it.each(["01", "03", "22", "23"])("CAT-8 relation %s is another book's", async (code) => {
    const text = fixture(name)
      .toString()
      .replace(/(<ProductRelationCode>|<x455>)06/, `$1${code}`);
    expect((await read(text))[0]).not.toHaveProperty("editions");
  });
  it("CAT-8 the price with tax in the shop's currency, type and currency of the header where a price has none", () => {
    expect(record).toMatchObject({ price: 1200, currency: "EUR" });
    expect(priced?.record.price).toBe(990);
  });
  it("CAT-8 copies on hand, where they are the shop's", async () => {
    expect(record.stock).toBe(42);
    const [suppliers] = await read(fixture(name));
    expect(suppliers?.record).not.toHaveProperty("stock");
  });
  it("CAT-8 an update changes the blocks it has, and no others", () =>
    expect(priced).toMatchObject({
      action: "upsert",
      record: { isbn: "9780306406157", price: 990, currency: "EUR" },
      problems: [],
    }));
  it("CAT-8 a deletion takes the book off sale", () =>
    expect(deleted).toMatchObject({
      action: "archive",
      record: { isbn: "9780306406157", archived: true },
      problems: [],
    }));
  it("CAT-8 a book out of print goes off sale, and that is told", () => {
    expect(outOfPrint).toMatchObject({ action: "archive", record: { isbn: "9780306406157", archived: true } });
    expect(outOfPrint?.notes).toContainEqual({ field: null, code: "status_withdrawn", facts: { status: "07" } });
  });
});

describe("CAT-8 ONIX", () => {
  it("CAT-8 both tag forms say the same", async () => {
    expect(await read(fixture("short.xml"))).toEqual(await read(fixture("reference.xml")));
    expect(new Set(shortTags.values()).size).toBe(shortTags.size);
  });

  it("CAT-8 where the file is cut makes no difference", async () => {
    const bytes = fixture("short.xml");
    const whole = await read(bytes);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 40 }), async (cuts) => {
        expect(await read(bytes, {}, cuts)).toEqual(whole);
      }),
      { numRuns: 30 },
    );
    expect(await read(bytes, {}, [...bytes.keys()])).toEqual(whole);
  });

  it("CAT-8 goes on after records that were dealt with", async () => {
    const rest = await read(fixture("reference.xml"), { after: 3 });
    expect(rest.map(({ at }) => at)).toEqual([4, 5]);
    expect(rest).toEqual((await read(fixture("reference.xml"))).slice(3));
  });

  it("CAT-8 namespaces with a prefix, comments, processing instructions and ONIX 3.1 are no matter", async () => {
    const text = fixture("reference.xml").toString("utf8");
    const prefixed = text
      .replace(/<(\/?)([A-Z])/g, "<$1onix:$2")
      .replace("xmlns=", "xmlns:onix=")
      .replace('release="3.0"', 'release="3.1"')
      .replace(/\?>/, "?><?style none?><!-- sent daily -->");
    expect(await read(prefixed)).toEqual(await read(text));
  });

  it("CAT-8 reads what the declaration or the mark of the file says it is written in", async () => {
    const [plain] = await read(product("<DescriptiveDetail><ProductForm>BB</ProductForm></DescriptiveDetail>"));
    expect(plain?.record.format).toBe("hardback");
    const title = (encoding: string) =>
      `<?xml version="1.0" encoding="${encoding}"?>${product(
        "<DescriptiveDetail><TitleDetail><TitleType>01</TitleType><TitleElement><TitleElementLevel>01</TitleElementLevel><TitleText>Größe</TitleText></TitleElement></TitleDetail></DescriptiveDetail>",
      )}`;
    for (const bytes of [
      Buffer.from(title("UTF-8")),
      Buffer.from(title("iso-8859-1"), "latin1"),
      Buffer.from(`\ufeff${title("UTF-16")}`, "utf16le"),
      Buffer.from(`\ufeff${title("UTF-16")}`, "utf16le").swap16(),
    ]) {
      const [row] = await read(bytes);
      expect(row?.record.title).toBe("Größe");
    }
    expect(await refusalOf(Buffer.from(title("utf-8"), "latin1"))).toMatchObject({ code: "encoding_wrong" });
    expect(await refusalOf(title("UTF-16"))).toMatchObject({ code: "encoding_wrong", facts: { encoding: "UTF-16" } });
    expect(await refusalOf(title("klingon"))).toMatchObject({ code: "encoding_unknown" });
  });

  it("CAT-8 titles from right to left and with emoji stay as they are", async () => {
    for (const title of ["אור על החוף", "📚🦆 Ducks", "كتاب"]) {
      const [row] = await read(
        product(
          `<DescriptiveDetail><TitleDetail><TitleType>01</TitleType><TitleElement><TitleElementLevel>01</TitleElementLevel><TitleText>${title}</TitleText></TitleElement></TitleDetail></DescriptiveDetail>`,
        ),
      );
      expect(row?.record.title).toBe(title);
    }
  });

  it("CAT-8 SEC-4 XML bombs: document types and entities are refused before anything is made of them", async () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>${message("<Product>&b;</Product>")}`;
    expect(await refusalOf(bomb)).toEqual({ code: "doctype" });
    expect(await refusalOf(`<!DOCTYPE ONIXMessage SYSTEM "file:///etc/passwd">${message("")}`)).toEqual({
      code: "doctype",
    });
    expect(await refusalOf(product("<DescriptiveDetail>&eacute;</DescriptiveDetail>"))).toEqual({
      code: "entity",
      facts: { line: "1" },
    });
    expect(await refusalOf(product("<a>".repeat(100)))).toMatchObject({ code: "too_deep" });
  });

  it("CAT-8 ONIX 2.1 is told apart by document type, release, or what its records have", async () => {
    for (const old of [
      '<!DOCTYPE ONIXMessage SYSTEM "http://www.editeur.org/onix/2.1/reference/onix-international.dtd"><ONIXMessage/>',
      message("<Product/>", 'release="2.1"'),
      message("<Product><RecordReference>1</RecordReference><ISBN>0306406152</ISBN></Product>", ""),
    ])
      expect(await refusalOf(old)).toEqual({ code: "onix_2" });
  });

  it("CAT-8 what is no ONIX, or not whole, is refused", async () => {
    expect(await refusalOf("<html><body/></html>")).toEqual({ code: "not_onix" });
    expect(await refusalOf("<!-- nothing -->")).toMatchObject({ code: "not_onix" });
    expect(await refusalOf("EAN;Title\n1;2")).toEqual({ code: "not_onix" });
    expect(await refusalOf("")).toEqual({ code: "empty" });
    expect(await refusalOf(message(""))).toEqual({ code: "no_rows" });
    expect(await refusalOf(message("<Product><a></b></Product>"))).toMatchObject({ code: "xml_broken" });
    const bytes = fixture("reference.xml");
    expect(await refusalOf(bytes.subarray(0, bytes.length / 2))).toMatchObject({ code: "xml_truncated" });
    expect(await refusalOf(bytes.subarray(0, bytes.length - 4))).toMatchObject({ code: "xml_truncated" });
  });

  it("CAT-8 tens of thousands of records leave no more than one behind", async () => {
    const record = product(
      "<CollateralDetail><TextContent><TextType>03</TextType><Text>x</Text></TextContent></CollateralDetail>",
    )
      .replace(/^<ONIXMessage[^>]*>|<.ONIXMessage>$/g, "")
      .replace("<Text>x", `<Text>${"A long description of a book. ".repeat(40)}`);
    async function* many() {
      yield Buffer.from('<ONIXMessage release="3.0">');
      const chunk = Buffer.from(record.repeat(100));
      for (let i = 0; i < 200; i++) yield chunk;
      yield Buffer.from("</ONIXMessage>");
    }
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const heap = () => {
      collect();
      return process.memoryUsage().heapUsed;
    };
    const before = heap();
    let rows = 0;
    let most = 0;
    for await (const { at } of readOnix(many(), options)) {
      rows = at;
      if (rows % 5_000 === 0) most = Math.max(most, heap() - before);
    }
    expect(rows).toBe(20_000);
    expect(most).toBeLessThan(8_000_000);
  });

  it("CAT-8 a text, a comment or a record without an end is refused before it is in memory", async () => {
    async function* endless(start: string, more: string) {
      yield new TextEncoder().encode(start);
      const chunk = new TextEncoder().encode(more.repeat(Math.ceil(65_536 / more.length)));
      for (let i = 0; i < 1_000; i++) yield chunk;
    }
    const start = '<ONIXMessage release="3.0"><Product>';
    for (const [begin, more] of [
      [`${start}<RecordReference>`, "x"],
      [`${start}<!--`, "x"],
      [start, "<a>x</a>"],
      ["<!DOCTYPE ", "x"],
      [`${start}<a b="`, "x"],
    ] as const) {
      const rows = readOnix(endless(begin, more), options);
      await expect(rows.next()).rejects.toMatchObject({ refusal: { code: "line_too_long" } });
    }
  });
});
