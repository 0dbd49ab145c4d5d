/** What one upload may weigh; the body of a server action is bounded a little above it in `next.config.ts`. */
export const MOST_BYTES = 12_000_000;
/** Problems that are shown; how many more there are is told. */
export const MOST_PROBLEMS = 200;
