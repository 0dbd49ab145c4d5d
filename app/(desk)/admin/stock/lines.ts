/** Lines as a scanner or a person types them: an ISBN, and how many where it is not one ("978… x 3"). */
export const linesOf = (text: string): { isbn: string; quantity: number }[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => {
      const [, isbn = line, many] = /^(.*?)\s*[x×*;,\t]\s*(-?\d+(?:\.\d+)?)\s*$/iu.exec(line) ?? [];
      return { isbn: isbn.trim(), quantity: many === undefined ? 1 : Number(many) };
    });
