import type { ReadRow, RowProblemCode } from "./codes-model.ts";

/** What is told of one record. */
export class Told {
  private readonly row: ReadRow;
  constructor(row: ReadRow) {
    this.row = row;
  }
  /** In the way: the record is not brought in. */
  problem(field: string | null, code: RowProblemCode, facts?: Record<string, string>): void {
    this.row.problems.push({ field, code, ...(facts && { facts }) });
  }
  note(field: string | null, code: RowProblemCode, facts?: Record<string, string>): void {
    this.row.notes.push({ field, code, ...(facts && { facts }) });
  }
}
