import { Note } from "../ui/note";

/** What was just done. The region is on the page before its words are, so that screen readers tell them. */
export function Told({ words }: { words: string | null }) {
  return (
    <div role="status">
      {words !== null && (
        <Note kind="done" role="presentation" className="mb-4 px-4! py-3!">
          <strong>{words}</strong>
        </Note>
      )}
    </div>
  );
}
