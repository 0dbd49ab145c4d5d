import type { FormState } from "../form/model";

/** The next step of a log-in elsewhere: refused, or on to an address that is not ours. */
export type WayOn = FormState | { goOn: string; provider: string };
