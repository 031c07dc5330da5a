import { Hono } from 'hono';
import { http } from 'msw';
import * as z from 'zod';
import { withFaults, type Fault } from '../faults.ts';
import { liveRoute } from '../page/live.ts';
import { pageResponse } from '../page/page.ts';
import { seeded } from '../random.ts';
import type { Vendor } from '../vendor.ts';
import { rewardToWire, toWire, TremendousBooks, type KeptOrder } from './books.ts';
import { tremendousControl } from './control.ts';
import type { EventTarget } from './events.ts';
import { tremendousPage } from './page.ts';

export interface TremendousOptions {
  apiKey?: string;
  /** Where events go; none are sent without. */
  webhook?: EventTarget | null;
  homeUrl?: string;
  seed?: string;
  /** Epoch milliseconds. */
  now?: () => number;
}

/** A fake Tremendous, with its books open to tests. */
export interface TremendousSandbox extends Vendor {
  books: TremendousBooks;
  faults: Fault[];
  /** Answers one request, whatever origin it was sent to. */
  fetch(request: Request): Promise<Response>;
}

const ORIGIN = 'https://testflight.tremendous.com';
export const SANDBOX_API_KEY = 'TEST_sandbox-key-of-groundswell';
const orderSchema = z.object({
  external_id: z.string().max(200).nullish(),
  payment: z.object({ funding_source_id: z.string().min(1) }),
  reward: z.object({
    campaign_id: z.string().min(1),
    value: z.object({ denomination: z.number().positive(), currency_code: z.string().regex(/^[A-Z]{3}$/) }),
    recipient: z.object({ name: z.string().default(''), email: z.email() }),
    delivery: z.object({ method: z.literal('EMAIL') }),
  }),
});

/** Builds a Tremendous that makes each external id one order. */
export function createTremendous(options: TremendousOptions = {}): TremendousSandbox {
  const books = new TremendousBooks();
  const faults: Fault[] = [];
  const router = route(options, books, faults);
  const answer = async (request: Request): Promise<Response> => router.fetch(request);
  return {
    name: 'tremendous',
    title: 'Tremendous',
    origin: ORIGIN,
    handlers: [http.all(`${ORIGIN}/*`, ({ request }) => answer(new Request(request.url, request)))],
    books,
    faults,
    fetch: answer,
  };
}

function route(options: TremendousOptions, books: TremendousBooks, faults: Fault[]): Hono {
  const now = options.now ?? Date.now;
  const router = new Hono();
  router.use('/api/v2/*', async (context, next) => {
    const expected = `Bearer ${options.apiKey ?? SANDBOX_API_KEY}`;
    if (context.req.header('authorization') !== expected)
      return refuse(401, 'Unauthorized. Incorrect API key.');
    return next();
  });
  router.use(
    '/api/v2/*',
    withFaults(
      () => faults,
      seeded(`${options.seed ?? 'tremendous'}:faults`),
      (kind) =>
        kind === 'rate-limited'
          ? refuse(429, 'Too many requests.', { 'retry-after': '7' })
          : refuse(503, 'Closed for a moment.'),
    ),
  );
  orders(router, books, now);
  rewards(router, books);
  router.get('/api/v2/funding_sources', () =>
    Response.json({
      funding_sources: [{ id: 'balance', method: 'balance', meta: { available_cents: 500_000 } }],
    }),
  );
  liveRoute(router);
  router.get('/', () => pageResponse(tremendousPage(books, options.homeUrl ?? null)));
  tremendousControl(router, books, faults, () => options.webhook ?? null, now);
  router.notFound(() => refuse(404, 'There is nothing here.'));
  return router;
}

function orders(router: Hono, books: TremendousBooks, now: () => number): void {
  router.post('/api/v2/orders', async (context) => {
    const order = orderSchema.safeParse(await context.req.json().catch(() => null));
    if (!order.success) return refuse(422, order.error.issues[0]?.message ?? 'wrong');
    const { external_id: externalId = null, reward } = order.data;
    const { denomination, currency_code: currency } = reward.value;
    const made = books.order({ externalId, denomination, currency, ...reward.recipient }, now());
    if (made.state === 'conflict')
      return refuse(409, 'An order with this external_id exists with other parameters.');
    return Response.json({ order: toWire(made.order) }, { status: made.state === 'made' ? 200 : 201 });
  });
  router.get('/api/v2/orders', (context) => {
    const { external_id: id, limit = '10', offset = '0' } = context.req.query();
    const since = Date.parse(context.req.query('created_at[gte]') ?? '') || 0;
    const until = Date.parse(context.req.query('created_at[lte]') ?? '') || Number.MAX_SAFE_INTEGER;
    const matching = books
      .list()
      .filter(
        (one) =>
          (id === undefined || one.externalId === id) && one.createdAt >= since && one.createdAt <= until,
      );
    const page = matching.slice(Number(offset), Number(offset) + Math.min(Number(limit), 500));
    return Response.json({ orders: page.map(toWire), total_count: matching.length });
  });
  router.get('/api/v2/orders/:id', (context) =>
    found(books.find(context.req.param('id')), (order) => ({ order: toWire(order) })),
  );
  router.post('/api/v2/order_approvals/:id/reject', (context) => {
    const order = books.find(context.req.param('id'));
    if (order !== undefined && order.status !== 'PENDING APPROVAL')
      return refuse(422, 'The order is not pending.');
    if (order !== undefined) order.status = 'CANCELED';
    return found(order, (one) => ({ order: toWire(one) }));
  });
}

function rewards(router: Hono, books: TremendousBooks): void {
  router.get('/api/v2/rewards/:id', (context) =>
    found(books.findReward(context.req.param('id')), (order) => ({ reward: rewardToWire(order) })),
  );
  // Only what was not delivered can be taken back.
  router.post('/api/v2/rewards/:id/cancel', (context) => {
    const order = books.findReward(context.req.param('id'));
    if (order !== undefined && order.delivery !== 'FAILED')
      return refuse(422, 'The reward was not a delivery failure.');
    if (order !== undefined) order.refunded = true;
    return found(order, () => ({}));
  });
}

function found(order: KeptOrder | undefined, body: (order: KeptOrder) => unknown): Response {
  return order === undefined ? refuse(404, 'Not found.') : Response.json(body(order));
}

function refuse(status: number, message: string, headers: Record<string, string> = {}): Response {
  return Response.json({ errors: { message } }, { status, headers });
}
