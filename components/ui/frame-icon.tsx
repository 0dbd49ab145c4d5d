/** Icons of the frame, drawn in the browser too: a table of its own, because scripts carry all of a table. */
export const framePaths = {
  bag: "M4 7h12l.8 10H3.2zM7 7V5.5a3 3 0 0 1 6 0V7",
  bell: "M10 3a4.8 4.8 0 0 0-4.8 4.8c0 3.8-1.7 5.2-1.7 5.2h13s-1.7-1.4-1.7-5.2A4.8 4.8 0 0 0 10 3zM8.5 16a1.6 1.6 0 0 0 3 0",
  book: "M4 4.2C6.2 3.6 8.4 4 10 5.2c1.6-1.2 3.8-1.6 6-1v11c-2.2-.6-4.4-.2-6 1-1.6-1.2-3.8-1.6-6-1zM10 5.2v11",
  chevron: "m5.5 8 4.5 4.5L14.5 8",
  person: "M10 3.8a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM3.8 17c.6-3.4 3-5 6.2-5s5.6 1.6 6.2 5",
  search: "M9 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM13.2 13.2 17 17",
  tag: "M3 3.5h6.5l7.5 7.5-6 6L3 9.5zM6.5 7v.01",
  alert: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM10 6v5M10 13.6v.1",
  card: "M2.5 5h15v10.5h-15zM2.5 8.5h15",
  check: "m4 10.5 4 4 8-9",
  clock: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM10 6v4.3l2.8 1.7",
  lines: "M4 5h12M4 10h12M4 15h7",
  mail: "M3 5h14v10.5H3zM3 5.5l7 5.5 7-5.5",
} as const;

export type FrameIconName = keyof typeof framePaths;

/** Decoration beside words; what has no words needs a name on its button or link. */
export function Drawing({
  path,
  small = false,
  className = "",
}: {
  path: string;
  small?: boolean;
  className?: string;
}) {
  return (
    <svg className={`i${small ? " i--s" : ""} ${className}`.trim()} viewBox="0 0 20 20" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}

/** An icon of the frame, for what public pages draw in the browser. */
export function FrameIcon({ name, ...rest }: { name: FrameIconName; small?: boolean; className?: string }) {
  return <Drawing path={framePaths[name]} {...rest} />;
}
