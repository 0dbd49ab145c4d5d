// Next gives this import a meaning; under vitest it has none.
export {};
