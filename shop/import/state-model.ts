import { z } from "zod";
import type { BookProblem, FieldChange } from "../catalog/model.ts";
import {
  fileRefusalCodes,
  type FileRefusal,
  type FileRefusalCode,
  type ImportFormat,
  type RowProblem,
} from "./codes-model.ts";
import { csvDelimiters, csvEncodings, csvTargets, type CsvInspection } from "./csv-model.ts";
import type { OnixStock } from "./onix-model.ts";

/** Largest file that is taken. */
export const MOST_BYTES = 1024 ** 3;
/** Rows that are planned, or brought in, in one transaction. */
export const BATCH_ROWS = 1_000;
/** Rows of each outcome that a dry run keeps to be looked at; beyond that they are counted. */
export const MOST_KEPT = { create: 20_000, update: 20_000, unchanged: 20_000, error: 100_000 } as const;
export const IMPORTS_PER_PAGE = 25;
export const ROWS_PER_PAGE = 50;

/** Where an import stands. `mapped` waits for the worker's dry run, `planned` for somebody to say yes. */
export const importStates = [
  "uploaded",
  "mapped",
  "planning",
  "planned",
  "committing",
  "committed",
  "undoing",
  "undone",
  "failed",
  "cancelled",
] as const;
export type ImportState = (typeof importStates)[number];

export const importPhases = ["plan", "commit", "undo"] as const;
export type ImportPhase = (typeof importPhases)[number];

/** What happens to an import: by the bookseller the first five, by the worker the rest. */
export const importEvents = [
  "uploaded",
  "mapped",
  "commit",
  "undo",
  "cancelled",
  "resumed",
  "plan_started",
  "planned",
  "committed",
  "undone",
  "undo_blocked",
  "failed",
] as const;
export type ImportEvent = (typeof importEvents)[number];

interface Step {
  from: readonly ImportState[];
  to: ImportState | ((phase: ImportPhase) => ImportState);
}

/** Where a phase waits for the worker, or goes on. */
const working = { plan: "mapped", commit: "committing", undo: "undoing" } as const satisfies Record<
  ImportPhase,
  ImportState
>;

/** The state machine: from where each event leads to what. */
export const importSteps: Record<Exclude<ImportEvent, "uploaded">, Step> = {
  // understood otherwise, a file is planned anew, as long as nothing of it was brought in
  mapped: { from: ["uploaded", "mapped", "planned", "failed", "cancelled"], to: "mapped" },
  plan_started: { from: ["mapped"], to: "planning" },
  planned: { from: ["planning"], to: "planned" },
  commit: { from: ["planned"], to: "committing" },
  committed: { from: ["committing"], to: "committed" },
  undo: { from: ["committed", "cancelled", "failed"], to: "undoing" },
  undone: { from: ["undoing"], to: "undone" },
  // somebody touched its books since: it stays until asked to undo the rest
  undo_blocked: { from: ["undoing"], to: "committed" },
  cancelled: { from: ["uploaded", "mapped", "planning", "planned", "committing"], to: "cancelled" },
  resumed: { from: ["cancelled", "failed"], to: (phase) => working[phase] },
  failed: { from: ["mapped", "planning", "committing", "undoing"], to: "failed" },
};

/** States in which the worker has something to do. */
export const workingStates = ["mapped", "planning", "committing", "undoing"] as const;
export const isWorking = (state: ImportState): boolean => (workingStates as readonly ImportState[]).includes(state);

export interface ImportCounts {
  created: number;
  updated: number;
  unchanged: number;
  failed: number;
}
export const noCounts: ImportCounts = { created: 0, updated: 0, unchanged: 0, failed: 0 };
export const rowsOf = ({ created, updated, unchanged, failed }: ImportCounts) => created + updated + unchanged + failed;

/** What may be done with an import where it stands: what the page offers, and the commands take. */
export function mayDo(
  {
    state,
    phase,
    committed,
    mapping,
    format,
  }: Pick<ImportRecord, "state" | "phase" | "committed" | "mapping" | "format">,
  event: Exclude<ImportEvent, "uploaded">,
): boolean {
  if (!importSteps[event].from.includes(state)) return false;
  const brought = committed !== null && committed.created + committed.updated > 0;
  switch (event) {
    case "mapped":
      return phase === "plan" || (state === "planned" && !brought);
    case "undo":
      return brought;
    case "resumed":
      return phase !== "plan" || format !== "csv" || mapping !== null;
    default:
      return true;
  }
}

/** How the columns of a sheet are understood. */
export const csvMapping = z.object({
  encoding: z.enum(csvEncodings),
  delimiter: z.enum(csvDelimiters),
  columns: z.array(z.enum(csvTargets).nullable()).max(500),
  decimal: z.enum([".", ","]).nullable(),
  dates: z.enum(["dmy", "mdy"]),
  empty: z.enum(["keep", "clear"]).default("keep"),
});
export type CsvMapping = z.output<typeof csvMapping>;

/** Whether a code is that of a file that is refused as a whole. */
export const isFileRefusalCode = (code: string): code is FileRefusalCode =>
  (fileRefusalCodes as readonly string[]).includes(code);

/** What the beginning of a sheet says of it, as it is kept. */
export type CsvLayout = Omit<CsvInspection, "refusal">;

/** Why an import failed: what is wrong with the file, or what went wrong in the shop. */
export const importFailures = ["file_gone", "broken"] as const;
export type ImportFailure =
  | { code: FileRefusal["code"]; at?: number | null; facts?: Record<string, string> }
  | { code: (typeof importFailures)[number]; at?: number | null; facts?: Record<string, string> };

export interface ImportRecord {
  id: string;
  state: ImportState;
  phase: ImportPhase;
  fileName: string;
  hasFile: boolean;
  bytes: number;
  format: ImportFormat;
  layout: CsvLayout | null;
  mapping: CsvMapping | null;
  /** Whose the copies on hand in it are; null where it is no ONIX. */
  stock: OnixStock | null;
  doneTo: number;
  doneBytes: number;
  planned: ImportCounts | null;
  committed: ImportCounts | null;
  undone: { undone: number; refused: number } | null;
  failure: ImportFailure | null;
  actor: { kind: "user" | "system" | "guest"; id: string | null; name: string | null };
  createdAt: Date;
  changedAt: Date;
}

/** What came of one worker's work: another has it, all is done, it was stopped, or its time is over. */
export interface ImportRun {
  state: "busy" | "done" | "stopped" | "later";
  rows: number;
}

export interface ImportHistoryEntry {
  at: Date;
  event: ImportEvent;
  actor: { kind: "user" | "system" | "guest"; name: string | null };
}

/** How far it is, as the page tells it every second or two. */
export interface ImportProgress {
  state: ImportState;
  phase: ImportPhase;
  rows: number;
  /** 0 to 1. */
  done: number;
  /** Rows in a second, since it was taken up; null before that can be said. */
  rate: number | null;
  /** Seconds; null before that can be said. */
  remaining: number | null;
  counts: ImportCounts;
}

/** Of rows that change nothing those are kept of which something is told. */
export const rowOutcomes = ["create", "update", "unchanged", "error"] as const;
export type RowOutcome = (typeof rowOutcomes)[number];

/** Why a row of an import is not undone: somebody changed its book, copies moved, or what stood there is taken now. */
export const undoRefusals = ["changed", "moved", "clash"] as const;
export type UndoRefusal = (typeof undoRefusals)[number];

/** What reading a row, or comparing it with the catalogue, says is wrong with it. */
export type ImportProblem =
  | (RowProblem & { note?: true; by?: never })
  | { by: "catalogue"; field: string; code: BookProblem["code"]; facts?: Record<string, string>; note?: never };

export interface ImportRow {
  at: number;
  reference: string | null;
  isbn: string | null;
  title: string | null;
  outcome: RowOutcome;
  changes: FieldChange[];
  problems: ImportProblem[];
  bookId: string | null;
  undo: "undone" | UndoRefusal | null;
}

export const rowFilters = ["create", "update", "unchanged", "error", "refused"] as const;
export type RowFilter = (typeof rowFilters)[number];
