/** `--paper` of tokens.css as the browser's own frame is told it, where no CSS is read. */
export const paper = { light: "#fdfcfa", dark: "#141210" } as const;
