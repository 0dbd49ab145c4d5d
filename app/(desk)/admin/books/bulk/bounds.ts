/** What one call may weigh; the API takes as much. */
export const MOST_BYTES = 12_000_000;
/** Problems that are shown; how many more there are is told. */
export const MOST_PROBLEMS = 200;
