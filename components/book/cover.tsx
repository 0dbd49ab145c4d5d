import { coverWidths, isUploadedCover } from "@/shop/_kernel/covers";
import { coverPath, pathOf, type Covered } from "./cover-path";

export { bitmapPath, coverPath, previewPath } from "./cover-path";

const widths = (book: Covered, type: "avif" | "webp") =>
  coverWidths.map((width) => `${pathOf(book, `-${width}.${type}`)} ${width}w`).join(", ");

/**
 * A cover standing on its own edge. Without `alt` it is decoration beside its title. `first` ones are in view at once;
 * `lead` is the page's largest picture; `small` ones stand in tables.
 */
export function Cover({
  book,
  alt = "",
  first = false,
  lead = false,
  small = false,
}: {
  book: Covered;
  alt?: string;
  first?: boolean;
  lead?: boolean;
  small?: boolean;
}) {
  const eager = first || lead;
  const image = {
    width: "400",
    height: "600",
    loading: eager ? "eager" : "lazy",
    fetchPriority: lead ? "high" : undefined,
    decoding: "async",
  } as const;
  if (!isUploadedCover(book.coverKey)) {
    return (
      <span className="cover">
        {/* eslint-disable-next-line @next/next/no-img-element -- an SVG that fits every size */}
        <img src={coverPath(book)} alt={alt} {...image} />
      </span>
    );
  }
  const shown = small ? "4rem" : lead ? "(max-width: 48rem) 60vw, 26rem" : "(max-width: 48rem) 45vw, 13rem";
  // a browser that knows how wide it will be takes that
  const sizes = eager ? shown : `auto, ${shown}`;
  return (
    <span className="cover">
      <picture>
        <source type="image/avif" srcSet={widths(book, "avif")} sizes={sizes} />
        <img src={pathOf(book, "-400.webp")} srcSet={widths(book, "webp")} sizes={sizes} alt={alt} {...image} />
      </picture>
    </span>
  );
}
