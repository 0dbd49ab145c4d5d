import type { Endpoint } from "../_rest/endpoint.ts";
import * as auth from "./auth.ts";
import * as people from "./people.ts";

/** Every endpoint of the API. A test holds the folders of routes against it. */
export const endpoints = [...Object.values(auth), ...Object.values(people)] as unknown as readonly Endpoint[];
