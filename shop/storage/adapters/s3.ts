import { createHash } from "node:crypto";
import http from "node:http";
import https from "node:https";
import type { Client } from "minio";
import { assertKey, atMost, type FileStore } from "../model.ts";

export interface S3Settings {
  /** Such as https://s3.eu-central-1.amazonaws.com; its scheme says whether the way there is encrypted. */
  endpoint: string;
  bucket: string;
  accessKey: string;
  secretKey: string;
  region: string;
}

/** What is kept in memory of an upload, and a part of it at the store: 10,000 parts are allowed, so 80 GB. */
const PART = 8 * 1024 * 1024;

/** How long the store may keep silent before an answer, and within one (where a slow reader is no silence of the store's). */
const [ANSWER_MS, WITHIN_MS] = [30_000, 300_000];

const codeOf = (error: unknown) => (error instanceof Error && "code" in error ? error.code : undefined);
const isMissing = (error: unknown) => ["NoSuchKey", "NotFound"].includes(String(codeOf(error)));

/** Chunks as they come, joined or cut to parts; the last one is what is left, and there is at least one. */
async function* parts(content: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let [held, bytes]: [Uint8Array[], number] = [[], 0];
  for await (let chunk of content) {
    while (bytes + chunk.byteLength > PART) {
      held.push(chunk.subarray(0, PART - bytes));
      yield Buffer.concat(held, PART);
      chunk = chunk.subarray(PART - bytes);
      [held, bytes] = [[], 0];
    }
    held.push(chunk);
    bytes += chunk.byteLength;
  }
  yield Buffer.concat(held, bytes);
}

/**
 * Any store that speaks S3: for shops whose processes run on several machines. A large file goes in parts and is there when
 * the last one is; one that fails is called off, so that its parts are not kept (and paid for). Parts left by a process that
 * was killed are the store's to remove: its rule for incomplete uploads.
 */
export function s3Store({ endpoint, bucket, accessKey, secretKey, region }: S3Settings): FileStore {
  let opened: Promise<Client> | undefined;
  /** The client is large: only who uses it loads it. */
  const client = () => (opened ??= open());
  async function open(): Promise<Client> {
    const { Client } = await import("minio");
    const url = new URL(endpoint);
    const useSSL = url.protocol === "https:";
    const request: typeof https.request = (...given: unknown[]) => {
      const asked = Reflect.apply((useSSL ? https : http).request, undefined, given) as http.ClientRequest;
      const silent = () => asked.destroy(new Error("the file store does not answer"));
      asked.setTimeout(ANSWER_MS, silent);
      asked.once("response", () => asked.setTimeout(WITHIN_MS));
      return asked;
    };
    return new Client({
      endPoint: url.hostname,
      ...(url.port && { port: Number(url.port) }),
      useSSL,
      accessKey,
      secretKey,
      region,
      transport: { request },
      retryOptions: { maximumRetryCount: 3 },
    });
  }

  /** Parts from the second on are sent while the next is being filled from the stream, one at a time. */
  async function putInParts(key: string, pieces: AsyncGenerator<Buffer>, first: Buffer[], contentType: string) {
    const s3 = await client();
    const uploadId = await s3.initiateNewMultipartUpload(bucket, key, { "Content-Type": contentType });
    try {
      const sent: { part: number; etag: string }[] = [];
      let bytes = 0;
      const send = async (piece: Buffer) => {
        const part = sent.length + 1;
        const answer = await s3.makeRequestAsync(
          {
            method: "PUT",
            bucketName: bucket,
            objectName: key,
            query: `partNumber=${part}&uploadId=${encodeURIComponent(uploadId)}`,
            headers: { "Content-MD5": createHash("md5").update(piece).digest("base64") },
          },
          piece,
        );
        answer.resume();
        sent.push({ part, etag: String(answer.headers.etag).replaceAll('"', "") });
        bytes += piece.byteLength;
      };
      for (const piece of first) await send(piece);
      for await (const piece of pieces) await send(piece);
      await s3.completeMultipartUpload(bucket, key, uploadId, sent);
      return { bytes };
    } catch (error) {
      // what went wrong is told, not that calling it off did not succeed either
      await s3.abortMultipartUpload(bucket, key, uploadId).catch(() => {});
      throw error;
    }
  }

  return {
    name: "s3",

    async put(key, content, { contentType = "application/octet-stream", maxBytes } = {}) {
      assertKey(key);
      const pieces = parts(atMost(content, maxBytes));
      const one = await pieces.next();
      const two = await pieces.next();
      const first = one.value ?? Buffer.alloc(0);
      if (!two.done) return putInParts(key, pieces, [first, two.value], contentType);
      const s3 = await client();
      await s3.putObject(bucket, key, first, first.byteLength, { "Content-Type": contentType });
      return { bytes: first.byteLength };
    },

    async read(key, { start = 0 } = {}) {
      assertKey(key);
      const s3 = await client();
      try {
        const file: AsyncIterable<Buffer> = await (start > 0
          ? s3.getPartialObject(bucket, key, start)
          : s3.getObject(bucket, key));
        return file;
      } catch (error) {
        if (isMissing(error)) return null;
        // it ends before that byte
        if (codeOf(error) === "InvalidRange") return (async function* () {})();
        throw error;
      }
    },

    async remove(key) {
      assertKey(key);
      const s3 = await client();
      await s3.removeObject(bucket, key).catch((error: unknown) => {
        if (!isMissing(error)) throw error;
      });
    },

    async *list(prefix = "") {
      const s3 = await client();
      for await (const found of s3.listObjectsV2(bucket, prefix, true) as AsyncIterable<{
        name?: string;
        size?: number;
        lastModified?: Date;
      }>) {
        if (found.name === undefined) continue;
        yield { key: found.name, bytes: found.size ?? 0, changedAt: found.lastModified ?? new Date(0) };
      }
    },
  };
}
