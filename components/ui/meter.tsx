/** A filled bar, drawn as SVG so that its width needs no style attribute. `label` says what it measures, and how much. */
export function Meter({ part, label, className = "meter" }: { part: number; label: string; className?: string }) {
  const width = Math.round(Math.min(1, Math.max(0, part)) * 1000) / 10;
  return (
    <svg className={className} viewBox="0 0 100 1" preserveAspectRatio="none" role="img" aria-label={label}>
      <rect width={width} height="1" />
    </svg>
  );
}
