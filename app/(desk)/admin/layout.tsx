import type { Metadata } from "next";
import { settings } from "@/app/_cache/settings";
import { requestContext } from "@/app/_server/context";
import { requireDesk } from "@/app/_server/desk";
import { AdminShell } from "@/components/admin/shell";
import { Note } from "@/components/ui/note";
import { config } from "@/config/env";
import { locale, localWords } from "@/app/_server/language";
import { roleMay } from "@/shop/_kernel/permissions";
import { countLowStock } from "@/shop/catalog";
import { countMyUnread } from "@/shop/notifications";
import { countWorkingImports } from "@/shop/import";
import { countOrders } from "@/shop/orders";
import { countOpenIncidents } from "@/shop/payments";
import { countDeadMails } from "@/shop/outbox";
import { logOut } from "../(frame)/login/actions";

export async function generateMetadata(): Promise<Metadata> {
  await requestContext();
  const { shop } = await settings(locale());
  const t = localWords("web");
  const page = t("admin.title", { page: "%s" });
  return { title: { template: t("frame.title", { page, shop: shop.name }), default: t("admin.nav.label") } };
}

export default async function AdminLayout({ children }: LayoutProps<"/admin">) {
  const ctx = await requireDesk();
  const readsMails = roleMay(ctx.actor.role, "mail.read");
  const [{ shop }, counts, low, toLookAt, unread, importing, dead] = await Promise.all([
    settings(locale()),
    countOrders(ctx),
    countLowStock(ctx),
    countOpenIncidents(ctx),
    countMyUnread(ctx),
    countWorkingImports(ctx),
    readsMails ? countDeadMails(ctx) : null,
  ]);
  return (
    <AdminShell
      locale={locale()}
      shopName={shop.name}
      person={ctx.actor.name}
      toPack={counts.paid ?? 0}
      low={low}
      importing={importing}
      stuck={dead}
      toLookAt={toLookAt}
      unread={unread}
      may={{
        users: roleMay(ctx.actor.role, "users.read"),
        jobs: roleMay(ctx.actor.role, "jobs.manage"),
        audit: roleMay(ctx.actor.role, "audit.read"),
        settings: roleMay(ctx.actor.role, "settings.manage"),
        reviews: roleMay(ctx.actor.role, "reviews.manage"),
      }}
      logOut={logOut}
    >
      {ctx.shop.payments.testing && ctx.shop.payments.name !== "demo" && config().SHOP_MODE === "production" && (
        <Note kind="wait" className="no-print mb-4">
          <p>{localWords("web.incidents")("testKeys")}</p>
        </Note>
      )}
      {children}
    </AdminShell>
  );
}
