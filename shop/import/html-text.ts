import { Parser } from "htmlparser2";

/** Whether a text is meant as HTML: it has a tag that texts have, or a reference to a sign. */
export const looksLikeHtml = (text: string): boolean =>
  /<\/?(?:p|br|div|span|b|i|em|strong|u|ul|ol|li|h[1-6]|a|blockquote)(?:\s[^<>]{0,500})?\/?>|&(?:[a-z]{2,8}|#\d{2,6}|#x[\da-f]{2,5});/i.test(
    text,
  );

const blocks = new Set(
  "p div ul ol dl dt dd h1 h2 h3 h4 h5 h6 blockquote section article header footer table tr pre hr figure figcaption".split(
    " ",
  ),
);
/** Elements whose text nobody reads. */
const hidden = new Set("script style template noscript iframe object svg head title textarea".split(" "));
/** Deeper nesting is no text any more. */
const MOST_DEPTH = 200;

/**
 * The plain paragraphs of HTML or XHTML, parted by an empty line as a book's description is; list items get a line each.
 * Nothing of the markup is left, whatever it was.
 */
export function htmlText(html: string): string {
  const paragraphs: string[] = [];
  let lines: string[] = [];
  let line = "";
  let unseen = 0;
  let depth = 0;
  const endLine = () => {
    const bare = line.replace(/[\s\u00a0]+/g, " ").trim();
    if (bare !== "") lines.push(bare);
    line = "";
  };
  const endParagraph = () => {
    endLine();
    if (lines.length > 0) paragraphs.push(lines.join("\n"));
    lines = [];
  };
  const parser = new Parser(
    {
      onopentag(name) {
        depth += 1;
        if (hidden.has(name)) unseen += 1;
        else if (name === "br") endLine();
        else if (name === "li") {
          endLine();
          line = "– ";
        } else if (blocks.has(name)) endParagraph();
      },
      ontext(text) {
        if (unseen === 0 && depth < MOST_DEPTH) line += text;
      },
      onclosetag(name) {
        depth -= 1;
        if (hidden.has(name)) unseen -= 1;
        else if (name === "li") endLine();
        else if (blocks.has(name)) endParagraph();
      },
    },
    { decodeEntities: true, recognizeSelfClosing: true },
  );
  parser.end(html);
  endParagraph();
  return paragraphs.join("\n\n");
}

/** Paragraphs of a text without markup: empty lines part them, other line breaks are only how it was written. */
export const plainText = (text: string): string =>
  text
    .replace(/\r\n?/g, "\n")
    .split(/\n[ \t\u00a0]*\n\s*/)
    .map((paragraph) => paragraph.replace(/[\s\u00a0]+/g, " ").trim())
    .filter((paragraph) => paragraph !== "")
    .join("\n\n");
