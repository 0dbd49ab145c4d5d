/** Widths in which an uploaded cover is kept; each is half as high again, at most. */
export const coverWidths = [200, 400, 800] as const;
/** The width of the picture that programs are given: mails, feeds, search engines. */
export const WIDEST_COVER = 800;

/** The width of the JPEG that mails show: twice what they give it, for sharp screens. */
export const MAIL_COVER = 200;

/** An upload may be so large: publishers send files for print. */
export const MOST_COVER_BYTES = 20_000_000;

/** What may be uploaded, and what browsers call it. What counts is the content. */
export const coverTypes = ["image/jpeg", "image/png", "image/webp", "image/avif"] as const;

/** Whether a key stands for an uploaded picture; a drawn one has ten characters. `books_cover_shape` agrees. */
export const isUploadedCover = (coverKey: string): boolean => /^p[0-9a-f]{19}$/.test(coverKey);
