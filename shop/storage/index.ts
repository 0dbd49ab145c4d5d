export { folderStore } from "./adapters/folder.ts";
export { s3Store, type S3Settings } from "./adapters/s3.ts";
