import { settings } from "@/app/_cache/settings";
import { requireAccount } from "@/app/_server/account";
import { paths } from "@/app/_server/paths";
import { AddressLines } from "@/components/account/address-lines";
import { MyOrders } from "@/components/account/my-orders";
import { ActForm } from "@/components/form/act-form";
import { Button, LinkButton } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { registry } from "@/messages";
import { locale, localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import { roleMay } from "@/shop/_kernel/permissions";
import { getProfile, listAddresses } from "@/shop/identity";
import { listMyOrders } from "@/shop/orders";
import { logOut } from "../login/actions";
import { sendVerification } from "./actions";

const t = localWords("web.account");

export const generateMetadata = titled(() => t("overview.title"));

const LATEST = 3;

export default async function AccountPage({ searchParams }: PageProps<"/account">) {
  const ctx = await requireAccount();
  const [profile, addresses, orders, { shop }, params] = await Promise.all([
    getProfile(ctx),
    listAddresses(ctx),
    listMyOrders(ctx, { page: 1 }),
    settings(locale()),
    searchParams,
  ]);
  const address = addresses.find(({ preferred }) => preferred) ?? addresses[0];
  return (
    <div className="grid gap-6">
      <div>
        <h1>{t("overview.title")}</h1>
        <p className="muted mt-2">{t("overview.hello", { name: profile.name })}</p>
      </div>
      <Told params={params} email={profile.email} />
      {!profile.emailVerified && params.done !== "registered" && (
        <Note kind="wait" icon="mail">
          <strong>{t("overview.verify.heading")}</strong>
          <p>{t("overview.verify.text", { email: profile.email })}</p>
          <ActForm
            action={sendVerification}
            fields={{ back: paths.account() }}
            className="mt-3"
            words={t("overview.verify.again")}
            busyWords={t("overview.verify.busy")}
            failedWords={registry[locale()].web.form}
          />
        </Note>
      )}
      <section aria-labelledby="orders">
        <h2 id="orders" className="mb-3 text-lg">
          {t("overview.orders")}
        </h2>
        {orders.items.length === 0 ? (
          <p className="muted">{t("overview.noOrders")}</p>
        ) : (
          <>
            <MyOrders
              rows={orders.items.slice(0, LATEST)}
              caption={t("overview.orders")}
              clock={{ now: ctx.now, locale: locale(), timeZone: shop.timezone }}
            />
            {orders.total > LATEST && (
              <p className="mt-3">
                <LinkButton href={paths.mine.orders()}>{t("overview.allOrders")}</LinkButton>
              </p>
            )}
          </>
        )}
      </section>
      <section aria-labelledby="address">
        <h2 id="address" className="mb-3 text-lg">
          {t("overview.address")}
        </h2>
        {address ? (
          <AddressLines address={address} locale={locale()} />
        ) : (
          <p className="muted">{t("overview.noAddress")}</p>
        )}
        <p className="mt-3">
          <LinkButton href={paths.mine.addresses()}>{t("overview.manage")}</LinkButton>
        </p>
      </section>
      <div className="flex flex-wrap gap-3 border-t border-rule pt-5">
        {roleMay(ctx.actor.role, "desk.enter") && (
          <LinkButton look="go" href={paths.admin.home()}>
            {t("nav.desk")}
          </LinkButton>
        )}
        <form action={logOut}>
          <Button>{t("nav.logOut")}</Button>
        </form>
      </div>
    </div>
  );
}

/** What was just done, as the address says. */
function Told({ params, email }: { params: Record<string, unknown>; email: string }) {
  switch (params.done) {
    case "registered":
      return (
        <Note kind="done" icon="mail">
          <strong>{t("overview.welcome.heading")}</strong>
          <p>{t("overview.welcome.text", { email })}</p>
        </Note>
      );
    case "verified": {
      const claimed = /^\d{1,5}$/.test(String(params.claimed)) ? Number(params.claimed) : 0;
      return (
        <Note kind="done">
          <strong>{t("overview.verified.heading")}</strong>
          <p>{t("overview.verified.claimed", { count: claimed })}</p>
        </Note>
      );
    }
    case "sent":
      return (
        <Note kind="done" icon="mail">
          <strong>{t("overview.verify.sent", { email })}</strong>
        </Note>
      );
    default:
      return null;
  }
}
