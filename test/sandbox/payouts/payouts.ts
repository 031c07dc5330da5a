import { Hono } from 'hono';
import { http } from 'msw';
import * as z from 'zod';
import { withFaults, type Fault } from '../faults.ts';
import { liveRoute } from '../page/live.ts';
import { pageResponse } from '../page/page.ts';
import { seeded } from '../random.ts';
import type { Vendor } from '../vendor.ts';
import { payoutControl } from './control.ts';
import { PayoutLedger } from './ledger.ts';
import { payoutsPage } from './payouts-page.ts';
import { isSigned } from './signature.ts';

export interface PayoutOptions {
  /** Orders must be signed with this; null accepts any. */
  secret?: string | null;
  /** Where the bar's way back leads. */
  homeUrl?: string;
  seed?: string;
  /** Epoch milliseconds. */
  now?: () => number;
}

/** The desk, with its books open to tests. */
export interface PayoutDesk extends Vendor {
  ledger: PayoutLedger;
  faults: Fault[];
  /** Answers one request, whatever origin it was sent to. */
  fetch(request: Request): Promise<Response>;
}

const ORIGIN = 'https://payouts.groundswell.test';
const orderSchema = z.object({
  amount: z.number().int().positive(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  recipient: z.string().min(1),
  reference: z.string().default(''),
});

/** Builds a payout service that pays each idempotency key once. */
export function createPayoutDesk(options: PayoutOptions = {}): PayoutDesk {
  const ledger = new PayoutLedger();
  const faults: Fault[] = [];
  const router = route(options, ledger, faults);
  const answer = async (request: Request): Promise<Response> => router.fetch(request);
  return {
    name: 'payouts',
    title: 'Payout desk',
    origin: ORIGIN,
    handlers: [http.all(`${ORIGIN}/*`, ({ request }) => answer(new Request(request.url, request)))],
    ledger,
    faults,
    fetch: answer,
  };
}

function route(options: PayoutOptions, ledger: PayoutLedger, faults: Fault[]): Hono {
  const now = options.now ?? Date.now;
  const router = new Hono();
  router.use(
    '/payouts',
    withFaults(
      () => faults,
      seeded(`${options.seed ?? 'payouts'}:faults`),
      (kind) =>
        refuse(
          kind === 'rate-limited' || kind === 'daily-limit' ? 429 : 503,
          kind,
          'The desk is closed for a moment.',
        ),
    ),
  );
  router.post('/payouts', async (context) => {
    const body = await context.req.text();
    const signature = context.req.header('x-groundswell-signature');
    if (options.secret && !isSigned(options.secret, body, signature, now()))
      return refuse(401, 'bad_signature', 'The signature does not match the body.');
    const key = context.req.header('idempotency-key');
    if (!key) return refuse(400, 'missing_key', 'An Idempotency-Key header is needed.');
    const order = orderSchema.safeParse(parseJson(body));
    if (!order.success) return refuse(400, 'bad_order', order.error.message);
    const { payout, state } = ledger.pay(key, order.data, now());
    if (state === 'conflict') return refuse(409, 'key_reused', 'This key already paid something else.');
    return Response.json(payout, { status: state === 'paid' ? 201 : 200 });
  });
  router.get('/payouts', () => Response.json({ items: ledger.list() }));
  liveRoute(router);
  router.get('/', () => pageResponse(payoutsPage(ledger, options.homeUrl ?? null)));
  payoutControl(router, ledger, faults);
  router.notFound(() => refuse(404, 'not_found', 'There is nothing here.'));
  return router;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function refuse(status: number, code: string, message: string): Response {
  return Response.json({ error: { code, message } }, { status });
}
