/** The whole sentences that fit into `most` characters; where not even one does, as many words as fit. */
export function shorten(text: string, most = 160): string {
  if (text.length <= most) return text;
  const sentences = text.slice(0, most + 1).match(/^.*[.!?](?=\s)/s)?.[0];
  if (sentences && sentences.length > most / 3) return sentences;
  return `${text.slice(0, most).replace(/\s+\S*$/, "")}…`;
}
