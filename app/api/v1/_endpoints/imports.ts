import { z } from "zod";
import { bookProblemCodes } from "@/shop/catalog/model";
import {
  importFormats,
  importPhases,
  importStates,
  onixStocks,
  rowFilters,
  rowOutcomes,
  rowProblemCodes,
  undoRefusals,
} from "@/shop/import/model";
import { declare } from "../_rest/endpoint.ts";
import { page, pageOf } from "./lists.ts";

const manage = { permission: "catalog.manage" } as const;
const read = { permission: "catalog.read" } as const;
const params = z.object({ id: z.uuid() });

const counts = z.object({
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  failed: z.number().int(),
});
const importShape = z.object({
  id: z.uuid(),
  fileName: z.string(),
  bytes: z.number().int(),
  format: z.enum(importFormats),
  /** Whose the copies on hand in an ONIX file are: its sender's, and left out, or the shop's own. Null for other files. */
  stock: z.enum(onixStocks).nullable(),
  state: z.enum(importStates),
  phase: z.enum(importPhases),
  /** What the dry run promised, and what came in; null before there was any. */
  planned: counts.nullable(),
  committed: counts.nullable(),
  undone: z.object({ undone: z.number().int(), refused: z.number().int() }).nullable(),
  failure: z.object({ code: z.string(), at: z.number().int().nullish() }).nullable(),
  createdAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
});
const moved = { status: 200, schema: z.object({ id: z.uuid() }) } as const;

/** The body is the file itself, of whatever type; `name` is what it is called. A sheet's columns are guessed; `stock=figure` takes the copies on hand in an ONIX file for the shop's own. */
export const startImport = declare({
  name: "startImport",
  method: "POST",
  path: "/api/v1/admin/imports",
  caller: manage,
  query: z.object({
    name: z.string().trim().min(1).max(200),
    format: z.enum(importFormats).optional(),
    stock: z.enum(onixStocks).default("ignore"),
  }),
  answer: { status: 201, schema: z.object({ id: z.uuid(), format: z.enum(importFormats) }) },
  refusals: ["FILE_REFUSED", "BODY_TOO_LARGE"],
});

export const listImports = declare({
  name: "listImports",
  method: "GET",
  path: "/api/v1/admin/imports",
  caller: read,
  query: z.object({ page }),
  answer: { status: 200, schema: pageOf(importShape) },
  refusals: [],
});

export const getImport = declare({
  name: "getImport",
  method: "GET",
  path: "/api/v1/admin/imports/{id}",
  caller: read,
  params,
  answer: { status: 200, schema: importShape },
  refusals: ["NOT_FOUND"],
});

/** Rows that do something, cannot, or are told something; others that change nothing are counted only. */
export const listImportRows = declare({
  name: "listImportRows",
  method: "GET",
  path: "/api/v1/admin/imports/{id}/rows",
  caller: read,
  params,
  query: z.object({ filter: z.enum(rowFilters).optional(), page }),
  answer: {
    status: 200,
    schema: pageOf(
      z.object({
        at: z.number().int(),
        reference: z.string().nullable(),
        isbn: z.string().nullable(),
        title: z.string().nullable(),
        outcome: z.enum(rowOutcomes),
        changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
        problems: z.array(
          z.object({
            field: z.string().nullable(),
            code: z.enum([...new Set([...rowProblemCodes, ...bookProblemCodes])]),
            facts: z.record(z.string(), z.string()).optional(),
            /** Told, and not in the way. */
            note: z.boolean().optional(),
          }),
        ),
        bookId: z.uuid().nullable(),
        undo: z.enum(["undone", ...undoRefusals]).nullable(),
      }),
    ),
  },
  refusals: ["NOT_FOUND"],
});

export const commitImport = declare({
  name: "commitImport",
  method: "POST",
  path: "/api/v1/admin/imports/{id}/commit",
  caller: manage,
  params,
  answer: moved,
  refusals: ["NOT_FOUND", "IMPORT_MOVED_ON"],
});

export const cancelImport = declare({
  name: "cancelImport",
  method: "POST",
  path: "/api/v1/admin/imports/{id}/cancel",
  caller: manage,
  params,
  answer: moved,
  refusals: ["NOT_FOUND", "IMPORT_MOVED_ON"],
});

export const resumeImport = declare({
  name: "resumeImport",
  method: "POST",
  path: "/api/v1/admin/imports/{id}/resume",
  caller: manage,
  params,
  answer: moved,
  refusals: ["NOT_FOUND", "IMPORT_MOVED_ON"],
});

/** With `rest`, books that somebody touched since stay as they are, and the others are undone. */
export const undoImport = declare({
  name: "undoImport",
  method: "POST",
  path: "/api/v1/admin/imports/{id}/undo",
  caller: manage,
  params,
  query: z.object({ rest: z.stringbool().default(false) }),
  answer: moved,
  refusals: ["NOT_FOUND", "IMPORT_MOVED_ON"],
});
