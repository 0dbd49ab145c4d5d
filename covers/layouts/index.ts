import type { Layout } from "../scene.ts";
import * as giants from "./giants.ts";
import * as objects from "./objects.ts";
import * as panels from "./panels.ts";
import * as pictures from "./pictures.ts";
import * as plain from "./plain.ts";
import * as poster from "./poster.ts";

const all = { ...plain, ...panels, ...poster, ...giants, ...pictures, ...objects };

export type LayoutName = keyof typeof all;
export const layoutNames = Object.keys(all) as LayoutName[];
export const layoutNamed = (name: LayoutName): Layout => all[name];
