/** One call as it arrived at Slack. */
export interface SlackCall {
  url: string;
  method: string;
  authorization: string | null;
  fields: Record<string, string>;
}

/** A `fetch` that answers like Slack's Web API, and the calls it got. */
export function fakeSlack(answer: (call: SlackCall) => Response | Promise<Response>) {
  const calls: SlackCall[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    // Workers know no `redirect: 'error'`.
    if (init?.redirect === 'error') throw new TypeError('Invalid redirect value');
    const request = new Request(input, init);
    const fields = Object.fromEntries(new URLSearchParams(await request.text()));
    const call = {
      url: request.url,
      method: request.method,
      authorization: request.headers.get('authorization'),
      fields,
    };
    calls.push(call);
    return answer(call);
  };
  return { calls, fetch };
}

/** What Slack answers when it could do it. */
export function okay(body: object = {}): Response {
  return Response.json({ ok: true, ...body });
}

/** What Slack answers when it refuses: HTTP 200 and the name of the reason. */
export function refusal(error: string, body: object = {}): Response {
  return Response.json({ ok: false, error, ...body });
}
