import { createHash, createHmac, randomBytes } from 'node:crypto';

/** What the org of the package holds: its credential, its secret, and who looks at the page. */
export interface ApexOrg {
  /** Where the named credential points. */
  appUrl: string;
  /** 18 characters, as are all ids here. */
  orgId: string;
  userId: string;
  token: string;
  secret: string;
  /** Epoch milliseconds. */
  now: () => number;
}

interface ApexCall {
  method: string;
  params: { recordId?: string; action?: string; details?: Record<string, unknown> };
}

/** Which fields each action sends beside the record, the person and the key. */
const FIELDS: Record<string, readonly string[]> = {
  nominate: ['note'],
  'log-act': ['act', 'occurredAt'],
  'log-ask': ['ask', 'note'],
  'suggest-reward': ['act', 'amount', 'currencyCode'],
};
const KINDS: Record<string, string> = { '003': 'contact', '00Q': 'contact', '001': 'company', '006': 'deal' };

/**
 * Answers `POST /_card/apex` as the package's Apex does: signs for the org and the user and passes on to Groundswell.
 * A refusal becomes `{ message }` with the words of the problem, as an AuraHandledException carries them.
 */
export function createApexStandIn(org: ApexOrg): (request: Request) => Promise<Response> {
  return async (request) => {
    const call = await request.json<ApexCall>();
    const asked = requestOf(call);
    if (asked === null) return refusal('The card asked for something Groundswell does not do.');
    try {
      return await readAnswer(await send(org, asked));
    } catch {
      return refusal('Groundswell could not be reached. Try again in a minute.');
    }
  };
}

interface Asked {
  method: 'GET' | 'POST';
  pathAndQuery: string;
  body: string;
}

function requestOf({ method, params }: ApexCall): Asked | null {
  if (method === 'AdvocacyCardController.getCard') {
    const kind = kindOf(params.recordId);
    if (kind === undefined) return null;
    return {
      method: 'GET',
      pathAndQuery: `/crm/salesforce/card?kind=${kind}&id=${params.recordId}`,
      body: '',
    };
  }
  const { action = '', details = {} } = params;
  const fields = Object.hasOwn(FIELDS, action) ? FIELDS[action] : undefined;
  const kind = kindOf(details['recordId']);
  if (method !== 'AdvocacyCardController.perform' || fields === undefined || kind === undefined) return null;
  const body = {
    record: { kind, id: details['recordId'] },
    contactId: details['contactId'],
    idempotencyKey: details['idempotencyKey'],
    ...Object.fromEntries(
      fields.map((field) => [field === 'currencyCode' ? 'currency' : field, details[field] ?? null]),
    ),
  };
  return { method: 'POST', pathAndQuery: `/crm/salesforce/actions/${action}`, body: JSON.stringify(body) };
}

function kindOf(recordId: unknown): string | undefined {
  return typeof recordId === 'string' && /^[a-zA-Z0-9]{18}$/.test(recordId)
    ? KINDS[recordId.slice(0, 3)]
    : undefined;
}

async function send(org: ApexOrg, { method, pathAndQuery, body }: Asked): Promise<Response> {
  return fetch(new URL(pathAndQuery, org.appUrl), {
    method,
    headers: {
      authorization: `Bearer ${org.token}`,
      accept: 'application/json',
      ...signatureHeaders(org, method, pathAndQuery, body),
      ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
    },
    ...(method === 'POST' ? { body } : {}),
  });
}

/** The headers the class GroundswellSignature of the package makes. */
export function signatureHeaders(
  { orgId, userId, secret, now }: Pick<ApexOrg, 'orgId' | 'userId' | 'secret' | 'now'>,
  method: string,
  pathAndQuery: string,
  body: string,
): Record<string, string> {
  const timestamp = String(now());
  const nonce = randomBytes(16).toString('hex');
  const digest = createHash('sha256').update(body).digest('hex');
  const text = [method, pathAndQuery, timestamp, nonce, orgId, userId, digest].join('\n');
  return {
    'x-groundswell-org': orgId,
    'x-groundswell-user': userId,
    'x-groundswell-timestamp': timestamp,
    'x-groundswell-nonce': nonce,
    'x-groundswell-signature': createHmac('sha256', secret).update(text).digest('base64'),
  };
}

async function readAnswer(response: Response): Promise<Response> {
  const text = await response.text();
  const answer = parse(text);
  if (response.ok && answer !== null) return Response.json(answer);
  const { detail, remedy } = answer ?? {};
  if (typeof detail !== 'string') {
    return refusal(`Groundswell had trouble answering (${response.status}). Try again in a minute.`);
  }
  return refusal(typeof remedy === 'string' ? `${detail} ${remedy}` : detail);
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

function refusal(message: string): Response {
  return Response.json({ message }, { status: 500 });
}
