/** A body written while its parts are made, as fast as it is read; whoever leaves ends the making. */
export function streamed(parts: AsyncIterable<string | Uint8Array>, before = ""): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const making = parts[Symbol.asyncIterator]();
  let mark = before;
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await making.next();
      if (done) return controller.close();
      controller.enqueue(typeof value === "string" ? encoder.encode(mark + value) : value);
      mark = "";
    },
    async cancel() {
      await making.return?.();
    },
  });
}
