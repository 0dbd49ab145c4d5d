/** An address as somebody who looks over a shoulder may see it: "a•••@example.org". */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf("@");
  const [first = ""] = at > 0 ? email : "";
  return `${first}•••${at >= 0 ? email.slice(at) : ""}`;
}
