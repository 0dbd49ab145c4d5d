// where those who read files and those who bring their rows into the catalogue meet
export * from "./codes-model.ts";
export * from "./csv-model.ts";
export * from "./onix-model.ts";
export * from "./state-model.ts";

// The readers, beside this file:
//   sniff-format.ts  sniffFormat(head: Uint8Array): { format: ImportFormat } | { refusal: FileRefusal }
//   inspect-csv.ts   inspectCsv(head: Uint8Array): CsvInspection
//   read-csv.ts      readCsv(source: AsyncIterable<Uint8Array>, options: CsvOptions): AsyncGenerator<ReadRow>
//   read-json.ts     readJson(source: AsyncIterable<Uint8Array>, options: ReadOptions): AsyncGenerator<ReadRow>
//   read-onix.ts     readOnix(source: AsyncIterable<Uint8Array>, options: OnixOptions): AsyncGenerator<ReadRow>
//   subject-rules.ts subjectRules: SubjectRule[], to begin with
