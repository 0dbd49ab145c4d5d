import type { ComponentProps } from "react";

/** go: the one act of the view · line: other acts · bare: small ones · icon: no words, so it needs an `aria-label`. */
export interface ButtonLook {
  look?: "go" | "line" | "bare";
  big?: boolean;
  wide?: boolean;
  icon?: boolean;
}

export const buttonClass = ({ look = "line", big, wide, icon }: ButtonLook, more = ""): string =>
  ["btn", `btn--${look}`, big && "btn--big", wide && "btn--wide", icon && "btn--icon", more].filter(Boolean).join(" ");

export function Button({
  look,
  big,
  wide,
  icon,
  busy = false,
  className,
  type = "submit",
  ...rest
}: ComponentProps<"button"> & ButtonLook & { busy?: boolean }) {
  return (
    <button
      type={type}
      className={buttonClass({ look, big, wide, icon }, className)}
      aria-busy={busy || undefined}
      {...rest}
    />
  );
}

/** A link that looks like a button and loads its page anew: the way from the shop to the desk, and between desk pages. */
export function LinkButton({ look, big, wide, icon, className, ...rest }: ComponentProps<"a"> & ButtonLook) {
  return <a className={buttonClass({ look, big, wide, icon }, className)} {...rest} />;
}
