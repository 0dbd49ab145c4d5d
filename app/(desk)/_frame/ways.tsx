import type { ComponentProps } from "react";
import { openProviders, providerNames } from "@/app/_server/providers";
import { ProviderButtons } from "@/components/account/provider-buttons";
import { localWords } from "@/app/_server/language";
import type { Provider } from "@/shop/identity/model";

type Action = ComponentProps<typeof ProviderButtons>["action"];

/** The log-ins elsewhere that are open, each with its button; nothing where none is. */
export function Ways({ action, hidden }: { action: Action; hidden?: Record<string, string> }) {
  const t = localWords("web.login.with");
  const open = openProviders();
  if (open.length === 0) return null;
  return (
    <div className="grid gap-4">
      <p className="flex items-center gap-3 text-ink-3 before:h-px before:flex-1 before:bg-rule after:h-px after:flex-1 after:bg-rule">
        {t("or")}
      </p>
      <ProviderButtons
        action={action}
        hidden={hidden}
        providers={open.map((id) => wayOf(id, t("act", named(id))))}
        wide
      />
    </div>
  );
}

const named = (provider: Provider) => ({ name: providerNames[provider] });

export function wayOf(provider: Provider, act: string) {
  const t = localWords("web.login.with");
  const name = named(provider);
  return { id: provider, act, busy: t("busy", name), goOn: t("goOn", name), there: t("there") };
}
