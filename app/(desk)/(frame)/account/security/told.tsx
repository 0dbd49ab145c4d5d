import { isProvider, providerNames } from "@/app/_server/providers";
import { isRefusalCode, sentenceOf } from "@/app/_server/refusals";
import { Note } from "@/components/ui/note";
import { locale, localWords } from "@/app/_server/language";

const t = localWords("web.account.security");

/** What was just done, or why a log-in elsewhere was not linked: as the address says. */
export function Told({ params }: { params: Record<string, unknown> }) {
  const name = isProvider(params.by) ? providerNames[params.by] : null;
  const done = doneWords(params, name);
  if (done) {
    return (
      <Note kind="done">
        <strong>{done}</strong>
      </Note>
    );
  }
  const refused = name && refusedWords(params.refused, name);
  return refused ? (
    <Note kind="bad">
      <p>{refused}</p>
    </Note>
  ) : null;
}

function doneWords({ done, count }: Record<string, unknown>, name: string | null): string | null {
  switch (done) {
    case "password":
      return t("password.done");
    case "email":
      return t("email.done");
    case "sent":
      return t("email.sent");
    case "linked":
      return name && t("linked.done", { name });
    case "unlinked":
      return name && t("linked.gone", { name });
    case "ended":
      return t("sessions.ended");
    case "others":
      return t("sessions.endedOthers", { count: /^\d{1,4}$/.test(String(count)) ? Number(count) : 0 });
    default:
      return null;
  }
}

function refusedWords(refused: unknown, name: string): string | null {
  if (refused === "session") return t("linked.session");
  if (refused === "provider") return t("linked.provider", { name });
  return isRefusalCode(refused) ? sentenceOf({ code: refused }, locale()) : null;
}
