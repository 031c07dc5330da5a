/** A key no other press has. */
export function newKey(): string {
  return crypto.randomUUID();
}

/** What was last sent and not answered with success. */
interface Attempt {
  content: string;
  key: string;
}

/**
 * The idempotency key of each press: what failed and is sent again unchanged keeps its key, so that an answer lost on
 * the way makes nothing happen twice. Everything else is a new press.
 */
export function createPresses(): { keyFor: (content: unknown) => string; succeeded: () => void } {
  let last: Attempt | null = null;
  return {
    keyFor(content) {
      const text = JSON.stringify(content);
      if (last?.content !== text) last = { content: text, key: newKey() };
      return last.key;
    },
    succeeded() {
      last = null;
    },
  };
}
