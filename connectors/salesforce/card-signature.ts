import { ok, refuse, type Result } from '#core/problem.ts';
import { to18 } from './org-id.ts';

/** What our Apex class signs of a request, and the secrets it holds. */
export interface CardRequest {
  method: string;
  /** As sent: neither decoded nor put in order. */
  pathAndQuery: string;
  body: string;
  headers: Headers;
}
export interface CardSecrets {
  token: string;
  secret: string;
}
/** Who asks. The nonce has to be met once only, which is for whoever stores it. */
export interface CardCaller {
  orgId: string;
  userId: string;
  nonce: string;
}

const TOLERANCE_MS = 300_000;
const RELOAD = 'Reload the page and try again.';
const HMAC = { name: 'HMAC', hash: 'SHA-256' };

/** The text that is signed, line by line: method, path with query, time, nonce, org, user, SHA-256 of the body in hex. */
export async function signedText(
  { method, pathAndQuery, body }: Pick<CardRequest, 'method' | 'pathAndQuery' | 'body'>,
  stamp: { timestamp: string; nonce: string; org: string; user: string },
): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes(body)));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [method.toUpperCase(), pathAndQuery, stamp.timestamp, stamp.nonce, stamp.org, stamp.user, hex].join(
    '\n',
  );
}

/**
 * Who sent a request of the card in Salesforce. Errors, in words a representative understands: `unauthorized` (the
 * token), `bad_signature`, `expired` (more than five minutes old or ahead).
 */
export async function verifyCardRequest(
  request: CardRequest,
  { token, secret }: CardSecrets,
  now: number,
): Promise<Result<CardCaller>> {
  if (!(await isSame(request.headers.get('authorization') ?? '', `Bearer ${token}`))) {
    return refuse(
      'unauthorized',
      'Groundswell does not know this Salesforce org’s key.',
      'Ask your Salesforce admin to set up the Groundswell credential again.',
    );
  }
  const stamp = readStamp(request.headers);
  if (stamp === null) return refuse('bad_signature', 'The request is incomplete.', RELOAD);
  const given = fromBase64(request.headers.get('x-groundswell-signature') ?? '');
  const signed = bytes(await signedText(request, stamp));
  if (
    given === null ||
    secret === '' ||
    !(await crypto.subtle.verify(HMAC, await hmacKey(bytes(secret)), given, signed))
  ) {
    return refuse('bad_signature', 'The request was changed on its way, or signed with another key.', RELOAD);
  }
  if (Math.abs(now - Number(stamp.timestamp)) > TOLERANCE_MS) {
    return refuse('expired', 'The page was open for too long.', RELOAD);
  }
  return ok({ orgId: stamp.org, userId: stamp.user, nonce: stamp.nonce });
}

function readStamp(headers: Headers) {
  const org = headers.get('x-groundswell-org') ?? '';
  const user = headers.get('x-groundswell-user') ?? '';
  const timestamp = headers.get('x-groundswell-timestamp') ?? '';
  const nonce = headers.get('x-groundswell-nonce') ?? '';
  const isReadable =
    to18(org) === org &&
    to18(user) === user &&
    /^\d{1,15}$/.test(timestamp) &&
    /^[A-Za-z0-9_-]{16,64}$/.test(nonce);
  return isReadable ? { org, user, timestamp, nonce } : null;
}

/** Compares without telling by the time it takes how much is right: both sides are signed with a key of the moment. */
async function isSame(given: string, wanted: string): Promise<boolean> {
  const key = await hmacKey(crypto.getRandomValues(new Uint8Array(32)));
  return crypto.subtle.verify(
    'HMAC',
    key,
    await crypto.subtle.sign('HMAC', key, bytes(given)),
    bytes(wanted),
  );
}

function hmacKey(secret: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', secret, HMAC, false, ['sign', 'verify']);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9+/]{43}=$/.test(text)) return null;
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(text));
}
