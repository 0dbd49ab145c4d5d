// A load on one address, from a process of its own: `node bench/load.mjs <url> <connections> <seconds> [@rate] [header: value …]`.
// Without a rate each connection asks as soon as it is answered. With one, requests fall due that many times a second on each
// connection, and the wait counts from then on: one that had to wait for the one before it waited, too. A timer that rings late is not
// the server's: such a request counts from when it was sent. One tells the timer's limit of a millisecond: give it connections enough.
// In its first second each connection asks as soon as it is answered, and nothing of that counts: a load whose own code is not warm
// yet falls behind, and would tell its own waits. `{n}` in the address is another number each time. Prints requests a second, and the
// middle, the 95th and the 99th of a hundred waiting times, as one line of JSON.
import net from "node:net";

const [address, connections, seconds, ...rest] = process.argv.slice(2);
const paced = rest.find((each) => each.startsWith("@"));
const every = paced ? 1_000 / Number(paced.slice(1)) : 0;
const headers = rest.filter((each) => each !== paced);
const { hostname, port, pathname, search, host } = new URL(address);
const target = pathname.replaceAll("%7Bn%7D", "{n}") + search.replaceAll("%7Bn%7D", "{n}");
const requestFor = (path) =>
  Buffer.from([`GET ${path} HTTP/1.1`, `host: ${host}`, "connection: keep-alive", ...headers, "", ""].join("\r\n"));
const always = target.includes("{n}") ? null : requestFor(target);
let asked = 0;

const WARM_UP = 1_000;

const times = [];
const statuses = {};
let counts = false;
let open = true;
let bytes = 0;
let began = 0;

/** One request after the other on one connection. The answer must say its length, or come in chunks. */
function connection(_, nth) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(Number(port), hostname);
    socket.setNoDelay(true);
    let due = 0;
    let sent = 0;
    let seen = Buffer.alloc(0);
    let missing = -1;
    const ask = (from) => {
      seen = Buffer.alloc(0);
      missing = -1;
      sent = from ?? performance.now();
      socket.write(always ?? requestFor(target.replaceAll("{n}", String(asked++))));
    };
    const done = () => {
      if (counts) times.push(performance.now() - sent);
      if (counts && open && every) {
        due = due ? due + every : began + (every * nth) / Number(connections); // not all at once
        const early = due - performance.now();
        return early > 0 ? setTimeout(ask, Math.max(1, early)) : ask(due);
      }
      if (open) return ask();
      socket.destroy();
      resolve();
    };
    socket.once("connect", () => ask()).once("error", reject);
    socket.on("data", (chunk) => {
      if (counts) bytes += chunk.length;
      if (missing > 0) {
        missing -= chunk.length;
        return missing <= 0 ? done() : undefined;
      }
      seen = seen.length ? Buffer.concat([seen, chunk]) : chunk;
      const end = seen.indexOf("\r\n\r\n");
      if (end < 0) return;
      const head = seen.subarray(0, end).toString("latin1");
      const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
      if (length === undefined) {
        if (seen.subarray(-5).equals(Buffer.from("0\r\n\r\n"))) {
          count(head);
          done();
        }
        return;
      }
      count(head);
      missing = Number(length) - (seen.length - end - 4);
      if (missing <= 0) done();
    });
  });
}

function count(head) {
  if (!counts) return;
  const status = head.slice(9, 12);
  statuses[status] = (statuses[status] ?? 0) + 1;
}

setTimeout(() => {
  counts = true;
  began = performance.now();
  setTimeout(() => (open = false), Number(seconds) * 1_000);
}, WARM_UP);
await Promise.all(Array.from({ length: Number(connections) }, connection));
const took = (performance.now() - began) / 1_000;
times.sort((a, b) => a - b);
const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? null;
console.log(JSON.stringify({ rate: times.length / took, p50: at(0.5), p95: at(0.95), p99: at(0.99), bytes, statuses }));
