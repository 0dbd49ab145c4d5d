/** An element of a record: its reference name, its own text, what is in it. */
export interface Element {
  name: string;
  /** Attribute textformat (ONIX list 34) of a text. */
  textformat?: string;
  /** Attribute dateformat (ONIX list 55) of a date. */
  dateformat?: string;
  text: string;
  children: Element[];
}

/** The first element of this name in another. */
export function child(element: Element | undefined, name: string): Element | undefined {
  if (!element) return undefined;
  const { children } = element;
  for (let i = 0; i < children.length; i++) if (children[i]?.name === name) return children[i];
  return undefined;
}

export const all = (element: Element | undefined, name: string): Element[] =>
  element ? element.children.filter((each) => each.name === name) : [];

/** The text of the first element of this name; "" where there is none. */
export const value = (element: Element | undefined, name: string): string => child(element, name)?.text.trim() ?? "";

/** The texts of all elements of this name. */
export const values = (element: Element | undefined, name: string): string[] =>
  all(element, name).map(({ text }) => text.trim());

export const brief = (text: string): string => text.trim().replace(/\s+/g, " ").slice(0, 80);
