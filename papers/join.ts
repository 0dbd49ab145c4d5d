import { PDFDocument } from "pdf-lib";

/** The pages of several papers in one, to be printed at once. */
export async function joined(papers: readonly Uint8Array[]): Promise<Uint8Array> {
  const all = await PDFDocument.create();
  for (const paper of papers) {
    const one = await PDFDocument.load(paper);
    for (const page of await all.copyPages(one, one.getPageIndices())) all.addPage(page);
  }
  return all.save();
}
