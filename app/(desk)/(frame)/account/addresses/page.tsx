import { settings } from "@/app/_cache/settings";
import { requireAccount } from "@/app/_server/account";
import { paths } from "@/app/_server/paths";
import { AddressLines } from "@/components/account/address-lines";
import { ActForm } from "@/components/form/act-form";
import { FieldsForm } from "@/components/form/fields-form";
import { LinkButton } from "@/components/ui/button";
import { countryName } from "@/components/ui/format";
import { Note } from "@/components/ui/note";
import { Tag } from "@/components/ui/tag";
import { registry } from "@/messages";
import { locale, localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import { listAddresses } from "@/shop/identity";
import { MAX_ADDRESSES, type SavedAddress } from "@/shop/identity/model";
import { formWords } from "../form-words";
import { removeMine, saveMine } from "./actions";

const t = localWords("web.account.addresses");
const words = localWords("web.account.form");

export const generateMetadata = titled(() => t("title"));

export default async function AddressesPage({ searchParams }: PageProps<"/account/addresses">) {
  const ctx = await requireAccount();
  const [addresses, { shipping }, params] = await Promise.all([listAddresses(ctx), settings(locale()), searchParams]);
  const changing = addresses.find(({ id }) => id === params.edit);
  const done = (["saved", "removed"] as const).find((each) => each === params.done);
  const countries = shipping.zones
    .flatMap((zone) => zone.countries)
    .map((code) => ({ value: code, words: countryName(code, locale()) }));
  return (
    <div className="grid gap-5">
      <div>
        <h1>{t("title")}</h1>
        <p className="muted mt-2">{t("lead")}</p>
      </div>
      {done && (
        <Note kind="done">
          <strong>{t(done)}</strong>
        </Note>
      )}
      {addresses.length === 0 ? (
        <p className="muted">{t("none.text")}</p>
      ) : (
        <ul className="grid gap-4 s:grid-cols-2 m:grid-cols-3">
          {addresses.map((address) => (
            <li key={address.id} className="panel flex flex-col p-4" aria-current={address === changing || undefined}>
              {address.preferred && (
                <p className="mb-2">
                  <Tag kind="done">{t("preferred")}</Tag>
                </p>
              )}
              <AddressLines address={address} locale={locale()} />
              <div className="mt-auto flex flex-wrap items-start gap-2 pt-3">
                <LinkButton
                  href={`${paths.mine.addresses({ edit: address.id })}#form`}
                  aria-label={t("changeName", { name: address.name, city: address.city })}
                >
                  {t("change")}
                </LinkButton>
                <ActForm
                  action={removeMine}
                  fields={{ id: address.id }}
                  look="bare"
                  words={t("remove")}
                  name={t("removeName", { name: address.name, city: address.city })}
                  busyWords={t("removing")}
                  failedWords={registry[locale()].web.form}
                />
              </div>
            </li>
          ))}
        </ul>
      )}
      <section id="form" className="grid max-w-[36rem] gap-4 border-t border-ink pt-5" aria-labelledby="form-head">
        <h2 id="form-head" className="text-lg">
          {t(changing ? "changing" : "add")}
        </h2>
        {!changing && addresses.length >= MAX_ADDRESSES ? (
          <p className="muted">{t("full")}</p>
        ) : (
          <FieldsForm
            key={changing?.id ?? `new ${addresses.length}`}
            action={saveMine}
            hidden={changing ? { id: changing.id } : {}}
            fields={fieldsFor(changing, countries)}
            words={formWords(words("save"), words("saving"))}
            look={{ look: "go" }}
            grid
          >
            {changing && (
              <p>
                <a className="link inline-flex min-h-[1.5rem] items-center" href={paths.mine.addresses()}>
                  {words("cancel")}
                </a>
              </p>
            )}
          </FieldsForm>
        )}
      </section>
    </div>
  );
}

const fieldsFor = (address: SavedAddress | undefined, countries: readonly { value: string; words: string }[]) => [
  { name: "name", label: t("fields.name"), autoComplete: "name", maxLength: 120, value: address?.name },
  { name: "line1", label: t("fields.line1"), autoComplete: "address-line1", maxLength: 200, value: address?.line1 },
  {
    name: "line2",
    label: t("fields.line2"),
    autoComplete: "address-line2",
    maxLength: 200,
    optional: localWords("web.frame")("optional"),
    value: address?.line2 ?? undefined,
  },
  {
    name: "postcode",
    label: t("fields.postcode"),
    autoComplete: "postal-code",
    maxLength: 12,
    className: "c2 keep2",
    value: address?.postcode,
  },
  {
    name: "city",
    label: t("fields.city"),
    autoComplete: "address-level2",
    maxLength: 120,
    className: "c4 keep4",
    value: address?.city,
  },
  {
    name: "country",
    label: t("fields.country"),
    autoComplete: "country",
    value: address?.country ?? countries[0]?.value,
    options: countries,
  },
  {
    name: "preferred",
    label: t("fields.preferred"),
    type: "checkbox",
    value: address?.preferred ? "on" : "",
  },
];
