import { readFile } from "node:fs/promises";
import path from "node:path";
import fontkit from "@pdf-lib/fontkit";
import { PDFDocument, rgb, type PDFFont, type PDFPage } from "pdf-lib";

/** A4 in points, and what stays free around the text. */
const [WIDTH, HEIGHT] = [595.28, 841.89];
const EDGE = 56;
const ink = rgb(0.1, 0.1, 0.1);

const fonts = path.join(process.cwd(), "node_modules/geist/dist/fonts/geist-sans");

/** A document that is written from top to bottom and goes on to a new page where one is full. */
export class Sheet {
  readonly #pdf: PDFDocument;
  readonly #plain: PDFFont;
  readonly #bold: PDFFont;
  #page: PDFPage;
  #y = HEIGHT - EDGE;

  private constructor(pdf: PDFDocument, plain: PDFFont, bold: PDFFont) {
    this.#pdf = pdf;
    this.#plain = plain;
    this.#bold = bold;
    this.#page = pdf.addPage([WIDTH, HEIGHT]);
  }

  static async open(title: string, language: string): Promise<Sheet> {
    const pdf = await PDFDocument.create();
    pdf.registerFontkit(fontkit);
    pdf.setTitle(title, { showInWindowTitleBar: true });
    pdf.setLanguage(language);
    const font = async (name: string) => pdf.embedFont(await readFile(path.join(fonts, name)), { subset: true });
    return new Sheet(pdf, await font("Geist-Regular.ttf"), await font("Geist-SemiBold.ttf"));
  }

  /** Goes on to a new page where `points` do not fit any more. */
  #need(points: number): void {
    if (this.#y - points >= EDGE) return;
    this.newPage();
  }

  newPage(): void {
    this.#page = this.#pdf.addPage([WIDTH, HEIGHT]);
    this.#y = HEIGHT - EDGE;
  }

  gap(points = 12): void {
    this.#y -= points;
  }

  /** A line of text, broken where it is too long, with an amount at the right edge. */
  write(text: string, given: { amount?: string; bold?: boolean; size?: number } = {}): void {
    const { amount, bold = false, size = 10 } = given;
    const font = bold ? this.#bold : this.#plain;
    const room = WIDTH - 2 * EDGE - (amount === undefined ? 0 : 110);
    for (const [index, line] of wrap(printable(text, font), font, size, room).entries()) {
      this.#need(size * 1.5);
      this.#y -= size * 1.5;
      this.#page.drawText(line, { x: EDGE, y: this.#y, size, font, color: ink });
      if (index > 0 || amount === undefined) continue;
      const x = WIDTH - EDGE - font.widthOfTextAtSize(amount, size);
      this.#page.drawText(amount, { x, y: this.#y, size, font, color: ink });
    }
  }

  /** Bars and gaps by turns, in modules, beginning with a bar. */
  bars(widths: readonly number[], given: { module?: number; height?: number } = {}): void {
    const { module = 0.94, height = 30 } = given;
    this.#need(height + 6);
    this.#y -= height + 6;
    let x = EDGE + 11 * module;
    widths.forEach((width, index) => {
      if (index % 2 === 0) {
        this.#page.drawRectangle({ x, y: this.#y, width: width * module, height, color: ink });
      }
      x += width * module;
    });
  }

  close = (): Promise<Uint8Array> => this.#pdf.save();
}

/** What the font has no letter for is shown as a question mark, rather than refusing the paper. */
function printable(text: string, font: PDFFont): string {
  const known = new Set(font.getCharacterSet());
  return [...text.normalize("NFC")].map((letter) => (known.has(letter.codePointAt(0) ?? 0) ? letter : "?")).join("");
}

function wrap(text: string, font: PDFFont, size: number, room: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && font.widthOfTextAtSize(longer, size) > room) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}
