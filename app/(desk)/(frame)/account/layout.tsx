import { requireAccount } from "@/app/_server/account";
import { paths } from "@/app/_server/paths";
import { AccountNav } from "@/components/account/account-nav";
import { localWords } from "@/app/_server/language";

/** The account's pages below the ways between them. */
export default async function AccountLayout({ children }: LayoutProps<"/account">) {
  await requireAccount();
  const t = localWords("web.account.nav");
  return (
    <div className="wrap pt-5">
      <AccountNav
        label={t("label")}
        root={paths.account()}
        links={[
          { href: paths.account(), name: t("overview") },
          { href: paths.mine.orders(), name: t("orders") },
          { href: paths.mine.notifications(), name: localWords("web.notifications")("title") },
          { href: paths.mine.prebookings(), name: localWords("web.prebooking")("nav") },
          { href: paths.mine.wishlist(), name: t("wishlist") },
          { href: paths.mine.reviews(), name: t("reviews") },
          { href: paths.mine.profile(), name: t("profile") },
          { href: paths.mine.addresses(), name: t("addresses") },
          { href: paths.mine.security(), name: t("security") },
        ]}
      />
      <div className="pt-5">{children}</div>
    </div>
  );
}
