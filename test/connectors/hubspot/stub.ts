/** One call as it reached the vendor. */
export interface Call {
  method: string;
  url: string;
  headers: Headers;
  body: string;
}

/** A `fetch` that answers from `answer` and keeps what it was asked. */
export function stubFetch(answer: (call: Call) => Response | Promise<Response>): {
  fetch: typeof fetch;
  calls: Call[];
} {
  const calls: Call[] = [];
  return {
    calls,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const call = {
        method: request.method,
        url: request.url,
        headers: request.headers,
        body: await request.text(),
      };
      calls.push(call);
      return answer(call);
    },
  };
}
