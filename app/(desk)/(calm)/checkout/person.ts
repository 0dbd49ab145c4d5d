import "server-only";
import { paths } from "@/app/_server/paths";
import type { CheckoutPerson, SavedChoice } from "@/components/checkout/model";
import { localWords } from "@/app/_server/language";
import type { Ctx } from "@/shop/context";
import type { PlaceOrderInput } from "@/shop/checkout/model";
import { getProfile, listAddresses, saveAddress } from "@/shop/identity";
import type { SavedAddress } from "@/shop/identity/model";

const OTHER = "other";

const fieldsOf = ({ name, line1, line2, postcode, city, country }: SavedAddress) => ({
  name,
  address: line1,
  line2: line2 ?? "",
  postcode,
  city,
  country,
});

/** What the check-out knows of whoever is logged in: `asked` is the address that the page's own address names. */
export async function personAtCheckout(ctx: Ctx, asked: unknown): Promise<CheckoutPerson | null> {
  if (ctx.actor.kind !== "user") return null;
  const [profile, addresses] = await Promise.all([getProfile(ctx), listAddresses(ctx)]);
  const usual = addresses.find(({ preferred }) => preferred) ?? addresses[0];
  const chosen = asked === OTHER ? undefined : (addresses.find(({ id }) => id === asked) ?? usual);
  const none = { name: profile.name, address: "", line2: "", postcode: "", city: "" };
  const other: SavedChoice = {
    id: OTHER,
    words: localWords("web.checkout.address")("other"),
    href: paths.checkout(OTHER),
    fields: none,
  };
  return {
    known: { email: profile.email, ...(chosen ? fieldsOf(chosen) : none) },
    choices: [
      ...addresses.map((address) => ({
        id: address.id,
        words: `${address.name}, ${address.line1}, ${address.postcode} ${address.city}`,
        href: paths.checkout(address.id),
        fields: fieldsOf(address),
      })),
      other,
    ],
    chosen: chosen?.id ?? OTHER,
  };
}

/** Keeps the address that an order goes to for the next one, unless it is kept already; a full list stays as it is. */
export async function keepAddress(ctx: Ctx, order: PlaceOrderInput): Promise<void> {
  if (ctx.actor.kind !== "user" || order.delivery === "pickup") return;
  const { name, address: line1, line2, postcode, city, country } = order;
  const addresses = await listAddresses(ctx);
  const same = (kept: SavedAddress) =>
    kept.name === name &&
    kept.line1 === line1 &&
    kept.line2 === line2 &&
    kept.postcode === postcode &&
    kept.city === city &&
    kept.country === country;
  if (addresses.some(same)) return;
  await saveAddress(ctx, { name, line1, line2, postcode, city, country, preferred: addresses.length === 0 });
}
