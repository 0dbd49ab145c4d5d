import type { Route } from "next";
import { paths } from "@/app/_server/paths";
import { locale } from "@/app/_server/language";
import { roleMay, type Role } from "@/shop/_kernel/permissions";

/** Where somebody who has just come in, and asked for nothing else, is taken. */
export const homeOf = (person: { role: Role } | null): Route =>
  !person ? paths.home(locale()) : roleMay(person.role, "desk.enter") ? paths.admin.home() : paths.account();
