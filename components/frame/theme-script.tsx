/** Sets the chosen light before the first paint, hence blocking; tiny, from our own address. The desk passes its nonce. */
export function ThemeScript({ nonce }: { nonce?: string }) {
  // eslint-disable-next-line @next/next/no-sync-scripts -- an async one would flash the wrong light
  return <script src="/theme.js" nonce={nonce} />;
}
