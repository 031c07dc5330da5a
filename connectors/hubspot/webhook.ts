import type { CrmWebhookEvent } from '#connectors/connector.ts';
import type { RecordKind } from '#core/crm/crm.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import * as z from 'zod';

/** The parts of a request that HubSpot signs, as they came in: nothing parsed, nothing rebuilt. */
export interface SignedRequest {
  method: string;
  /** Full public URL with the query in its original order and encoding. */
  url: string;
  body: string;
  /** X-HubSpot-Signature-v3; null where absent. */
  signature: string | null;
  /** X-HubSpot-Request-Timestamp, epoch milliseconds; null where absent. */
  timestamp: string | null;
}

const TOLERANCE_MS = 300_000;

/** HubSpot decodes exactly these in the URL before it signs, and leaves every other escape alone. */
const DECODED: Readonly<Record<string, string>> = {
  '%3A': ':',
  '%2F': '/',
  '%3F': '?',
  '%40': '@',
  '%21': '!',
  '%24': '$',
  '%27': "'",
  '%28': '(',
  '%29': ')',
  '%2A': '*',
  '%2C': ',',
  '%3B': ';',
};

/**
 * Checks signature v3: base64(HMAC-SHA256(secret, method + url + body + timestamp)), no older than five minutes and
 * no further ahead. Any of `secrets` may have signed, so that a secret can be changed without a gap. Source:
 * HubSpot's "Validating requests", its four SDKs.
 */
export async function verifyWebhook(
  request: SignedRequest,
  secrets: string[],
  now: number,
): Promise<Result<null>> {
  const { signature, timestamp } = request;
  if (signature === null || timestamp === null) return badSignature('The signature or its time is missing.');
  if (!/^\d{1,15}$/.test(timestamp)) return badSignature('The time of the signature is not a number.');
  const age = now - Number(timestamp);
  if (Math.abs(age) > TOLERANCE_MS)
    return badSignature(age > 0 ? 'The signature is too old.' : 'The signature is from the future.');
  const given = fromBase64(signature);
  if (given === null) return badSignature('The signature is not base64.');
  const source = `${request.method}${signedUrl(request.url)}${request.body}${timestamp}`;
  const signed = bytes(source);
  const matches = await Promise.all(secrets.map((secret) => isSignedBy(secret, given, signed)));
  return matches.includes(true) ? ok(null) : badSignature('The signature does not match.');
}

function signedUrl(url: string): string {
  return url.replaceAll(/%[0-9A-Fa-f]{2}/g, (escape) => DECODED[escape.toUpperCase()] ?? escape);
}

/** Web Crypto compares in constant time. */
async function isSignedBy(
  secret: string,
  given: Uint8Array<ArrayBuffer>,
  signed: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  if (secret === '') return false;
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', bytes(secret), algorithm, false, ['verify']);
  return crypto.subtle.verify('HMAC', key, given, signed);
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(text));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9+/]{43}=$/.test(text)) return null;
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

function badSignature(message: string): Result<never> {
  return refuse(
    'bad_signature',
    message,
    'Sign with the app’s client secret (HubSpot signature v3) and the present time.',
  );
}

const id = z.union([z.number(), z.string()]).transform(String);
const wireEvent = z.object({
  portalId: id,
  subscriptionType: z.string(),
  subscriptionId: id.optional(),
  occurredAt: z.number(),
  objectId: id.optional(),
  objectTypeId: z.string().optional(),
  propertyName: z.string().optional(),
  propertyValue: z.unknown().optional(),
  primaryObjectId: id.optional(),
  mergedObjectIds: z.array(id).optional(),
  newObjectId: id.optional(),
  fromObjectId: id.optional(),
  toObjectId: id.optional(),
  fromObjectTypeId: z.string().optional(),
});
type WireEvent = z.infer<typeof wireEvent>;

const KINDS: ReadonlyMap<string, RecordKind> = new Map([
  ['contact', 'contact'],
  ['company', 'company'],
  ['deal', 'deal'],
  ['0-1', 'contact'],
  ['0-2', 'company'],
  ['0-3', 'deal'],
]);

const ACTIONS: ReadonlyMap<string, CrmWebhookEvent['action']> = new Map([
  ['creation', 'changed'],
  ['propertyChange', 'changed'],
  ['associationChange', 'changed'],
  ['deletion', 'removed'],
  ['privacyDeletion', 'erased'],
  ['restore', 'restored'],
  ['merge', 'merged'],
]);

/**
 * Reads a webhook body: up to 100 events, of several portals maybe. Every element comes back as one event; what we
 * do not know or cannot read has the action `unknown` (and then `kind` says nothing). Errors: not_json,
 * invalid_input.
 */
export async function parseWebhook(body: string): Promise<Result<CrmWebhookEvent[]>> {
  let elements: unknown;
  try {
    elements = JSON.parse(body);
  } catch {
    return refuse('not_json', 'The webhook body is not JSON.', 'Send the events as a JSON array.');
  }
  if (!Array.isArray(elements))
    return refuse('invalid_input', 'The webhook body is not a list.', 'Send the events as a JSON array.');
  return ok(await Promise.all(elements.map(toEvent)));
}

async function toEvent(element: unknown): Promise<CrmWebhookEvent> {
  const parsed = wireEvent.safeParse(element);
  if (!parsed.success) {
    const key = await hash(JSON.stringify(element));
    return {
      accountId: accountOf(element),
      key,
      kind: 'contact',
      action: 'unknown',
      recordId: '',
      mergedIds: [],
      occurredAt: 0,
    };
  }
  const event = parsed.data;
  const [object = '', verb = ''] = event.subscriptionType.split('.');
  const kind = KINDS.get(object === 'object' ? (event.objectTypeId ?? event.fromObjectTypeId ?? '') : object);
  const recordId = event.newObjectId ?? event.primaryObjectId ?? event.objectId ?? event.fromObjectId ?? '';
  const action = kind && recordId !== '' ? (ACTIONS.get(verb) ?? 'unknown') : 'unknown';
  return {
    accountId: event.portalId,
    key: await keyOf(event),
    kind: kind ?? 'contact',
    action,
    recordId,
    mergedIds: action === 'merged' ? goneIds(event, recordId) : [],
    occurredAt: event.occurredAt,
  };
}

/** A merge can make a new record, and then the primary one is gone as well. */
function goneIds({ primaryObjectId, mergedObjectIds = [] }: WireEvent, survivor: string): string[] {
  const involved = primaryObjectId === undefined ? mergedObjectIds : [primaryObjectId, ...mergedObjectIds];
  return [...new Set(involved)].filter((one) => one !== survivor);
}

/** What makes an event itself. `eventId` is not unique at HubSpot, and `attemptNumber` differs in a redelivery. */
function keyOf(event: WireEvent): Promise<string> {
  const { portalId, subscriptionId, subscriptionType, objectId, propertyName, propertyValue, occurredAt } =
    event;
  const { primaryObjectId, mergedObjectIds, newObjectId, fromObjectId, toObjectId } = event;
  const itself = [
    portalId,
    subscriptionId,
    subscriptionType,
    objectId,
    propertyName,
    propertyValue,
    occurredAt,
  ];
  return hash(
    JSON.stringify([...itself, primaryObjectId, mergedObjectIds, newObjectId, fromObjectId, toObjectId]),
  );
}

async function hash(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes(text)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function accountOf(element: unknown): string {
  const parsed = z.object({ portalId: id }).safeParse(element);
  return parsed.success ? parsed.data.portalId : '';
}
