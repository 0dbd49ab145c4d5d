import type { SettingsGroup } from "@/components/admin/settings-form";
import { countryName } from "@/components/ui/format";
import { locale, localWords } from "@/app/_server/language";
import { plainAmount } from "@/shop/_kernel/amounts";
import type { SettingValue } from "@/shop/settings/model";

const t = localWords("web.admin.settings");

/** The parts that are set at the desk, in the order of their tabs. */
export const parts = ["shop", "shipping", "tax", "checkout", "reviews"] as const;
export type Part = (typeof parts)[number];

/** Codes with a name that are no country's own (ISO 3166-1: reserved, for private use, or none). */
const noCountry = new Set("AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ".split(" "));

/** Every country by its name; former ones, which stand for another by now, are left out. */
function countries() {
  const names = new Intl.DisplayNames([locale()], { type: "region", fallback: "none" });
  const letters = Array.from({ length: 26 }, (_, i) => String.fromCharCode(65 + i));
  return letters
    .flatMap((a) => letters.map((b) => `${a}${b}`))
    .filter((code) => !noCountry.has(code) && new Intl.Locale(`und-${code}`).region === code)
    .flatMap((code) => {
      const name = names.of(code);
      return name ? [{ value: code, name }] : [];
    })
    .sort((a, b) => a.name.localeCompare(b.name, locale()));
}

/** A part of the settings as the fields of its form. */
export const groupsOf = {
  shop: (shop: SettingValue<"shop">): SettingsGroup[] => [
    {
      id: "shop",
      heading: t("shop.heading"),
      text: `${t("shop.text")} ${t("shop.currency", { currency: shop.currency })}`,
      fields: [
        { name: "name", label: t("shop.name"), value: shop.name, maxLength: 80 },
        { name: "email", label: t("shop.email"), value: shop.email, hint: t("shop.emailHint"), maxLength: 254 },
        { name: "street", label: t("shop.street"), value: shop.street, maxLength: 200 },
        { name: "postcode", label: t("shop.postcode"), value: shop.postcode, span: 2, maxLength: 12 },
        { name: "city", label: t("shop.city"), value: shop.city, span: 4, maxLength: 120 },
        {
          name: "country",
          label: t("shop.country"),
          value: shop.country,
          kind: "choice",
          choices: countries(),
          span: 3,
        },
        {
          name: "vatId",
          label: t("shop.vatId"),
          value: shop.vatId,
          hint: t("shop.vatIdHint"),
          span: 3,
          maxLength: 30,
        },
        {
          name: "timezone",
          label: t("shop.timezone"),
          value: shop.timezone,
          hint: t("shop.timezoneHint"),
          span: 3,
          maxLength: 60,
        },
      ],
    },
  ],

  shipping: ({ zones, pickup }: SettingValue<"shipping">, currency: string): SettingsGroup[] => {
    const empty = { code: "", countries: [], flatMinor: null, freeFromMinor: null, days: { from: null, to: null } };
    const amount = (minor: number | null) => (minor === null ? "" : plainAmount(minor, currency));
    const inTheShop: SettingsGroup = {
      id: "pickup",
      heading: t("shipping.pickup"),
      text: t("shipping.pickupText"),
      fields: [
        {
          name: "pickup.offered",
          label: t("shipping.pickupOffered"),
          value: pickup.offered ? "on" : "",
          kind: "check",
        },
      ],
    };
    const byZone = [...zones, empty].map((zone, row) => {
      const at = (name: string) => `zones.${row}.${name}`;
      const isNew = row === zones.length;
      return {
        id: `zone-${row}`,
        heading: isNew ? t("shipping.add") : t("shipping.zone", { name: zone.code }),
        text: isNew
          ? t("shipping.addText")
          : zone.countries.map((country) => countryName(country, locale())).join(", "),
        folded: isNew,
        fields: [
          {
            name: at("code"),
            label: t("shipping.code"),
            value: zone.code,
            hint: t("shipping.codeHint"),
            span: 3,
            maxLength: 40,
          },
          {
            name: at("countries"),
            label: t("shipping.countries"),
            value: zone.countries.join(", "),
            hint: t("shipping.countriesHint"),
            span: 3,
            maxLength: 1_000,
          },
          {
            name: at("flatMinor"),
            label: t("shipping.flat", { currency }),
            value: amount(zone.flatMinor),
            kind: "amount",
            span: 3,
            maxLength: 12,
          },
          {
            name: at("freeFromMinor"),
            label: t("shipping.free", { currency }),
            value: amount(zone.freeFromMinor),
            hint: t("shipping.freeHint"),
            kind: "amount",
            span: 3,
            maxLength: 12,
          },
          {
            name: at("days.from"),
            label: t("shipping.from"),
            value: String(zone.days.from ?? ""),
            kind: "number",
            span: 3,
            maxLength: 3,
          },
          {
            name: at("days.to"),
            label: t("shipping.to"),
            value: String(zone.days.to ?? ""),
            kind: "number",
            span: 3,
            maxLength: 3,
          },
        ],
      } satisfies SettingsGroup;
    });
    return [inTheShop, ...byZone];
  },

  tax: ({ rates }: SettingValue<"tax">): SettingsGroup[] =>
    [...rates, null].map((row, index) => {
      const at = (name: string) => `rates.${index}.${name}`;
      const rate = (bp: number | undefined) => (bp === undefined ? "" : String(bp / 100));
      return {
        id: `rate-${index}`,
        heading: row ? t("tax.country", { country: countryName(row.country, locale()) }) : t("tax.add"),
        ...(index === 0 && { text: t("tax.text") }),
        folded: row === null,
        fields: [
          {
            name: at("country"),
            label: t("tax.code"),
            value: row?.country ?? "",
            kind: "choice",
            choices: [{ value: "", name: t(row ? "tax.leave" : "tax.none") }, ...countries()],
          },
          { name: at("books"), label: t("tax.books"), value: rate(row?.books), kind: "amount", span: 2, maxLength: 6 },
          {
            name: at("ebooks"),
            label: t("tax.ebooks"),
            value: rate(row?.ebooks),
            kind: "amount",
            span: 2,
            maxLength: 6,
          },
          { name: at("audio"), label: t("tax.audio"), value: rate(row?.audio), kind: "amount", span: 2, maxLength: 6 },
        ],
      } satisfies SettingsGroup;
    }),

  checkout: ({ paymentMinutes }: SettingValue<"checkout">): SettingsGroup[] => [
    {
      id: "checkout",
      heading: t("checkout.heading"),
      fields: [
        {
          name: "paymentMinutes",
          label: t("checkout.minutes"),
          value: String(paymentMinutes),
          hint: t("checkout.minutesHint"),
          kind: "number",
          span: 3,
          maxLength: 5,
        },
      ],
    },
  ],

  reviews: ({ invite, days }: SettingValue<"reviews">): SettingsGroup[] => [
    {
      id: "reviews",
      heading: t("reviews.heading"),
      text: t("reviews.text"),
      fields: [
        { name: "invite", label: t("reviews.invite"), value: invite ? "on" : "", kind: "check" },
        {
          name: "reviewDays",
          label: t("reviews.days"),
          value: String(days),
          hint: t("reviews.daysHint"),
          kind: "number",
          span: 3,
          maxLength: 2,
        },
      ],
    },
  ],
};
