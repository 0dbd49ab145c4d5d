export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

const signs: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "'": "&apos;", '"': "&quot;" };

/** Text for XML, in an element or an attribute: signs are escaped, and what XML 1.0 cannot hold (§2.2) is left out. */
export const xmlText = (text: string): string =>
  text
    .replace(/[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/[&<>'"]/g, (sign) => signs[sign] ?? sign);

/** `<name>text</name>`, or nothing where there is no text; `lang` where it is in another language than what is around it. */
export const element = (name: string, text: string | null | undefined, lang?: string): string =>
  text ? `<${name}${lang ? ` xml:lang="${xmlText(lang)}"` : ""}>${xmlText(text)}</${name}>` : "";
