import { readFileSync } from 'node:fs';
import type { Sandbox } from '#test/sandbox/hubspot/api.ts';
import type { Owner } from '#test/sandbox/hubspot/portal.ts';
import { userIdOf } from '#test/sandbox/hubspot/routes/owners.ts';
import { signedHeaders } from '#test/sandbox/hubspot/signature.ts';

const TIMEOUT_MS = 15_000;
const MOST_BYTES = 1_000_000;
const MANIFEST = `${import.meta.dirname}/../../../../connectors/hubspot/app/src/app/app-hsmeta.json`;

/** Where the app answers: where its webhooks go. Null while nobody said. */
export function appUrl(sandbox: Sandbox): string | null {
  const { url } = sandbox.webhooks.target;
  return url === null ? null : new URL(url).origin;
}

/** What a card asks HubSpot to fetch for it. */
export interface CardFetch {
  method: string;
  url: string;
  body: string;
  user: Owner;
}

/**
 * Fetches for a card as HubSpot's proxy does: only what the app's manifest permits, with who asks added to the query, signed, at most a
 * megabyte each way, and once more after a 5xx or no answer, whatever the method.
 */
export async function fetchForCard(sandbox: Sandbox, asked: CardFetch): Promise<Response> {
  const { method, body } = asked;
  if (!isPermitted(sandbox, asked.url))
    return refusal(403, 'The URL is not among the permitted URLs of the app.');
  if (body.length > MOST_BYTES) return refusal(413, 'The request is larger than 1 MB.');
  const url = withIdentity(sandbox, asked);
  const first = await attempt(sandbox, method, url, body);
  const answer = first === null || first.status >= 500 ? await attempt(sandbox, method, url, body) : first;
  if (answer === null) return refusal(504, 'The app did not answer.');
  const bytes = await answer.arrayBuffer();
  if (bytes.byteLength > MOST_BYTES) return refusal(502, 'The answer is larger than 1 MB.');
  const type = answer.headers.get('content-type') ?? 'application/octet-stream';
  return new Response(bytes, { status: answer.status, headers: { 'content-type': type } });
}

/** HubSpot holds an address against those of the manifest: the same origin, and a path that begins as theirs. */
function isPermitted(sandbox: Sandbox, asked: string): boolean {
  const app = appUrl(sandbox);
  if (app === null || !URL.canParse(asked)) return false;
  const manifest = JSON.parse(readFileSync(MANIFEST, 'utf8')) as {
    config: { permittedUrls: { fetch: string[] } };
  };
  const { origin, pathname } = new URL(asked);
  return manifest.config.permittedUrls.fetch
    .map((permitted) => new URL(permitted.replace('${GROUNDSWELL_URL}', app)))
    .some((permitted) => origin === permitted.origin && pathname.startsWith(permitted.pathname));
}

function withIdentity(sandbox: Sandbox, { url, user }: CardFetch): string {
  const identity = {
    portalId: String(sandbox.portal.id),
    userId: String(userIdOf(user.id)),
    userEmail: user.email,
    appId: String(sandbox.app.id),
  };
  return `${url}${url.includes('?') ? '&' : '?'}${new URLSearchParams(identity).toString()}`;
}

async function attempt(
  sandbox: Sandbox,
  method: string,
  url: string,
  body: string,
): Promise<Response | null> {
  const headers = signedHeaders(sandbox.webhooks.target.clientSecret, method, url, body, sandbox.now());
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  try {
    return await fetch(url, { method, headers, signal, ...(method === 'GET' ? {} : { body }) });
  } catch {
    return null;
  }
}

function refusal(status: number, message: string): Response {
  return Response.json({ status: 'error', message }, { status });
}
