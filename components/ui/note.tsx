import type { ComponentProps } from "react";
import { FrameIcon, type FrameIconName } from "./frame-icon";

const icons = { plain: "lines", wait: "clock", done: "check", bad: "alert" } as const satisfies Record<
  string,
  FrameIconName
>;

/**
 * Stays where the thing happened. `bad` interrupts a screen reader (role alert), `done` is told politely; pass `role` to
 * overrule. Put the gist into a `<strong>`.
 */
export function Note({
  kind = "plain",
  icon = icons[kind],
  role = kind === "bad" ? "alert" : kind === "done" ? "status" : undefined,
  className = "",
  children,
  ...rest
}: ComponentProps<"div"> & { kind?: keyof typeof icons; icon?: FrameIconName }) {
  return (
    <div className={`note ${kind === "plain" ? "" : `note--${kind}`} ${className}`.trim()} role={role} {...rest}>
      <FrameIcon name={icon} />
      {children}
    </div>
  );
}
