import { describe, expect, it } from "vitest";
import { checkoutForm, countriesIn, shippingForm, shopForm, taxForm } from "./forms.ts";

const zone = (row: number, more: Record<string, string> = {}) =>
  Object.fromEntries(
    Object.entries({
      code: "home",
      countries: "de, at",
      flatMinor: "2.90",
      freeFromMinor: "40",
      "days.from": "1",
      "days.to": "3",
      ...more,
    }).map(([name, value]) => [`zones.${row}.${name}`, value]),
  );
const wrong = (result: { success: boolean; error?: { issues: { path: PropertyKey[] }[] } }) =>
  result.success ? null : [...new Set(result.error?.issues.map((issue) => issue.path.join("/")))].sort();

describe("settings as forms tell them", () => {
  it("CHK-5 zones are read with their amounts in cents; a row without countries is none", () => {
    const form = {
      version: "v1",
      ...zone(0),
      ...zone(1, { countries: " " }),
      ...zone(4, { code: "far", countries: "US", freeFromMinor: "" }),
    };
    expect(shippingForm("EUR").parse(form)).toMatchObject({
      version: "v1",
      value: {
        pickup: { offered: false },
        zones: [
          { code: "home", countries: ["DE", "AT"], flatMinor: 290, freeFromMinor: 4_000, days: { from: 1, to: 3 } },
          { code: "far", countries: ["US"], flatMinor: 290, freeFromMinor: null, days: { from: 1, to: 3 } },
        ],
      },
    });
  });

  it("CHK-5 UX-3 what is wrong is told by its own field, whatever rows were left out before it", () => {
    const form = {
      ...zone(0, { countries: "" }),
      ...zone(2, { countries: "DE, Germany", flatMinor: "2.905", freeFromMinor: "free", "days.to": "soon" }),
    };
    expect(wrong(shippingForm("EUR").safeParse(form))).toEqual([
      "zones.2.countries",
      "zones.2.days.to",
      "zones.2.flatMinor",
      "zones.2.freeFromMinor",
    ]);
  });

  it("CHK-5 a country stands in one zone, and a delivery takes at most as long as it takes at least", () => {
    const form = {
      ...zone(0),
      ...zone(1, { code: "far", countries: "US, AT", "days.from": "5", "days.to": "4" }),
    };
    expect(wrong(shippingForm("EUR").safeParse(form))).toEqual(["zones.1.countries", "zones.1.days.to"]);
  });

  it("CHK-5 countries are read as people write them", () => {
    expect(countriesIn(" de,AT;  ch\nDE ")).toEqual(["DE", "AT", "CH"]);
  });

  it("CHK-7 the time to pay is a whole number", () => {
    expect(checkoutForm.parse({ version: "1", paymentMinutes: " 45 " }).value).toMatchObject({ paymentMinutes: 45 });
    for (const paymentMinutes of ["", "45.5", "-1", "1e3", "5"])
      expect(wrong(checkoutForm.safeParse({ paymentMinutes }))).toEqual(["paymentMinutes"]);
  });

  it("CHK-6 the shop's currency is not the form's to tell", () => {
    const shop = {
      name: "Octavo",
      timezone: "Europe/Berlin",
      email: "desk@octavo.example",
      street: "Buchgasse 8",
      postcode: "04109",
      city: "Leipzig",
      country: "DE",
    };
    expect(shopForm("EUR").parse({ ...shop, currency: "USD" }).value).toMatchObject({
      currency: "EUR",
      name: "Octavo",
    });
    const odd = { ...shop, email: "desk", timezone: "Moon/Base", country: "Germany" };
    expect(wrong(shopForm("EUR").safeParse(odd))).toEqual(["country", "email", "timezone"]);
  });

  it("CHK-14 rates are read as percentages; a row without a country is none, one that is there twice is wrong", () => {
    const rate = (row: number, country: string, books = "7") => ({
      [`rates.${row}.country`]: country,
      [`rates.${row}.books`]: books,
      [`rates.${row}.ebooks`]: "19 %",
      [`rates.${row}.audio`]: "5,5",
    });
    expect(taxForm.parse({ version: "1", ...rate(0, "DE"), ...rate(1, ""), ...rate(2, "AT", "10.25") }).value).toEqual({
      rates: [
        { country: "DE", books: 700, ebooks: 1_900, audio: 550 },
        { country: "AT", books: 1_025, ebooks: 1_900, audio: 550 },
      ],
    });
    expect(wrong(taxForm.safeParse({ ...rate(0, "DE"), ...rate(3, "FR", "101") }))).toEqual(["rates.3.books"]);
    expect(wrong(taxForm.safeParse({ ...rate(0, "DE"), ...rate(3, "DE") }))).toEqual(["rates.3.country"]);
  });
});
