export { deleteAccount, foreseeDeletion } from "./delete-account.ts";
export { exportPersonalData } from "./export-personal-data.ts";
