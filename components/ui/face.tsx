/** A bookseller's initial; the name stands beside it. */
export function Face({ name }: { name: string }) {
  return (
    <span className="face" aria-hidden="true">
      {Array.from(name)[0]}
    </span>
  );
}
