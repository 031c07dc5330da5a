import type { FetchFunction } from '@slack/web-api/dist/WebClient.js';

/** What we wait when Slack slows us down without saying for how long, in seconds. */
const DEFAULT_RETRY_AFTER = '30';

/**
 * `fetch` as Slack's client may use it in a Worker: called as a plain function, and with `redirect: 'manual'`, because
 * workerd knows no `redirect: 'error'`. A redirect is refused all the same: the token goes to Slack or nowhere.
 */
export function guardFetch(fetch: typeof globalThis.fetch): FetchFunction {
  return async (url, init) => {
    const response = await fetch(url, { ...init, redirect: 'manual' });
    if (response.status >= 300 && response.status < 400) {
      throw new TypeError('Slack answered with a redirect');
    }
    return response.status === 429 ? withRetryAfter(response) : response;
  };
}

function withRetryAfter(response: Response): Response {
  if (/^\d+$/u.test(response.headers.get('retry-after') ?? '')) return response;
  return new Response(response.body, { status: 429, headers: { 'retry-after': DEFAULT_RETRY_AFTER } });
}
