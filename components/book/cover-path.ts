import { coverWidths, isUploadedCover, MAIL_COVER, WIDEST_COVER } from "../../shop/_kernel/covers.ts";

export interface Covered {
  id: string;
  coverKey: string;
}

export const pathOf = ({ id, coverKey }: Covered, ending: string): string => `/covers/${id}-${coverKey}${ending}`;

/** A cover's picture, small; its key changes whenever the picture would, so that it may be kept for ever. */
export const coverPath = (book: Covered): string =>
  pathOf(book, isUploadedCover(book.coverKey) ? `-${coverWidths[0]}.webp` : ".svg");

/** The picture for link previews, 1200 × 630. */
export const previewPath = (book: Covered): string => pathOf(book, "-og.png");

/** The cover for programs that read pictures and no drawings: feeds, mails and search engines. */
export const bitmapPath = (book: Covered): string =>
  isUploadedCover(book.coverKey) ? pathOf(book, `-${WIDEST_COVER}.jpg`) : previewPath(book);

/** The cover as mails show it: small, and a JPEG, since mail programs draw no SVG and some know no WebP. */
export const mailCoverPath = (book: Covered): string => pathOf(book, `-${MAIL_COVER}.jpg`);
