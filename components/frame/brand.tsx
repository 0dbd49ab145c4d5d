/** The folded sheet with page 1 in oxblood, and the shop's name. */
export function Mark() {
  return (
    <svg viewBox="0 0 32 24" aria-hidden="true">
      <path
        className="leaf"
        d="M.5.5h7v11h-7zM.5 12.5h7v11h-7zM8.5.5h7v11h-7zM8.5 12.5h7v11h-7zM16.5.5h7v11h-7zM16.5 12.5h7v11h-7zM24.5.5h7v11h-7z"
      />
      <path className="one" d="M24 12h8v12h-8z" />
    </svg>
  );
}

const pages = [
  [5, 22, 26],
  [12, 63.5, 26],
  [9, 105, 26],
  [8, 146.5, 26],
  [4, 22, 96],
  [13, 63.5, 96],
  [16, 105, 96],
  [1, 146.5, 96],
] as const;

/** The imposition of an octavo: the upper row stands on its head until the sheet is folded. */
export function Imposition({ label }: { label: string }) {
  return (
    <svg className="forme" viewBox="0 0 168 122" role="img" aria-label={label}>
      <rect x="1" y="1" width="166" height="120" />
      <path d="M42.5 1v120M84 1v120M125.5 1v120M1 61h166" />
      {pages.map(([page, x, y]) => (
        <text
          key={page}
          className={page === 1 ? "one" : undefined}
          textAnchor="middle"
          transform={`translate(${x} ${y})${y < 61 ? " rotate(180)" : ""}`}
        >
          {page}
        </text>
      ))}
    </svg>
  );
}
