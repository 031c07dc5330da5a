import { HttpResponse } from 'msw';
import type { Fault } from '../knobs.ts';

const RESPONSES: Record<Fault['kind'], (fault: Fault) => Response> = {
  http_500: () => new HttpResponse('Internal Server Error', { status: 500 }),
  http_503: () => new HttpResponse('Service Unavailable', { status: 503 }),
  html_502: () => HttpResponse.html('<html><body><h1>502 Bad Gateway</h1></body></html>', { status: 502 }),
  fatal_error: () => HttpResponse.json({ ok: false, error: 'fatal_error' }),
  rate_limited: ({ retryAfter }) => {
    const headers: Record<string, string> = retryAfter === null ? {} : { 'retry-after': String(retryAfter) };
    return HttpResponse.json({ ok: false, error: 'ratelimited' }, { status: 429, headers });
  },
  reset: () => HttpResponse.error(),
};

/** What a caller struck by a planned fault gets instead of its answer. */
export function misbehave(fault: Fault): Response {
  return RESPONSES[fault.kind](fault);
}
