import { paths } from "@/app/_server/paths";
import { registry, translator } from "@/messages";
import type { Notification } from "@/shop/notifications/model";
import { longWhen, type DeskClock } from "../admin/when";
import { ActForm } from "../form/act-form";
import type { FormAction } from "../form/model";
import { Tag } from "../ui/tag";
import { notificationWords } from "./words";

/** Notifications, newest first: each leads to what it is about, and is read then. */
export function NotificationList({
  items,
  page,
  read,
  clock,
}: {
  items: readonly Notification[];
  page: number;
  read: FormAction;
  clock: DeskClock;
}) {
  const { locale } = clock;
  const t = translator(locale, "web.notifications");
  return (
    <ul className="panel" aria-label={t("list")}>
      {items.map((item) => {
        const about = notificationWords(locale, item);
        return (
          <li
            key={item.id}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-rule px-4 py-2 last:border-0"
          >
            <div className="min-w-0">
              <a
                className={`quiet inline-flex min-h-tap items-center wrap-anywhere ${item.readAt ? "text-ink-2" : "font-semibold"}`}
                href={paths.mine.notification(item.id)}
              >
                {about}
              </a>
              <p className="hint flex flex-wrap items-center gap-3 pb-1">
                <time dateTime={item.createdAt.toISOString()}>{longWhen(item.createdAt, clock)}</time>
                {!item.readAt && <Tag kind="move">{t("fresh")}</Tag>}
              </p>
            </div>
            {!item.readAt && (
              <ActForm
                action={read}
                fields={{ id: item.id, page: String(page) }}
                className="max-s:-ml-3"
                look="bare"
                words={t("read")}
                name={t("readName", { about })}
                busyWords={t("reading")}
                failedWords={registry[locale].web.form}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}
