/** A cover's picture; its key changes whenever the picture would, so that it may be kept for ever. */
export const coverPath = ({ id, coverKey }: { id: string; coverKey: string }): string =>
  `/covers/${id}-${coverKey}.svg`;

/** The picture for link previews, 1200 × 630. */
export const previewPath = ({ id, coverKey }: { id: string; coverKey: string }): string =>
  `/covers/${id}-${coverKey}-og.png`;

/**
 * A cover standing on its own edge. Without `alt` it is decoration beside its title. `first` ones are in view at once;
 * `lead` is the page's largest picture.
 */
export function Cover({
  book,
  alt = "",
  first = false,
  lead = false,
}: {
  book: { id: string; coverKey: string };
  alt?: string;
  first?: boolean;
  lead?: boolean;
}) {
  return (
    <span className="cover">
      {/* eslint-disable-next-line @next/next/no-img-element -- an SVG that fits every size */}
      <img
        src={coverPath(book)}
        width="400"
        height="600"
        alt={alt}
        loading={first || lead ? "eager" : "lazy"}
        fetchPriority={lead ? "high" : undefined}
        decoding="async"
      />
    </span>
  );
}
