/** JSON whose `<` is written so that no text can end the script around it. */
export const inScript = (data: object): string => JSON.stringify(data).replace(/</g, "\\u003c");

/** Facts for search engines. */
export function JsonLd({ data }: { data: object }) {
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: inScript(data) }} />;
}
