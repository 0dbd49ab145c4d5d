declare module "oidc-provider" {
  import type { RequestListener } from "node:http";

  /** As much of it as the tests use; the package brings no types. */
  export class Provider {
    constructor(issuer: string, configuration: object);
    callback(): RequestListener;
  }
}
