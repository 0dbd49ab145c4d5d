import { isIPv4, isIPv6 } from "node:net";

/** An address as a proxy may write it: `192.0.2.1:4711`, `[2001:db8::1]:4711`, `fe80::1%eth0`. */
const bare = (address: string): string => {
  const text = address.trim().replace(/%.*$/, "");
  const [, bracketed] = /^\[([^\]]+)\](?::\d+)?$/.exec(text) ?? [];
  return bracketed ?? text.replace(/^([\d.]+):\d+$/, "$1");
};

/**
 * What counts as one caller: an IPv4 address, or the /64 of an IPv6 address, which is what one connection gets (RFC 6177,
 * section 2) and changes within at will. An IPv4 address in IPv6 clothes (RFC 4291, section 2.5.5.2) is itself. What is no
 * address is nobody's: all of those share one.
 */
export function networkOf(address: string | null): string {
  const text = bare(address ?? "");
  if (isIPv4(text)) return text;
  if (!isIPv6(text)) return "unknown";
  const groups = groupsOf(text);
  const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (mapped)
    return groups
      .slice(6)
      .flatMap((group) => [group >> 8, group & 255])
      .join(".");
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(":")}::/64`;
}

/** The eight groups of a valid IPv6 address. URLs write it in one way (URL standard, "IPv6 serializer"). */
function groupsOf(address: string): number[] {
  const [before = "", after] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const read = (part: string) => (part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16)));
  const [head, tail] = [read(before), read(after ?? "")];
  return [...head, ...Array.from({ length: 8 - head.length - tail.length }, () => 0), ...tail];
}
