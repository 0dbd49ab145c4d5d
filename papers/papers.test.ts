import { getDocument, OPS } from "pdfjs-dist/legacy/build/pdf.mjs";
import { describe, expect, it } from "vitest";
import { money } from "../shop/_kernel/money.ts";
import type { Invoice } from "../shop/invoices/model.ts";
import { invoicePdf, packingSlipPdf } from "./index.ts";
import type { Order, Parcel } from "../shop/orders/model.ts";
import { defaultSettings } from "../shop/settings/model.ts";

const euros = (minor: number) => money(minor, "EUR");
const buyer = {
  name: "Žofie Dvořáková",
  line1: "Straße 1",
  line2: null,
  postcode: "04229",
  city: "Leipzig",
  country: "DE",
};
const invoice: Invoice = {
  id: "i",
  kind: "invoice",
  number: "2026-00042",
  orderNumber: "26-01001",
  issuedOn: "2026-11-20",
  orderedOn: "2026-11-19",
  locale: "en",
  seller: {
    name: "Octavo",
    street: "Buchgasse 8",
    postcode: "04109",
    city: "Leipzig",
    country: "DE",
    email: "desk@octavo.example",
    vatId: "DE123456789",
  },
  buyer,
  delivery: "shipping",
  lines: [
    {
      title: "Stoner 書",
      authors: "John Williams",
      format: "paperback",
      isbn13: null,
      quantity: 2,
      unit: euros(1_070),
      gross: euros(2_140),
      rateBp: 700,
    },
  ],
  shipping: euros(290),
  extra: euros(0),
  net: euros(2_271),
  vat: [{ rateBp: 700, net: euros(2_271), vat: euros(159), gross: euros(2_430) }],
  gross: euros(2_430),
  corrects: null,
  reason: null,
};

async function read(pdf: Uint8Array): Promise<{ text: string; pages: number }> {
  const document = await getDocument({ data: pdf, verbosity: 0 }).promise;
  let text = "";
  for (let n = 1; n <= document.numPages; n++) {
    const content = await (await document.getPage(n)).getTextContent();
    text += content.items.map((item) => ("str" in item ? item.str : "")).join(" ");
  }
  return { text, pages: document.numPages };
}

/** Left edges and widths of the filled rectangles of the first page, as they are drawn. */
async function rectangles(pdf: Uint8Array): Promise<{ x: number; width: number }[]> {
  const page = await (await getDocument({ data: pdf, verbosity: 0 }).promise).getPage(1);
  const { fnArray, argsArray } = await page.getOperatorList();
  let x = 0;
  const found: { x: number; width: number }[] = [];
  fnArray.forEach((fn, index) => {
    const args = argsArray[index] as unknown[];
    if (fn === OPS.save) x = 0;
    if (fn === OPS.transform) x += Number(args[4]);
    if (fn === OPS.constructPath) {
      const box = Array.from(args[2] as ArrayLike<number>);
      found.push({ x: x + (box[0] ?? 0), width: (box[2] ?? 0) - (box[0] ?? 0) });
    }
  });
  return found;
}

const L = [
  "0001101",
  "0011001",
  "0010011",
  "0111101",
  "0100011",
  "0110001",
  "0101111",
  "0111011",
  "0110111",
  "0001011",
];
const R = L.map((code) => [...code].map((bit) => (bit === "0" ? "1" : "0")).join(""));
const G = R.map((code) => [...code].reverse().join(""));
const parity = ["LLLLLL", "LLGLGG", "LLGGLG", "LLGGGL", "LGLLGG", "LGGLLG", "LGGGLL", "LGLGLG", "LGLGGL", "LGGLGL"];

/** Reads an EAN-13 as a scanner does: modules between the first and the last bar. */
function decode(bars: { x: number; width: number }[]): string {
  const first = Math.min(...bars.map((bar) => bar.x));
  const last = Math.max(...bars.map((bar) => bar.x + bar.width));
  const unit = (last - first) / 95;
  const bits = Array.from({ length: 95 }, (_, index) => {
    const middle = first + (index + 0.5) * unit;
    return bars.some((bar) => bar.x <= middle && middle <= bar.x + bar.width) ? "1" : "0";
  }).join("");
  const left = Array.from({ length: 6 }, (_, index) => bits.slice(3 + index * 7, 10 + index * 7));
  const right = Array.from({ length: 6 }, (_, index) => bits.slice(50 + index * 7, 57 + index * 7));
  const sides = left.map((code) => (L.includes(code) ? "L" : "G")).join("");
  const digits = [
    ...left.map((code) => (L.includes(code) ? L : G).indexOf(code)),
    ...right.map((code) => R.indexOf(code)),
  ];
  return `${parity.indexOf(sides)}${digits.join("")}`;
}

describe("CHK-10 papers", () => {
  it("CHK-6 CHK-10 CHK-14 an invoice says all it must, in real letters", async () => {
    const { text, pages } = await read(await invoicePdf(invoice, "en"));
    expect(pages).toBe(1);
    for (const said of [
      "Invoice 2026-00042",
      "26-01001",
      "Octavo",
      "DE123456789",
      "Žofie Dvořáková",
      "2 × Stoner ?",
      "€21.40",
      "€2.90",
      "€22.71",
      "VAT 7% of €22.71",
      "€1.59",
      "€24.30",
    ])
      expect(text).toContain(said);
  });

  it("MSG-6 CHK-10 papers are German where the order is", async () => {
    const bill = await read(await invoicePdf(invoice, "de"));
    const said = bill.text.replace(/\s+/g, " ");
    for (const words of ["Rechnung 2026-00042", "Bestellung 26-01001 vom 19. November 2026", "USt-IdNr.", "24,30 €"])
      expect(said).toContain(words);
    expect(said).toMatch(/MwSt\. 7 % auf 22,71 €/);
    expect(said).not.toMatch(/Invoice|Order|VAT|Total|Delivery|€2/);
    const note = { ...invoice, kind: "credit_note", corrects: "2026-00042", lines: [] } as Invoice;
    expect((await read(await invoicePdf(note, "de"))).text).toContain("Berichtigt die Rechnung 2026-00042");
    const { shop } = defaultSettings({ currency: "EUR", timezone: "Europe/Berlin" });
    const order = { number: "26-01001", shipTo: buyer, lines: [] } as unknown as Order;
    const slip = await read(await packingSlipPdf(order, { position: 2, lines: [] } as unknown as Parcel, shop, "de"));
    for (const words of ["Lieferschein 26-01001", "Paket 2"]) expect(slip.text).toContain(words);
  });

  it("CHK-10 a credit note names its invoice", async () => {
    const note: Invoice = {
      ...invoice,
      kind: "credit_note",
      number: "C2026-00001",
      corrects: "2026-00042",
      lines: [],
      shipping: euros(0),
      extra: euros(2_430),
    };
    const { text } = await read(await invoicePdf(note, "en"));
    expect(text).toContain("Credit note C2026-00001");
    expect(text).toContain("Corrects invoice 2026-00042");
  });

  it("CHK-10 a long invoice goes on to further pages", async () => {
    const [line] = invoice.lines;
    const lines = Array.from({ length: 90 }, () => ({ ...line })) as Invoice["lines"];
    const { text, pages } = await read(await invoicePdf({ ...invoice, lines }, "en"));
    expect(pages).toBeGreaterThan(2);
    expect(text.match(/Stoner/g)).toHaveLength(90);
  });

  it("CHK-10 CHK-13 a slip names what lies in its parcel, without prices, and its ISBN can be scanned", async () => {
    const { shop } = defaultSettings({ currency: "EUR", timezone: "Europe/Berlin" });
    const line = {
      id: "a",
      title: "Stoner",
      authors: "John Williams",
      format: "paperback",
      isbn13: "9783161484100",
      quantity: 3,
      cancelled: 0,
    };
    const other = { ...line, id: "b", title: "Augustus" };
    const order = { number: "26-01001", shipTo: buyer, lines: [line, other] } as unknown as Order;
    const parcel = { position: 2, lines: [{ lineId: "a", quantity: 2 }] } as Parcel;
    const pdf = await packingSlipPdf(order, parcel, shop, "en");
    const { text } = await read(pdf.slice());
    for (const said of ["Packing slip 26-01001", "Parcel 2", "2 × Stoner", "9783161484100"])
      expect(text).toContain(said);
    expect(text).not.toContain("Augustus");
    expect(text).not.toContain("€");
    expect(decode(await rectangles(pdf.slice()))).toBe("9783161484100");
  });
});
