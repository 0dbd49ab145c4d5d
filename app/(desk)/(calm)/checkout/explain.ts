import type { Explain } from "@/app/_server/action";
import { guessAddress } from "@/components/checkout/email-typo";
import { localWords } from "@/app/_server/language";
import { postcodes } from "@/shop/checkout/model";

/** What is wrong with one field of the check-out. */
export const explainCheckout: Explain = (field, issue, typed) => {
  const t = localWords("web.checkout.errors");
  switch (field) {
    case "email":
      return issue.message === "EMAIL_UNUSABLE"
        ? localWords("web.register.errors")("unusable")
        : explainEmail(typed.email?.trim() ?? "");
    case "postcode":
      return explainPostcode(typed.postcode?.trim() ?? "", typed.country ?? "");
    case "name":
    case "address":
    case "city":
      return issue.code === "too_big" ? t("long") : t(field);
    case "line2":
      return t("line2");
    default:
      return t("country");
  }
};

function explainEmail(typed: string): string {
  const t = localWords("web.checkout.errors.email");
  if (typed === "") return t("missing");
  const [person, host, ...more] = typed.split("@");
  if (host === undefined) return t("noAt");
  if (!person || more.length > 0 || host === "" || host.includes(".")) return t("shape");
  const address = guessAddress(typed);
  return address ? t("noDotMean", { address }) : t("noDot");
}

function explainPostcode(typed: string, country: string): string {
  const t = localWords("web.checkout.errors.postcode");
  const example = postcodes[country]?.example ?? "04229";
  if (typed === "") return t("missing", { example });
  return /^\d+$/.test(example) ? t("shapeDigits", { digits: example.length, example }) : t("shape", { example });
}
