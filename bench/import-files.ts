import { checkDigit13 } from "../shop/_kernel/isbn.ts";

// Files of as many made-up books as one likes, written as they are read.

const words =
  "tide orchard lamp winter signal harbour glass meridian thistle cartographer quiet ninth river salt".split(" ");
const word = (n: number) => words[n % words.length] ?? "";

export interface MadeBook {
  isbn: string;
  title: string;
  author: string;
  publisher: string;
  pages: number;
  price: string;
  stock: number;
  description: string;
}

/** The n-th book of a series; a book of the same numbers is the same. */
export function madeBook(series: number, n: number, letters: number): MadeBook {
  const twelve = `979${String(series)}${String(n).padStart(8, "0")}`;
  const sentence = `The ${word(n)} and the ${word(n * 7 + 3)} of ${word(n * 13 + 5)} number ${n}. `;
  return {
    isbn: twelve + checkDigit13(twelve),
    title: `The ${word(n)} ${word(n * 5 + 1)} ${word(n * 11 + 2)} ${n}`,
    author: `${word(n % 997)} ${word(n * 3)} ${n % 4_000}`,
    publisher: `House of ${word(n * 17)}`,
    pages: 100 + (n % 500),
    price: `${5 + (n % 40)}.90`,
    stock: n % 4,
    description: sentence.repeat(Math.ceil(letters / sentence.length)).slice(0, letters),
  };
}

async function* written(parts: Iterable<string>): AsyncGenerator<Uint8Array> {
  let text = "";
  for (const part of parts) {
    text += part;
    if (text.length < 65_536) continue;
    yield Buffer.from(text);
    text = "";
  }
  yield Buffer.from(text);
}

const columns = "isbn,title,author,publisher,format,language,pages,price,stock,description";
const csvLine = (b: MadeBook) =>
  `${b.isbn},${b.title},${b.author},${b.publisher},paperback,en,${b.pages},${b.price},${b.stock},${b.description}\n`;

export const csvFile = (series: number, rows: number, letters = 200): AsyncGenerator<Uint8Array> =>
  written(
    (function* () {
      yield `${columns}\n`;
      for (let n = 0; n < rows; n++) yield csvLine(madeBook(series, n, letters));
    })(),
  );

/** Another price for each of these books and, one after so many, for those of the series. */
export const priceFile = (series: number, rows: number, others: readonly string[]): AsyncGenerator<Uint8Array> =>
  written(
    (function* () {
      yield "isbn,price\n";
      const every = Math.max(1, Math.floor(rows / (others.length + 1)));
      for (let n = 0; n < rows; n++) {
        yield `${madeBook(series, n, 0).isbn},${6 + (n % 40)}.40\n`;
        const other = n % every === 0 ? others[n / every] : undefined;
        if (other) yield `${other},${6 + (n % 40)}.40\n`;
      }
    })(),
  );

/** Rows until the file has so many bytes. */
export const csvOfSize = (series: number, bytes: number): AsyncGenerator<Uint8Array> =>
  written(
    (function* () {
      yield `${columns}\n`;
      for (let n = 0, size = 0; size < bytes; n++) {
        const line = csvLine(madeBook(series, n, 4_000));
        size += line.length;
        yield line;
      }
    })(),
  );

const product = (b: MadeBook) => `<Product><RecordReference>made.${b.isbn}</RecordReference>
<NotificationType>03</NotificationType>
<ProductIdentifier><ProductIDType>15</ProductIDType><IDValue>${b.isbn}</IDValue></ProductIdentifier>
<DescriptiveDetail><ProductComposition>00</ProductComposition><ProductForm>BC</ProductForm>
<TitleDetail><TitleType>01</TitleType><TitleElement><TitleElementLevel>01</TitleElementLevel><TitleText>${b.title}</TitleText></TitleElement></TitleDetail>
<Contributor><SequenceNumber>1</SequenceNumber><ContributorRole>A01</ContributorRole><PersonName>${b.author}</PersonName></Contributor>
<Language><LanguageRole>01</LanguageRole><LanguageCode>eng</LanguageCode></Language>
<Extent><ExtentType>00</ExtentType><ExtentValue>${b.pages}</ExtentValue><ExtentUnit>03</ExtentUnit></Extent></DescriptiveDetail>
<CollateralDetail><TextContent><TextType>03</TextType><ContentAudience>00</ContentAudience><Text>${b.description}</Text></TextContent></CollateralDetail>
<PublishingDetail><Publisher><PublishingRole>01</PublishingRole><PublisherName>${b.publisher}</PublisherName></Publisher><PublishingStatus>04</PublishingStatus></PublishingDetail>
<ProductSupply><SupplyDetail><Supplier><SupplierRole>01</SupplierRole><SupplierName>Made</SupplierName></Supplier><ProductAvailability>20</ProductAvailability>
<Price><PriceType>02</PriceType><PriceAmount>${b.price}</PriceAmount><CurrencyCode>EUR</CurrencyCode></Price></SupplyDetail></ProductSupply></Product>
`;

export const onixFile = (series: number, rows: number): AsyncGenerator<Uint8Array> =>
  written(
    (function* () {
      yield '<?xml version="1.0" encoding="UTF-8"?>\n<ONIXMessage release="3.0" xmlns="http://ns.editeur.org/onix/3.0/reference">\n';
      yield "<Header><Sender><SenderName>Made</SenderName></Sender><SentDateTime>20260101</SentDateTime></Header>\n";
      for (let n = 0; n < rows; n++) yield product(madeBook(series, n, 200));
      yield "</ONIXMessage>\n";
    })(),
  );
