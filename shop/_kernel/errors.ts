/** Thrown by `get…` queries; each channel answers 404. Other people's things are not found rather than forbidden. */
export class NotFound extends Error {
  readonly code = "NOT_FOUND";
  constructor(what: string) {
    super(`${what} not found`);
    this.name = "NotFound";
  }
}

/** Thrown by the first line of a command or query; each channel answers 401 or 403. */
export class AccessDenied extends Error {
  readonly code: "UNAUTHENTICATED" | "FORBIDDEN";
  constructor(code: "UNAUTHENTICATED" | "FORBIDDEN") {
    super(code);
    this.name = "AccessDenied";
    this.code = code;
  }
}
