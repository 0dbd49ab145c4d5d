import "server-only";
import { cache } from "react";
import { settle } from "@/app/_server/action";
import { requireDesk } from "@/app/_server/desk";
import type { MoveWords } from "@/components/admin/move-form";
import { registry } from "@/messages";
import { locale, localWords } from "@/app/_server/language";
import { getDeskBook } from "@/shop/catalog";

/** The book of the address, once a request. */
export const loadBook = cache(async (id: string) => {
  const ctx = await requireDesk("catalog.read");
  return settle(() => getDeskBook(ctx, decodeURIComponent(id)));
});

const t = localWords("web.catalogue");
const failed = localWords("web.form");

export const moveWords = (): MoveWords => ({
  movement: t("stock.move.movement"),
  copies: t("stock.move.copies"),
  copiesHint: t("stock.move.copiesHint"),
  note: t("stock.move.note"),
  noteHint: t("stock.move.noteHint"),
  act: t("stock.move.act"),
  busy: t("stock.move.busy"),
  one: t("book.one"),
  other: t("book.other"),
  kept: t("book.kept"),
  failed: failed("failed"),
  reference: failed("reference"),
});
export const movements = () =>
  (["restock", "return", "correction"] as const).map((value) => ({
    value,
    name: t(`stock.move.movements.${value}`),
  }));

export const coverWords = () => registry[locale()].web.covers;

const acts = ["created", "saved", "archived", "restored", "joined", "split", "moved", "covered", "uncovered"] as const;
/** The sentence after something that was done; null for whatever else stands in the address. */
export function doneWords(told: unknown, book: { archived: boolean; price: number }): string | null {
  const act = acts.find((each) => each === told);
  if (!act || (act === "archived") !== (act === "archived" && book.archived)) return null;
  if (act === "covered") return coverWords().uploaded;
  if (act === "uncovered") return coverWords().removed;
  if (act === "moved") return t("stock.move.done");
  if (act === "created" && book.price === 0) return `${t("book.created")} ${t("book.draft")}`;
  return t(`book.${act}`);
}
