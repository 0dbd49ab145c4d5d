export { startImport } from "./import-files.ts";
export { cancelImport, commitImport, mapImport, mapOnix, resumeImport, undoCommit } from "./change-import.ts";
export {
  countWorkingImports,
  findMapping,
  getImport,
  getImportProgress,
  listImportHistory,
  listImportRows,
  listImports,
  readImportErrors,
} from "./list-imports.ts";
export { runImport } from "./run-import.ts";
export { findWaitingImports, removeOldFiles } from "./sweep-imports.ts";
export { getSubjectRules, saveSubjectRules } from "./subjects.ts";
