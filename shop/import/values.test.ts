import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RowProblem } from "./model.ts";
import { readFormat } from "./format-words.ts";
import { htmlText, plainText } from "./html-text.ts";
import { readLanguage } from "./languages.ts";
import { readDate } from "./read-date.ts";
import { readExportedPeople, readPeople } from "./read-people.ts";
import { readPrice } from "./read-price.ts";
import { contributorRoles } from "../catalog/model.ts";

describe("CAT-6 prices", () => {
  const minor = (text: string, currency = "EUR", decimal: "." | "," | null = null) => {
    const read = readPrice(text, currency, decimal);
    return read.ok ? read.minor : read.code;
  };

  it.each([
    ["12.99", 1299],
    ["12,99", 1299],
    ["€12.99", 1299],
    ["12,99 €", 1299],
    ["EUR 12,9", 1290],
    ["12,- €", 1200],
    ["12.–", 1200],
    ["1.234,50 €", 123450],
    ["1,234.50", 123450],
    ["1 234,50", 123450],
    ["1’234.50", 123450],
    ["1.234.567,00", 123456700],
    ["0.5", 50],
    ["007", 700],
    ["12.9900", 1299],
    ["１２.９９", 1299],
    ["0", 0],
  ])("CAT-6 %s is exact", (text, expected) => expect(minor(text)).toBe(expected));

  it.each([
    ["1.299", "price_ambiguous"],
    ["1,299", "price_ambiguous"],
    ["-3.00", "price_negative"],
    ["−3", "price_negative"],
    ["(3.00)", "price_negative"],
    ["3.00-", "price_negative"],
    ["12.995", "price_ambiguous"],
    ["0.125", "price_fraction"],
    ["12.99.1", "price_unreadable"],
    ["1.23,456.00", "price_unreadable"],
    ["1,234,56", "price_unreadable"],
    ["free", "price_unreadable"],
    ["twelve 12", "price_unreadable"],
    ["12.99 QQQ", "currency_unknown"],
    ["¤ 3", "currency_unknown"],
    ["9999999999", "price_too_big"],
    ["1e3", "price_unreadable"],
  ])("CAT-6 %s is refused as %s", (text, code) => expect(minor(text)).toBe(code));

  it("CAT-6 the file says what 1.299 is; some currencies have no cents", () => {
    expect(minor("1.299", "EUR", ",")).toBe(129900);
    expect(minor("1.299", "EUR", ".")).toBe("price_fraction");
    expect(minor("1,299", "EUR", ".")).toBe(129900);
    expect(minor("1200", "JPY")).toBe(1200);
    expect(minor("12.5", "JPY")).toBe("price_fraction");
    expect(readPrice("$3", "USD", null)).toMatchObject({ currency: "USD" });
    expect(readPrice("£3", "EUR", null)).toMatchObject({ minor: 300, currency: "GBP" });
  });

  it("CAT-6 every amount with two digits reads back, in any of the ways to write it", () => {
    const amounts = fc.tuple(fc.nat(99_999_999), fc.constantFrom("en-GB", "de-DE", "de-CH", "fr-FR"));
    fc.assert(
      fc.property(amounts, ([amount, locale]) => {
        const text = new Intl.NumberFormat(locale, { style: "currency", currency: "EUR" }).format(amount / 100);
        return minor(text) === amount;
      }),
    );
  });
});

describe("CAT-6 dates", () => {
  const date = (text: string, order: "dmy" | "mdy" = "dmy") => {
    const read = readDate(text, order);
    return read.ok ? read.date : read.code;
  };

  it.each([
    ["2023-05-01", "2023-05-01"],
    ["2023-5-1", "2023-05-01"],
    ["2023/05/01", "2023-05-01"],
    ["2023-05-01T00:00:00Z", "2023-05-01"],
    ["2023-05-01 00:00:00", "2023-05-01"],
    ["20230501", "2023-05-01"],
    ["01.05.2023", "2023-05-01"],
    ["1. 5. 2023", "2023-05-01"],
    ["01/05/2023", "2023-05-01"],
    ["05/2023", "2023-05"],
    ["05.2023", "2023-05"],
    ["2023-05", "2023-05"],
    ["2023", "2023"],
    ["May 2023", "2023-05"],
    ["1 May 2023", "2023-05-01"],
    ["1st May, 2023", "2023-05-01"],
    ["May 1, 2023", "2023-05-01"],
    ["01-May-2023", "2023-05-01"],
    ["1. März 2023", "2023-03-01"],
    ["Dezember 2023", "2023-12"],
    ["29.02.2024", "2024-02-29"],
    ["20223", "date_far"],
    ["01.05.20223", "date_far"],
    ["20223-05-01", "date_far"],
    ["0999", "date_far"],
    ["2101", "date_far"],
    ["29.02.2023", "date_impossible"],
    ["31/04/2023", "date_impossible"],
    ["2023-13", "date_impossible"],
    ["01.05.23", "date_unreadable"],
    ["soon", "date_unreadable"],
    ["45047", "date_far"],
    ["Smarch 2023", "date_unreadable"],
  ])("CAT-6 %s is %s", (text, expected) => expect(date(text)).toBe(expected));

  it("CAT-6 where the month comes first, it does", () => {
    expect(date("05/01/2023", "mdy")).toBe("2023-05-01");
    expect(date("13/01/2023", "mdy")).toBe("date_impossible");
    expect(date("01.05.2023", "mdy")).toBe("2023-05-01");
  });
});

describe("CAT-6 words", () => {
  it.each([
    ["English", "en"],
    ["Englisch", "en"],
    ["eng", "en"],
    ["EN", "en"],
    ["en_US", "en-us"],
    ["ger", "de"],
    ["deu", "de"],
    ["Deutsch", "de"],
    ["fre", "fr"],
    ["Français", "fr"],
    ["日本語", "ja"],
    ["zh-Hant", "zh-hant"],
    ["Ancient Greek", "grc"],
    ["klingonisch", null],
    ["qq", null],
    ["e", null],
  ])("CAT-6 the language %s is %s", (text, expected) => expect(readLanguage(text)).toBe(expected));

  it.each([
    ["Hardcover", "hardback"],
    ["HC", "hardback"],
    ["Gebundene Ausgabe", "hardback"],
    ["geb.", "hardback"],
    ["BB", "hardback"],
    ["Taschenbuch", "paperback"],
    ["kart.", "paperback"],
    ["Paperback (B-format)", "paperback"],
    ["Großdruck", "large_print"],
    ["Audio-CD", "audio_cd"],
    ["E-Book", "ebook"],
    ["EPUB", "ebook"],
    ["Vinyl", null],
    ["Hörbuch", null],
  ])("CAT-6 the format %s is %s", (text, expected) => expect(readFormat(text)).toBe(expected));
});

describe("CAT-6 people", () => {
  const people = (text: string) => {
    const notes: RowProblem[] = [];
    const read = readPeople(text, "author", notes).map(({ name, role }) =>
      role === "author" ? name : `${name}=${role}`,
    );
    return notes.length > 0 ? [...read, ...notes.map(({ code }) => `!${code}`)] : read;
  };

  it.each([
    ["Le Guin, Ursula K.", ["Ursula K. Le Guin"]],
    ["Ursula K. Le Guin", ["Ursula K. Le Guin"]],
    ["Pratchett, Terry; Gaiman, Neil", ["Terry Pratchett", "Neil Gaiman"]],
    ["Terry Pratchett & Neil Gaiman", ["Terry Pratchett", "Neil Gaiman"]],
    ["Terry Pratchett und Neil Gaiman", ["Terry Pratchett", "Neil Gaiman"]],
    ["Simon & Schuster", ["Simon & Schuster"]],
    ["King, Martin Luther, Jr.", ["Martin Luther King Jr."]],
    ["Anthea Bell (translator)", ["Anthea Bell=translator"]],
    ["Bell, Anthea (Übers.); Roth, Eugen", ["Anthea Bell=translator", "Eugen Roth"]],
    ["Translated by Anthea Bell", ["Anthea Bell=translator"]],
    ["Herausgegeben von Eva Menasse", ["Eva Menasse=editor"]],
    ["Quint Buchholz (Ill.)", ["Quint Buchholz=illustrator"]],
    ["Jo Nadel (Catering)", ["!role_unknown"]],
    ["Terry Pratchett, Neil Gaiman", ["Terry Pratchett", "Neil Gaiman", "!people_guessed"]],
    ["Pratchett, Terry, Gaiman, Neil", ["Terry Pratchett", "Neil Gaiman", "!people_guessed"]],
    ['"King, Lord & Sons" (editor)', ["King, Lord & Sons=editor"]],
    ["Homer", ["Homer"]],
    [" ; ", []],
  ])("CAT-6 %s", (text, expected) => expect(people(text)).toEqual(expected));

  it("CAT-6 SEC-4 what the export writes reads back, whatever the names", () => {
    const name = fc
      .oneof(
        fc.string({ minLength: 1 }),
        fc.string({ unit: fc.constantFrom(..."aB ,;|&()\"'/."), minLength: 1 }),
        fc.constantFrom("Le Guin, Ursula K.", "Ωmega, Junior", "Simon & Schuster", "Anon (ed.)"),
      )
      .map((text) => text.replace(/\s+/g, " ").trim())
      .filter((text) => text !== "");
    const all = fc.array(fc.record({ name, role: fc.constantFrom(...contributorRoles) }), { maxLength: 4 });
    fc.assert(
      fc.property(all, (given) => {
        const cell = given.map((each) => `${each.name} (${each.role})`).join("; ");
        expect(readExportedPeople(cell)).toEqual(given);
      }),
      { numRuns: 500 },
    );
    expect(readExportedPeople("Le Guin, Ursula K.")).toBeNull();
    expect(readExportedPeople("A (author); B")).toBeNull();
  });
});

describe("CAT-8 SEC-4 descriptions", () => {
  it("SEC-4 nothing of the markup is left, and paragraphs stay", () => {
    expect(htmlText("<p>One &amp; <b>two</b></p><p>three<br>four</p>")).toBe("One & two\n\nthree\nfour");
    expect(htmlText("plain &lt;b&gt; &eacute; &#8212;")).toBe("plain <b> é —");
    expect(htmlText("<div><div>a</div>b</div>")).toBe("a\n\nb");
    expect(htmlText('<img src=x onerror="evil()"><script>x</script><style>y</style>text<!-- z -->')).toBe("text");
    expect(htmlText("<scr<script>ipt>alert(1)</script>kept")).toBe("ipt>alert(1)kept");
    expect(htmlText("<b>".repeat(5_000) + "deep")).toBe("");
    expect(htmlText("")).toBe("");
  });

  it("CAT-8 plain text keeps its paragraphs, not its line breaks", () => {
    expect(plainText("One\r\nline.\r\n \r\n  Two\tgo. ")).toBe("One line.\n\nTwo go.");
  });
});
