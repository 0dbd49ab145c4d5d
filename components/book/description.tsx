/** Paragraphs of a text. `label` names it where no heading stands above. */
export function Description({ text, label }: { text: string; label?: string }) {
  return (
    <div className="prose mt-5" role={label && "group"} aria-label={label}>
      {text.split(/\n{2,}/).map((paragraph, i) => (
        <p key={i}>{paragraph}</p>
      ))}
    </div>
  );
}
