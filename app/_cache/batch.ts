/**
 * Joins single look-ups that are asked for together into one query. The look-ups of a page reach it a few milliseconds
 * apart, because each has first been sought in the cache; so a batch is sent when nothing was added for `quietMs`.
 */
export function batch<Key, Value>(load: (keys: Key[]) => Promise<Map<Key, Value>>, quietMs = 2) {
  let waiting = new Map<Key, PromiseWithResolvers<Value | null>>();
  let timer: NodeJS.Timeout | undefined;

  const send = async () => {
    const asked = waiting;
    waiting = new Map();
    try {
      const found = await load([...asked.keys()]);
      for (const [key, answer] of asked) answer.resolve(found.get(key) ?? null);
    } catch (error) {
      for (const answer of asked.values()) answer.reject(error);
    }
  };

  return (key: Key): Promise<Value | null> => {
    clearTimeout(timer);
    timer = setTimeout(send, quietMs);
    const already = waiting.get(key);
    if (already) return already.promise;
    const answer = Promise.withResolvers<Value | null>();
    waiting.set(key, answer);
    return answer.promise;
  };
}
